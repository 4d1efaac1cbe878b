import { useState } from 'preact/hooks'
import { useIsAdministrator } from '../administration/useIsAdministrator'
import { LeaveServerDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { go, to } from '../route'

// LeaveServer ends the viewer's membership, after a question.
export function LeaveServer({ server }: { server: CurrentServer }) {
  const leave = useMutation(LeaveServerDocument)
  const isAdministrator = useIsAdministrator()
  const [asking, setAsking] = useState(false)
  const confirm = async () => (await leave.run({ serverId: server.id })) && go(to.servers)
  return (
    <section class="card">
      <h2>Leave this server</h2>
      <p>{isAdministrator ? 'You are then no longer a member, but as an administrator of this installation you can still see and change everything there.' : 'You then no longer see its channels.'} Your messages stay.</p>
      <div class="actions"><button type="button" class="danger" onClick={() => setAsking(true)}>Leave server…</button></div>
      {asking && (
        <ConfirmDialog title={`Leave ${server.name}?`} action="Leave server" busy={leave.busy} failure={leave.failure} confirm={confirm} close={() => setAsking(false)}>
          <p>To join again, you need a new invitation.</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
