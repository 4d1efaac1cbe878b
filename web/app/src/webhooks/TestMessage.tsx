import { useEffect, useId } from 'preact/hooks'
import { MessageItem } from '../channel/MessageItem'
import { useMessageFeed } from '../channel/useMessageFeed'
import { TestWebhookDocument } from '../documents/generated'
import { queryCache } from '../graphql/client'
import { useMutation } from '../graphql/useMutation'
import type { Webhook } from './WebhookPage'
import { FailureMessage } from '../components/FailureMessage'
import { to } from '../route'

const SHOWN = 3

interface Props {
  webhook: Webhook
  used: (at: string) => void // when it has posted last, as the channel tells
}

// TestMessage has the webhook post a test, and shows the last that came by it, whoever posted: also the reader's first curl.
export function TestMessage({ webhook: { id, enabled, channel, lastUsedAt }, used }: Props) {
  const { blocks, loaded, failure, start } = useMessageFeed(channel.id, nothingMore)
  const test = useMutation(TestWebhookDocument)
  const reason = useId()
  useEffect(() => test.clear(), [enabled]) // what was refused for that is so no longer
  useEffect(() => void (test.failure?.code === 'WEBHOOK_DISABLED' && queryCache.refreshAfterMutation()), [test.failure]) // by somebody else
  const last = blocks.flatMap(({ messages }) => messages).filter(({ author }) => author.id === id).slice(-SHOWN)
  const latest = last.at(-1)?.createdAt
  useEffect(() => void (latest && used(latest)), [latest])
  return (
    <section>
      <div class="section-header">
        <div>
          <h2>Watch it work</h2>
          {enabled
            ? <p>Whatever is posted to the URL appears here and in <a href={to.channel(channel.id)}>#<bdi>{channel.name}</bdi></a>, live.</p>
            : <p id={reason}>It is disabled, so it can post nothing, tests included. Enable it at the end of this page.</p>}
        </div>
        <button type="button" disabled={!enabled} aria-disabled={test.busy} aria-describedby={enabled ? undefined : reason} onClick={() => void test.run({ webhookId: id })}>Send a test message</button>
      </div>
      <FailureMessage failure={test.failure} />
      <FailureMessage failure={failure} again={start} />
      <div class="received-messages" role="log" aria-label="What has arrived">
        {last.length === 0 && <p class="waiting">{loaded && (lastUsedAt ? 'Nothing lately. ' : 'Nothing yet. ')}Listening…</p>}
        {last.map((message) => <MessageItem key={message.id} message={message} />)}
      </div>
    </section>
  )
}

const nothingMore = () => {}
