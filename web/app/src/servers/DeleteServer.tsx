import { useState } from 'preact/hooks'
import { DeleteServerDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { go, to } from '../route'

export function DeleteServer({ server }: { server: CurrentServer }) {
  const remove = useMutation(DeleteServerDocument)
  const [asking, setAsking] = useState(false)
  const erase = async () => (await remove.run({ serverId: server.id })) && go(to.servers)
  return (
    <section class="card">
      <h2>Delete this server</h2>
      <p>Its channels, messages and webhooks go with it, for all its members.</p>
      <div class="actions"><button type="button" class="danger" onClick={() => setAsking(true)}>Delete server…</button></div>
      {asking && (
        <ConfirmDialog title={`Delete ${server.name}?`} action="Delete server" busy={remove.busy} failure={remove.failure} confirm={erase} close={() => setAsking(false)}>
          <p>All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
