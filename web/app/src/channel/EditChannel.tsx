import { useState } from 'preact/hooks'
import { DeleteChannelDocument, UpdateChannelDocument, type ChannelEntryFragment } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Dialog } from '../components/Dialog'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { go, to } from '../route'
import { withoutHash } from './channelName'

interface Props {
  channel: ChannelEntryFragment
  serverId: string
  close: () => void
}

// EditChannel changes the name and the topic of a channel, or deletes it.
export function EditChannel({ channel, serverId, close }: Props) {
  const update = useMutation(UpdateChannelDocument)
  const remove = useMutation(DeleteChannelDocument)
  const [name, setName] = useState(channel.name)
  const [topic, setTopic] = useState(channel.topic ?? '')
  const [deleting, setDeleting] = useState(false)

  const save = async () => (await update.run({ channelId: channel.id, name: withoutHash(name), topic: topic.trim() || null })) && close()
  const deleteChannel = async () => (await remove.run({ channelId: channel.id })) && go(to.server(serverId))

  if (deleting) {
    return (
      <ConfirmDialog title={`Delete #${channel.name}?`} action="Delete channel" busy={remove.busy} failure={remove.failure} confirm={deleteChannel} close={close}>
        <p>This deletes all its messages. The URLs of its webhooks stop working immediately. You cannot undo this.</p>
      </ConfirmDialog>
    )
  }
  return (
    <Dialog title="Edit channel" close={close}>
      <Form submit={save} action="Save" busy={update.busy} failure={update.failure} cancel={close}>
        <Field label="Name" name="name" value={name} change={setName} failure={update.failure} required autofocus />
        <Field label="Topic" name="topic" value={topic} change={setTopic} failure={update.failure} />
      </Form>
      <button type="button" class="danger borderless" onClick={() => setDeleting(true)}>Delete channel…</button>
    </Dialog>
  )
}
