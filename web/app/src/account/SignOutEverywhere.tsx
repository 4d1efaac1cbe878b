import { useState } from 'preact/hooks'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { sessionEnded, signOut } from '../signIn/session'
import { useAction } from '../useAction'
import { LINK_ONLY_WARNING } from './linkOnly'

export function SignOutEverywhere({ linkOnly }: { linkOnly: boolean }) {
  const act = useAction()
  const [asking, setAsking] = useState(false)
  const leave = async () => (await act.run(() => signOut(true))) && sessionEnded.emit()
  return (
    <section class="card">
      <h2>Sign out everywhere</h2>
      <p>Ends all your sessions, this one too. Access tokens stay until they are revoked.</p>
      <div class="actions"><button type="button" onClick={() => setAsking(true)}>Sign out everywhere…</button></div>
      {asking && (
        <ConfirmDialog title="Sign out everywhere?" action="Sign out everywhere" busy={act.busy} failure={act.failure} confirm={leave} close={() => (setAsking(false), act.clear())}>
          <p>Every browser where you are signed in is signed out, this one too.</p>
          {linkOnly && <p>{LINK_ONLY_WARNING}</p>}
        </ConfirmDialog>
      )}
    </section>
  )
}
