import { useState } from 'preact/hooks'
import { NewChannel } from '../channel/NewChannel'
import { ChannelsDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import type { CurrentServer } from '../layout/place'
import { EmptyState } from '../components/EmptyState'
import { Icon } from '../components/Icon'
import { ItemList } from '../components/ItemList'
import { PageHeader } from '../components/PageHeader'
import { to } from '../route'
import { isAllowed } from '../user'
import { NotFound } from '../layout/NotFound'

// ServerChannelsPage is the first page of a server.
export function ServerChannelsPage({ serverId, server }: { serverId: string; server: CurrentServer | null }) {
  const list = useList(ChannelsDocument, { serverId }, ({ server }) => server?.channels, true)
  const [creating, setCreating] = useState(false)
  if (list.data === null) return <NotFound what="server" />
  const create = isAllowed(server?.viewerPermissions, 'MANAGE_CHANNELS') && <button type="button" class="primary" onClick={() => setCreating(true)}>New channel</button>
  return (
    <div class="page">
      <PageHeader title={server?.name ?? ' '} action={list.data?.items.length ? create : undefined}>Channels contain the messages of people and webhooks.</PageHeader>
      <ItemList list={list} empty={<EmptyState title="No channels yet"><p>Create one channel for each subject, for example deploys and alerts.</p>{create}</EmptyState>}>
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
      </ItemList>
      {creating && <NewChannel serverId={serverId} close={() => setCreating(false)} />}
    </div>
  )
}
