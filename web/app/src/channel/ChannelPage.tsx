import { useState } from 'preact/hooks'
import { Composer } from './Composer'
import { EditChannel } from './EditChannel'
import { ConnectionState } from './ConnectionState'
import { MessageList } from './MessageList'
import { useUnseenCount } from './useUnseenCount'
import { useConnected } from './useConnected'
import { useMessageFeed } from './useMessageFeed'
import { ChannelDocument, type ChannelQuery } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'
import { EmptyState } from '../components/EmptyState'
import { Icon } from '../components/Icon'
import { useTitle } from '../components/PageHeader'
import { FailureMessage } from '../components/FailureMessage'
import { to } from '../route'
import { isAllowed, useUser } from '../user'
import { NotFound } from '../layout/NotFound'

type Channel = NonNullable<ChannelQuery['channel']>

export function ChannelPage({ channelId }: { channelId: string }) {
  const { data, failure, reload } = useQuery(ChannelDocument, { id: channelId })
  const [unseen, arrived] = useUnseenCount()
  useTitle(data?.channel ? `${unseen ? `(${unseen}) ` : ''}#${data.channel.name}` : '')
  if (failure && !data) return <div class="page"><FailureMessage failure={failure} retry={reload} /></div>
  if (data?.channel === null) return <NotFound what="channel" />
  return data ? <LiveChannel channel={data.channel} arrived={arrived} /> : null
}

function LiveChannel({ channel, arrived }: { channel: Channel; arrived: () => void }) {
  const user = useUser()
  const [announcement, setAnnouncement] = useState('') // for screen readers
  const feed = useMessageFeed(channel.id, ({ author, content }) => (setAnnouncement(`${author.name}: ${content}`), arrived()))
  const connected = useConnected()
  const permissions = channel.server.viewerPermissions
  const rights = { userId: user.id, post: isAllowed(permissions, 'POST_MESSAGES'), manage: isAllowed(permissions, 'MANAGE_MESSAGES') }
  const notFound = feed.failure?.code === 'NOT_FOUND' // until the query of the channel returns null, too
  const loaded = feed.loaded && !notFound
  const empty = loaded && feed.blocks.length === 0
  const stopped = feed.failure !== undefined && !feed.failure.temporary
  return (
    <div class="channel">
      <ChannelHeader channel={channel} state={<ConnectionState loaded={feed.loaded} connected={connected} failed={stopped} />} />
      {!notFound && <FailureMessage failure={feed.failure} retry={feed.start} />}
      {empty && <EmptyChannel channel={channel} isManager={isAllowed(permissions, 'MANAGE_SERVER')} />}
      {loaded && !empty && (
        <MessageList blocks={feed.blocks} hasOlder={feed.older !== null} loadingOlder={feed.loadingOlder} loadOlder={feed.loadOlder} rights={rights} />
      )}
      {!loaded && <div class="messages" />}
      <p class="visually-hidden" aria-live="polite">{announcement}</p>
      {!notFound && <Composer channel={channel} canPost={rights.post} />}
    </div>
  )
}

function ChannelHeader({ channel, state }: { channel: Channel; state: preact.ComponentChildren }) {
  const [editing, setEditing] = useState(false)
  const permissions = channel.server.viewerPermissions
  return (
    <header class="channel-header">
      <h1><Icon name="hash" /><bdi>{channel.name}</bdi></h1>
      <bdi class="topic" title={channel.topic ?? undefined}>{channel.topic}</bdi>
      {state}
      {isAllowed(permissions, 'MANAGE_SERVER') && (
        <a class="button small" href={to.newWebhook(channel.server.id, channel.id)} title="New webhook for this channel">
          <Icon name="webhook" /><span class="wide-only">New webhook</span><span class="visually-hidden narrow-only">New webhook</span>
        </a>
      )}
      {isAllowed(permissions, 'MANAGE_CHANNELS') && (
        <button type="button" class="small" onClick={() => setEditing(true)} title="Edit channel">
          <Icon name="settings" /><span class="visually-hidden">Edit channel</span>
        </button>
      )}
      {editing && <EditChannel channel={channel} serverId={channel.server.id} close={() => setEditing(false)} />}
    </header>
  )
}

function EmptyChannel({ channel, isManager }: { channel: Channel; isManager: boolean }) {
  return (
    <div class="messages">
      <EmptyState title="No messages yet">
        <p>{isManager ? 'Write the first message, or give a program the URL of a webhook. New messages appear here immediately.' : 'New messages appear here immediately.'}</p>
        {isManager && <a class="button primary" href={to.newWebhook(channel.server.id, channel.id)}>New webhook</a>}
      </EmptyState>
    </div>
  )
}
