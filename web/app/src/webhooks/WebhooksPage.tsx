import { WebhooksDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import { Avatar } from '../components/Avatar'
import { EmptyState } from '../components/EmptyState'
import { ItemList } from '../components/ItemList'
import { PageHeader } from '../components/PageHeader'
import { Time } from '../components/Time'
import { to } from '../route'
import { NotFound } from '../layout/NotFound'

// WebhooksPage lists the webhooks in all channels of a server.
export function WebhooksPage({ serverId }: { serverId: string }) {
  const list = useList(WebhooksDocument, { serverId }, ({ server }) => server?.webhooks)
  if (list.data === null) return <NotFound what="server" />
  const create = <a class="button primary" href={to.newWebhook(serverId)}>New webhook</a>
  return (
    <div class="page">
      <PageHeader title="Webhooks" action={list.data?.items.length ? create : undefined}>A webhook is a URL. Each post to it becomes a message.</PageHeader>
      <ItemList list={list} empty={<EmptyState title="No webhooks yet"><p>Create a webhook, and paste its URL where your build, deploy or alerting tool asks for one.</p>{create}</EmptyState>}>
        {({ id, name, avatarPath, channel, enabled, lastUsedAt }) => (
          <li key={id}>
            <a class="row" href={to.webhook(id)}>
              <Avatar id={id} name={name} picture={avatarPath} />
              <span class="row-text">
                <bdi class="row-title">{name}</bdi>
                <span class="row-detail">#<bdi>{channel.name}</bdi></span>
              </span>
              <span class="row-aside">{!enabled ? <span class="tag warning">Disabled</span> : lastUsedAt ? <>Used <Time at={lastUsedAt} /></> : 'Never used'}</span>
            </a>
          </li>
        )}
      </ItemList>
    </div>
  )
}
