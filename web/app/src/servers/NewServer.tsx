import { useState } from 'preact/hooks'
import { CreateServerDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { Dialog } from '../components/Dialog'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { go, to } from '../route'

// NewServer creates a server and opens it.
export function NewServer({ close }: { close: () => void }) {
  const create = useMutation(CreateServerDocument)
  const [name, setName] = useState('')
  async function submit() {
    const data = await create.run({ name })
    if (data) close(), go(to.server(data.createServer.server.id))
  }
  return (
    <Dialog title="New server" close={close}>
      <Form submit={submit} action="Create server" busy={create.busy} failure={create.failure} cancel={close}>
        <Field label="Name" name="name" value={name} change={setName} failure={create.failure} required autofocus placeholder="Platform team" />
      </Form>
    </Dialog>
  )
}
