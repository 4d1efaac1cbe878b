import { useState } from 'preact/hooks'
import { ChannelsDocument, type ChannelEntryFragment } from '../documents/generated'
import { useList } from '../graphql/useList'
import { NewChannel } from '../channel/NewChannel'
import { Icon } from '../components/Icon'
import { to } from '../route'
import type { CurrentServer } from './place'

// ChannelLinks lists the channels of a server in the sidebar.
export function ChannelLinks({ server, currentId, canCreate }: { server: CurrentServer; currentId: string; canCreate: boolean }) {
  const [creating, setCreating] = useState(false)
  const { edges, pageInfo } = server.channels
  return (
    <>
      <div class="group">
        <h2>Channels</h2>
        {canCreate && (
          <button type="button" class="icon-button" onClick={() => setCreating(true)} title="New channel">
            <Icon name="plus" /><span class="visually-hidden">New channel</span>
          </button>
        )}
      </div>
      {pageInfo.hasNextPage ? <AllChannels serverId={server.id} currentId={currentId} /> : <Links channels={edges.map(({ node }) => node)} currentId={currentId} />}
      {creating && <NewChannel serverId={server.id} close={() => setCreating(false)} />}
    </>
  )
}

// AllChannels reads the channels of a server that has more than come with the query of the server.
function AllChannels({ serverId, currentId }: { serverId: string; currentId: string }) {
  const { data } = useList(ChannelsDocument, { serverId }, ({ server }) => server?.channels, true)
  return <Links channels={data?.items ?? []} currentId={currentId} />
}

function Links({ channels, currentId }: { channels: readonly ChannelEntryFragment[]; currentId: string }) {
  return (
    <>
      {channels.map(({ id, name }) => (
        <a key={id} class="link" href={to.channel(id)} aria-current={id === currentId ? 'page' : undefined}><Icon name="hash" /><bdi>{name}</bdi></a>
      ))}
    </>
  )
}
