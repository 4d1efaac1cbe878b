import { useState } from 'preact/hooks'
import { ChannelsDocument, CreateWebhookDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import { useMutation } from '../graphql/useMutation'
import { EmptyState } from '../components/EmptyState'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { Loading } from '../components/Loading'
import { PageHeader } from '../components/PageHeader'
import { FailureMessage } from '../components/FailureMessage'
import { Select } from '../components/Select'
import { go, to } from '../route'
import { keepURL } from './shownURLs'
import { NotFound } from '../layout/NotFound'

// NewWebhookPage creates a webhook and opens its page.
export function NewWebhookPage({ serverId, channelId }: { serverId: string; channelId?: string }) {
  const list = useList(ChannelsDocument, { serverId }, ({ server }) => server?.channels, true)
  if (list.data === null) return <NotFound what="server" />
  return (
    <div class="page narrow">
      <PageHeader title="New webhook">A webhook posts into one channel. The next step shows its URL.</PageHeader>
      <FailureMessage failure={list.failure} retry={list.reload} />
      {!list.data && !list.failure && <Loading />}
      {list.data?.items.length === 0 && <EmptyState title="No channels yet"><p>A webhook needs a channel to post into.</p><a class="button primary" href={to.server(serverId)}>Create a channel</a></EmptyState>}
      {list.data && list.data.items.length > 0 && <NewWebhookForm serverId={serverId} channels={list.data.items} channelId={channelId} />}
    </div>
  )
}

interface FormProps {
  serverId: string
  channels: { id: string; name: string }[]
  channelId?: string
}

function NewWebhookForm({ serverId, channels, channelId }: FormProps) {
  const create = useMutation(CreateWebhookDocument)
  const [channel, setChannel] = useState(channelId ?? channels[0]!.id)
  const [name, setName] = useState('')
  const [avatarUrl, setAvatarUrl] = useState('')
  async function submit() {
    const data = await create.run({ channelId: channel, name, avatarUrl: avatarUrl.trim() || null })
    if (!data) return
    const { webhook, url } = data.createWebhook
    keepURL(webhook.id, url)
    go(to.webhook(webhook.id))
  }
  return (
    <section class="card">
      <Form submit={submit} action="Create webhook" busy={create.busy} failure={create.failure} cancel={() => go(to.server(serverId, 'webhooks'))}>
        <Field label="Name" name="name" value={name} change={setName} failure={create.failure} required autofocus placeholder="CI Bot"
          hint="The author of its messages, unless a post sets another name." />
        <Select label="Channel" value={channel} change={setChannel} options={channels.map(({ id, name }) => [id, `#${name}`] as const)} />
        <Field label="Avatar" name="avatarUrl" type="url" value={avatarUrl} change={setAvatarUrl} failure={create.failure} placeholder="https://example.com/bot.png"
          hint="The URL of a picture. Without one, the initials are shown." />
      </Form>
    </section>
  )
}
