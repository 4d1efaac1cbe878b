import { useState } from 'preact/hooks'
import { useIsAdministrator } from '../administration/useIsAdministrator'
import { LeaveServerDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { go, to } from '../route'

export function LeaveServer({ server }: { server: CurrentServer }) {
  const leave = useMutation(LeaveServerDocument)
  const isAdministrator = useIsAdministrator()
  const [asking, setAsking] = useState(false)
  const act = async () => (await leave.run({ serverId: server.id })) && go(to.servers)
  return (
    <section class="card">
      <h2>Leave this server</h2>
      <p>{isAdministrator ? 'You are no longer one of its members, but as an administrator of this installation you still see and change everything there.' : 'You no longer see its channels.'} What you posted stays.</p>
      <div class="actions"><button type="button" class="danger" onClick={() => setAsking(true)}>Leave server…</button></div>
      {asking && (
        <ConfirmDialog title={`Leave ${server.name}?`} action="Leave server" busy={leave.busy} failure={leave.failure} confirm={act} close={() => setAsking(false)}>
          <p>You can come back by another invitation only.</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
