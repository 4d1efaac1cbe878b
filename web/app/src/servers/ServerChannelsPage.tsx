import { useState } from 'preact/hooks'
import { NewChannel } from '../channel/NewChannel'
import { ChannelsDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import type { CurrentServer } from '../layout/place'
import { Empty } from '../components/EmptyState'
import { Icon } from '../components/Icon'
import { Items } from '../components/ItemList'
import { PageHead } from '../components/PageHeader'
import { to } from '../route'
import { may } from '../user'
import { Missing } from '../layout/NotFound'

// ServerChannels is the first page of a server.
export function ServerChannels({ serverId, server }: { serverId: string; server: CurrentServer | null }) {
  const list = useList(ChannelsDocument, { serverId }, ({ server }) => server?.channels, true)
  const [creating, setCreating] = useState(false)
  if (list.data === null) return <Missing what="server" />
  const create = may(server?.viewerPermissions, 'MANAGE_CHANNELS') && <button type="button" class="primary" onClick={() => setCreating(true)}>New channel</button>
  return (
    <div class="page">
      <PageHead title={server?.name ?? ' '} action={list.data?.items.length ? create : undefined}>Channels hold messages, from people and from webhooks.</PageHead>
      <Items list={list} empty={<Empty title="No channel yet"><p>A channel is where messages go: one for deploys, one for alerts.</p>{create}</Empty>}>
        {({ id, name, topic }) => (
          <li key={id}>
            <a class="row" href={to.channel(id)}>
              <span class="row-icon"><Icon name="hash" /></span>
              <span class="row-text">
                <bdi class="row-title">{name}</bdi>
                {topic && <bdi class="row-detail">{topic}</bdi>}
              </span>
            </a>
          </li>
        )}
      </Items>
      {creating && <NewChannel serverId={serverId} close={() => setCreating(false)} />}
    </div>
  )
}
