import { useState } from 'preact/hooks'
import { RegenerateWebhookUrlDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { Webhook } from './WebhookPage'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { SecretField } from '../components/SecretField'
import { keepURL } from './shownURLs'

// WebhookURL shows the URL once, and makes another.
export function WebhookURL({ webhook, url }: { webhook: Webhook; url?: string }) {
  const regenerate = useMutation(RegenerateWebhookUrlDocument)
  const [asking, setAsking] = useState(false)
  async function confirm() {
    const done = await regenerate.run({ webhookId: webhook.id })
    if (!done) return
    keepURL(webhook.id, done.regenerateWebhookUrl.url)
    setAsking(false)
  }
  return (
    <section class={url ? 'card highlighted' : 'card'}>
      <h2>{url ? 'Copy the URL now' : 'URL'}</h2>
      <p>{url ? 'It is shown this once. Whoever has it can post: keep it like a password.' : 'It was shown when it was made, and cannot be shown again. Lost, or seen by somebody? Make a new one.'}</p>
      {url && <SecretField label="Webhook URL" value={url} />}
      <div class="actions"><button type="button" class="small" onClick={() => setAsking(true)}>Regenerate URL…</button></div>
      {asking && (
        <ConfirmDialog title="Make a new URL?" action="Regenerate URL" busy={regenerate.busy} failure={regenerate.failure} confirm={confirm} close={() => setAsking(false)}>
          <p>The present URL stops working at once: every program that posts to it gets <code>404 WEBHOOK_NOT_FOUND</code> until it has the new one.</p>
          <p>Messages, name and channel stay as they are.</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
