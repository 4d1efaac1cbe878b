import { useState } from 'preact/hooks'
import { UpdateServerDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { Field } from '../components/Field'
import { Form } from '../components/Form'

// RenameServer changes the name of a server.
export function RenameServer({ server }: { server: CurrentServer }) {
  const update = useMutation(UpdateServerDocument)
  const [name, setName] = useState(server.name)
  const [saved, setSaved] = useState(false)
  const save = async () => setSaved(Boolean(await update.run({ serverId: server.id, name })))
  return (
    <section class="card">
      <Form submit={save} action="Save" busy={update.busy} failure={update.failure} done={saved && 'Saved.'}>
        <Field label="Name" name="name" value={name} change={setName} failure={update.failure} required />
      </Form>
    </section>
  )
}
