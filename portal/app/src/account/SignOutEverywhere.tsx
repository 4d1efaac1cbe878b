import { leaving } from '../graphql/ask'
import { Problem } from '../parts/Problem'
import { signOut } from '../session'
import { useAct } from '../useAct'

export function SignOutEverywhere() {
  const act = useAct()
  const leave = async () => (await act.run(() => signOut(true))) && leaving.tell()
  return (
    <section class="card">
      <h2>Sign out everywhere</h2>
      <p>Ends all your sessions, this one too. Access tokens stay until they are revoked.</p>
      <Problem failure={act.failure} />
      <div class="actions"><button type="button" disabled={act.busy} onClick={leave}>Sign out everywhere</button></div>
    </section>
  )
}
