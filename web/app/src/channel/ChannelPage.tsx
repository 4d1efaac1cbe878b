import { useState } from 'preact/hooks'
import { Composer } from './Composer'
import { EditChannel } from './EditChannel'
import { LiveState } from './ConnectionState'
import { MessageList } from './MessageList'
import { useUnseen } from './useUnseenCount'
import { useConnected, useFeed } from './useMessageFeed'
import { ChannelDocument, type ChannelQuery } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'
import { Empty } from '../components/EmptyState'
import { Icon } from '../components/Icon'
import { useTitle } from '../components/PageHeader'
import { Problem } from '../components/FailureMessage'
import { to } from '../route'
import { may, useUser } from '../user'
import { Missing } from '../layout/NotFound'

type Channel = NonNullable<ChannelQuery['channel']>

export function ChannelPage({ channelId }: { channelId: string }) {
  const { data, failure, reload } = useQuery(ChannelDocument, { id: channelId })
  const [unseen, arrived] = useUnseen()
  useTitle(data?.channel ? `${unseen ? `(${unseen}) ` : ''}#${data.channel.name}` : '')
  if (failure && !data) return <div class="page"><Problem failure={failure} again={reload} /></div>
  if (data?.channel === null) return <Missing what="channel" />
  return data ? <LiveChannel channel={data.channel} arrived={arrived} /> : null
}

function LiveChannel({ channel, arrived }: { channel: Channel; arrived: () => void }) {
  const user = useUser()
  const [news, setNews] = useState('') // for screen readers
  const feed = useFeed(channel.id, ({ author, content }) => (setNews(`${author.name}: ${content}`), arrived()))
  const connected = useConnected()
  const permissions = channel.server.viewerPermissions
  const rights = { userId: user.id, post: may(permissions, 'POST_MESSAGES'), manage: may(permissions, 'MANAGE_MESSAGES') }
  const gone = feed.failure?.code === 'NOT_FOUND' // for the moment until the channel's own query says so
  const loaded = feed.loaded && !gone
  const empty = loaded && feed.blocks.length === 0
  const stopped = feed.failure !== undefined && !feed.failure.temporary
  return (
    <div class="channel">
      <ChannelHead channel={channel} live={<LiveState loaded={feed.loaded} connected={connected} failed={stopped} />} />
      {!gone && <Problem failure={feed.failure} again={feed.start} />}
      {empty && <NothingYet channel={channel} manages={may(permissions, 'MANAGE_SERVER')} />}
      {loaded && !empty && (
        <MessageList blocks={feed.blocks} hasOlder={feed.older !== null} loadingOlder={feed.loadingOlder} loadOlder={feed.loadOlder} rights={rights} />
      )}
      {!loaded && <div class="messages" />}
      <p class="out-of-sight" aria-live="polite">{news}</p>
      {!gone && <Composer channel={channel} mayPost={rights.post} />}
    </div>
  )
}

function ChannelHead({ channel, live }: { channel: Channel; live: preact.ComponentChildren }) {
  const [editing, setEditing] = useState(false)
  const permissions = channel.server.viewerPermissions
  return (
    <header class="channel-head">
      <h1><Icon name="hash" /><bdi>{channel.name}</bdi></h1>
      <bdi class="topic" title={channel.topic ?? undefined}>{channel.topic}</bdi>
      {live}
      {may(permissions, 'MANAGE_SERVER') && (
        <a class="button small" href={to.newWebhook(channel.server.id, channel.id)} title="New webhook for this channel">
          <Icon name="webhook" /><span class="wide-only">New webhook</span><span class="out-of-sight narrow-only">New webhook</span>
        </a>
      )}
      {may(permissions, 'MANAGE_CHANNELS') && (
        <button type="button" class="small" onClick={() => setEditing(true)} title="Edit channel">
          <Icon name="settings" /><span class="out-of-sight">Edit channel</span>
        </button>
      )}
      {editing && <EditChannel channel={channel} serverId={channel.server.id} close={() => setEditing(false)} />}
    </header>
  )
}

function NothingYet({ channel, manages }: { channel: Channel; manages: boolean }) {
  return (
    <div class="messages">
      <Empty title="Nothing here yet">
        <p>{manages ? 'Write the first message, or give a program the URL of a webhook. What it posts appears here at once.' : 'What is posted appears here at once.'}</p>
        {manages && <a class="button primary" href={to.newWebhook(channel.server.id, channel.id)}>New webhook</a>}
      </Empty>
    </div>
  )
}
