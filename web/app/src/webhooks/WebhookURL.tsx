import { useState } from 'preact/hooks'
import { RegenerateWebhookUrlDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { Webhook } from './WebhookPage'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { SecretField } from '../components/SecretField'
import { keepURL } from './shownURLs'

// WebhookURL shows the URL of a webhook once, and regenerates it.
export function WebhookURL({ webhook, url }: { webhook: Webhook; url?: string }) {
  const regenerate = useMutation(RegenerateWebhookUrlDocument)
  const [asking, setAsking] = useState(false)
  async function confirm() {
    const data = await regenerate.run({ webhookId: webhook.id })
    if (!data) return
    keepURL(webhook.id, data.regenerateWebhookUrl.url)
    setAsking(false)
  }
  return (
    <section class={url ? 'card highlighted' : 'card'}>
      <h2>{url ? 'Copy the URL now' : 'URL'}</h2>
      <p>{url ? 'It is shown only once. Everyone who has it can post: protect it like a password.' : 'It was shown when it was created, and cannot be shown again. If you lost it, or if another person has seen it, regenerate it.'}</p>
      {url && <SecretField label="Webhook URL" value={url} />}
      <div class="actions"><button type="button" class="small" onClick={() => setAsking(true)}>Regenerate URL…</button></div>
      {asking && (
        <ConfirmDialog title="Regenerate the URL?" action="Regenerate URL" busy={regenerate.busy} failure={regenerate.failure} confirm={confirm} close={() => setAsking(false)}>
          <p>The current URL stops working immediately: programs that post to it get <code>404 WEBHOOK_NOT_FOUND</code> until they use the new one.</p>
          <p>Messages, name and channel stay the same.</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
