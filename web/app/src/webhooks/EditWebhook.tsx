import { useState } from 'preact/hooks'
import { ChannelsDocument, UpdateWebhookDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import { useMutation } from '../graphql/useMutation'
import type { Webhook } from './WebhookPage'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { Select } from '../components/Select'

// EditWebhook changes the name, avatar and channel of a webhook.
export function EditWebhook({ webhook }: { webhook: Webhook }) {
  const update = useMutation(UpdateWebhookDocument)
  const channels = useList(ChannelsDocument, { serverId: webhook.channel.server.id }, ({ server }) => server?.channels, true)
  const [name, setName] = useState(webhook.name)
  const [avatarUrl, setAvatarUrl] = useState(webhook.avatarUrl ?? '')
  const [channelId, setChannelId] = useState(webhook.channel.id)
  const [saved, setSaved] = useState(false)
  const options = (channels.data?.items ?? [webhook.channel]).map(({ id, name }) => [id, `#${name}`] as const)
  const save = async () => setSaved(Boolean(await update.run({ webhookId: webhook.id, name, avatarUrl: avatarUrl.trim() || null, channelId })))
  return (
    <section class="card">
      <h2>Details</h2>
      <Form submit={save} action="Save" busy={update.busy} failure={update.failure} done={saved && 'Saved.'}>
        <div class="columns">
          <Field label="Name" name="name" value={name} change={setName} failure={update.failure} required />
          <Select label="Channel" value={channelId} change={setChannelId} options={options} />
        </div>
        <Field label="Avatar" name="avatarUrl" type="url" value={avatarUrl} change={setAvatarUrl} failure={update.failure} placeholder="https://example.com/bot.png"
          hint="Messages keep the name and avatar that they were posted with." />
      </Form>
    </section>
  )
}
