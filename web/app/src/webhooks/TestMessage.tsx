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
  used: (at: string) => void // called with the time of its last message
}

// TestMessage posts a test message with the webhook. It shows the last messages of the webhook, including those of other programs.
export function TestMessage({ webhook: { id, enabled, channel, lastUsedAt }, used }: Props) {
  const { blocks, loaded, failure, start } = useMessageFeed(channel.id, doNothing)
  const test = useMutation(TestWebhookDocument)
  const reason = useId()
  useEffect(() => test.clear(), [enabled]) // the failure no longer applies
  useEffect(() => void (test.failure?.code === 'WEBHOOK_DISABLED' && queryCache.refreshAfterMutation()), [test.failure]) // another user disabled it
  const last = blocks.flatMap(({ messages }) => messages).filter(({ author }) => author.id === id).slice(-SHOWN)
  const latest = last.at(-1)?.createdAt
  useEffect(() => void (latest && used(latest)), [latest])
  return (
    <section>
      <div class="section-header">
        <div>
          <h2>Test it</h2>
          {enabled
            ? <p>Messages that are posted to the URL appear here and in <a href={to.channel(channel.id)}>#<bdi>{channel.name}</bdi></a> immediately.</p>
            : <p id={reason}>This webhook is disabled and cannot post, not even test messages. Enable it at the end of this page.</p>}
        </div>
        <button type="button" disabled={!enabled} aria-disabled={test.busy} aria-describedby={enabled ? undefined : reason} onClick={() => void test.run({ webhookId: id })}>Send a test message</button>
      </div>
      <FailureMessage failure={test.failure} />
      <FailureMessage failure={failure} retry={start} />
      <div class="received-messages" role="log" aria-label="Received messages">
        {last.length === 0 && <p class="waiting">{loaded && (lastUsedAt ? 'No recent messages. ' : 'No messages yet. ')}Waiting…</p>}
        {last.map((message) => <MessageItem key={message.id} message={message} />)}
      </div>
    </section>
  )
}

const doNothing = () => {}
