import { useState } from 'preact/hooks'
import { ChannelsDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import { NewChannel } from '../channel/NewChannel'
import { Icon } from '../parts/Icon'
import { to } from '../route'

// ChannelLinks lists a server's channels in the sidebar.
export function ChannelLinks({ serverId, currentId, create }: { serverId: string; currentId: string; create: boolean }) {
  const { data } = useList(ChannelsDocument, { serverId }, ({ server }) => server?.channels, true)
  const [creating, setCreating] = useState(false)
  return (
    <>
      <div class="group">
        <h2>Channels</h2>
        {create && (
          <button type="button" class="plain" onClick={() => setCreating(true)} title="New channel">
            <Icon name="plus" /><span class="out-of-sight">New channel</span>
          </button>
        )}
      </div>
      {data?.items.map(({ id, name }) => (
        <a key={id} class="link" href={to.channel(id)} aria-current={id === currentId ? 'page' : undefined}><Icon name="hash" /><bdi>{name}</bdi></a>
      ))}
      {creating && <NewChannel serverId={serverId} close={() => setCreating(false)} />}
    </>
  )
}
