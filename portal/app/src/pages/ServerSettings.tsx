import { useState } from 'preact/hooks'
import { DeleteServerDocument, UpdateServerDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/useServerOf'
import { Confirm } from '../parts/Confirm'
import { Field } from '../parts/Field'
import { Form } from '../parts/Form'
import { Loading } from '../parts/Loading'
import { PageHead } from '../parts/PageHead'
import { go, to } from '../route'
import { useUser } from '../user'

export function ServerSettings({ server }: { server: CurrentServer | null }) {
  return (
    <div class="page">
      <PageHead title="Settings" />
      {server ? <><Rename key={server.id} server={server} /><Delete server={server} /></> : <Loading />}
    </div>
  )
}

function Rename({ server }: { server: CurrentServer }) {
  const update = useMutation(UpdateServerDocument)
  const [name, setName] = useState(server.name)
  return (
    <section class="card">
      <Form submit={() => void update.run({ serverId: server.id, name })} action="Save" busy={update.busy} failure={update.failure}>
        <Field label="Name" name="name" value={name} change={setName} failure={update.failure} required />
      </Form>
    </section>
  )
}

function Delete({ server }: { server: CurrentServer }) {
  const user = useUser()
  const remove = useMutation(DeleteServerDocument)
  const [asking, setAsking] = useState(false)
  if (server.owner.id !== user.id) return null
  const erase = async () => (await remove.run({ serverId: server.id })) && go(to.servers)
  return (
    <section class="card">
      <h2>Delete this server</h2>
      <p>Its channels, messages and webhooks go with it.</p>
      <div class="actions"><button type="button" class="danger" onClick={() => setAsking(true)}>Delete server…</button></div>
      {asking && (
        <Confirm title={`Delete ${server.name}?`} action="Delete server" busy={remove.busy} failure={remove.failure} confirm={erase} close={() => setAsking(false)}>
          <p>All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.</p>
        </Confirm>
      )}
    </section>
  )
}
