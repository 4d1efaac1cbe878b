import { useState } from 'preact/hooks'
import { WebhookDocument, type WebhookQuery } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'
import { Avatar } from '../components/Avatar'
import { Loading } from '../components/Loading'
import { useTitle } from '../components/PageHeader'
import { pathOf, pictureId } from '../components/avatarPictures'
import { FailureMessage } from '../components/FailureMessage'
import { TimeButton } from '../components/TimeButton'
import { useRerender } from '../components/useRerender'
import { WebhookBadge } from '../components/WebhookBadge'
import { to } from '../route'
import { EditWebhook } from './EditWebhook'
import { Snippets } from './Snippets'
import { TestMessage } from './TestMessage'
import { useShownURL } from './shownURLs'
import { WebhookActions } from './WebhookActions'
import { WebhookURL } from './WebhookURL'
import { NotFound } from '../layout/NotFound'

export type Webhook = NonNullable<WebhookQuery['webhook']>

// WebhookPage is the page of one webhook.
export function WebhookPage({ webhookId }: { webhookId: string }) {
  const { data, failure, reload } = useQuery(WebhookDocument, { id: webhookId })
  useTitle(data?.webhook?.name ?? '')
  if (data?.webhook === null) return <NotFound what="webhook" />
  return (
    <div class="page">
      <FailureMessage failure={failure} retry={reload} />
      {data ? <Sections webhook={data.webhook} /> : !failure && <Loading />}
    </div>
  )
}

function Sections({ webhook }: { webhook: Webhook }) {
  const url = useShownURL(webhook.id)
  const [usedAt, setUsedAt] = useState('')
  // The webhook is not read again for each message that arrives.
  const lastUsedAt = [webhook.lastUsedAt ?? '', usedAt].sort().at(-1) || null
  return (
    <>
      <Head webhook={{ ...webhook, lastUsedAt }} />
      <WebhookURL webhook={webhook} url={url} />
      <section>
        <h2>Post from anywhere</h2>
        <p>{url ? 'These programs contain the URL.' : 'Replace the URL in these programs.'}</p>
        <Snippets url={url ?? `${new URL('.', document.baseURI).href}webhooks/${webhook.id}/TOKEN`} name={webhook.name} />
        <p class="hint">
          <code>name</code> and <code>avatarUrl</code> are for this message only. Without them, it has those of the webhook. To retry safely, send the
          header <code>Idempotency-Key</code>: the same key with the same message is posted only once within 24 hours.
        </p>
      </section>
      <TestMessage key={webhook.channel.id} webhook={webhook} used={setUsedAt} />
      <EditWebhook key={webhook.id} webhook={webhook} />
      <WebhookActions webhook={webhook} />
    </>
  )
}

function Head({ webhook }: { webhook: Webhook }) {
  const rerender = useRerender()
  const onError = () => void setTimeout(rerender) // after the avatar, which gets the event later, has noted the failure
  const failed = pictureId(webhook.avatarPath) && !pathOf(webhook.avatarPath)
  return (
    <header class="page-header" onErrorCapture={onError}>
      <Avatar id={webhook.id} name={webhook.name} picture={webhook.avatarPath} />
      <div class="fill">
        <h1><bdi>{webhook.name}</bdi><WebhookBadge />{!webhook.enabled && <span class="tag warning">Disabled</span>}</h1>
        <p class="page-description">Posts into <a href={to.channel(webhook.channel.id)}>#<bdi>{webhook.channel.name}</bdi></a> · <Usage webhook={webhook} /></p>
        {failed && <p class="hint error" role="status">The picture could not be loaded. It must be a PNG, JPEG, GIF or WebP of at most 1 MiB at a public address.</p>}
      </div>
    </header>
  )
}

function Usage({ webhook: { lastUsedAt, creator, createdAt } }: { webhook: Webhook }) {
  return (
    <>
      {lastUsedAt ? <>last used <TimeButton at={lastUsedAt} /></> : 'never used'}
      {' · '}created {creator && <>by <bdi>{creator.name}</bdi></>} <TimeButton at={createdAt} />
    </>
  )
}
