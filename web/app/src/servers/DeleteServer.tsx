import { useState } from 'preact/hooks'
import { DeleteServerDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { go, to } from '../route'

// DeleteServer deletes a server, after a question.
export function DeleteServer({ server }: { server: CurrentServer }) {
  const remove = useMutation(DeleteServerDocument)
  const [asking, setAsking] = useState(false)
  const confirm = async () => (await remove.run({ serverId: server.id })) && go(to.servers)
  return (
    <section class="card">
      <h2>Delete this server</h2>
      <p>This also deletes its channels, messages and webhooks, for all members.</p>
      <div class="actions"><button type="button" class="danger" onClick={() => setAsking(true)}>Delete server…</button></div>
      {asking && (
        <ConfirmDialog title={`Delete ${server.name}?`} action="Delete server" busy={remove.busy} failure={remove.failure} confirm={confirm} close={() => setAsking(false)}>
          <p>This deletes all its channels and messages and ends all open streams. The URLs of its webhooks stop working immediately. You cannot undo this.</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
