import { useState } from 'preact/hooks'
import { CreateChannelDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { Dialog } from '../components/Dialog'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { go, to } from '../route'
import { withoutHash } from './channelName'

// NewChannel creates a channel and opens it.
export function NewChannel({ serverId, close }: { serverId: string; close: () => void }) {
  const create = useMutation(CreateChannelDocument)
  const [name, setName] = useState('')
  const [topic, setTopic] = useState('')
  async function submit() {
    const data = await create.run({ serverId, name: withoutHash(name), topic: topic.trim() || null })
    if (data) close(), go(to.channel(data.createChannel.channel.id))
  }
  return (
    <Dialog title="New channel" close={close}>
      <Form submit={submit} action="Create channel" busy={create.busy} failure={create.failure} cancel={close}>
        <Field label="Name" name="name" value={name} change={setName} failure={create.failure} required autofocus placeholder="deploys" />
        <Field label="Topic" name="topic" value={topic} change={setTopic} failure={create.failure} hint="Describe in one sentence what belongs here." />
      </Form>
    </Dialog>
  )
}
