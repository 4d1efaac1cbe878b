import { useEffect, useState } from 'preact/hooks'
import type { Message } from '../channel/blocks'
import { MessageItem } from '../channel/MessageItem'
import { ChannelEventsDocument, ExecuteWebhookDocument } from '../documents/generated'
import { Failure } from '../graphql/failure'
import { watch } from '../graphql/socket'
import { useMutation } from '../graphql/useMutation'
import { Problem } from '../parts/Problem'
import { to } from '../route'
import { tokenOf } from './urls'

interface Props {
  webhookId: string
  channel: { id: string; name: string }
  url: string
}

const SHOWN = 3

// TestMessage posts through a webhook and shows what arrives through it, whoever posted: also the reader's first curl.
export function TestMessage({ webhookId, channel, url }: Props) {
  const { arrived, broken } = useArrivals(webhookId, channel.id)
  const execute = useMutation(ExecuteWebhookDocument)
  const send = () => execute.run({ appId: webhookId, token: tokenOf(url), content: 'This is a **test message** from the portal. It works.' })
  return (
    <section class="test-message">
      <div class="section-head">
        <div>
          <h2>Watch it work</h2>
          <p>Whatever is posted to the URL appears here and in <a href={to.channel(channel.id)}>#<bdi>{channel.name}</bdi></a>, live.</p>
        </div>
        <button type="button" disabled={execute.busy} onClick={send}>Send a test message</button>
      </div>
      <Problem failure={execute.failure ?? broken} />
      <div class="arrivals" role="log" aria-label="What has arrived">
        {arrived.length === 0 && <p class="waiting">Nothing yet. Listening…</p>}
        {arrived.map((message) => <MessageItem key={message.id} message={message} />)}
      </div>
    </section>
  )
}

// useArrivals is the last messages that the webhook posted since the page was opened.
function useArrivals(webhookId: string, channelId: string) {
  const [arrived, setArrived] = useState<readonly Message[]>([])
  const [broken, setBroken] = useState<Failure>()
  useEffect(() => {
    const variables: { channelId: string; after?: string } = { channelId }
    return watch(ChannelEventsDocument, variables, ({ channelEvents: { cursor, kind, message } }) => {
      variables.after = cursor
      if (kind === 'MESSAGE_POSTED' && message.author.id === webhookId) setArrived((old) => [...old, message].slice(-SHOWN))
    }, setBroken)
  }, [webhookId, channelId])
  return { arrived, broken }
}
