import { useState } from 'preact/hooks'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { sessionEnded, signOut } from '../signIn/session'
import { useAction } from '../useAction'
import { LINK_ONLY_WARNING } from './linkOnly'

// SignOutEverywhere ends all sessions of the viewer.
export function SignOutEverywhere({ linkOnly }: { linkOnly: boolean }) {
  const action = useAction()
  const [asking, setAsking] = useState(false)
  const end = async () => (await action.run(() => signOut(true))) && sessionEnded.emit()
  return (
    <section class="card">
      <h2>Sign out everywhere</h2>
      <p>This ends all your sessions, including this one. Access tokens stay valid until you revoke them.</p>
      <div class="actions"><button type="button" onClick={() => setAsking(true)}>Sign out everywhere…</button></div>
      {asking && (
        <ConfirmDialog title="Sign out everywhere?" action="Sign out everywhere" busy={action.busy} failure={action.failure} confirm={end} close={() => (setAsking(false), action.clear())}>
          <p>This signs you out in every browser, including this one.</p>
          {linkOnly && <p>{LINK_ONLY_WARNING}</p>}
        </ConfirmDialog>
      )}
    </section>
  )
}
