import { useState } from 'preact/hooks'
import { DeleteWebhookDocument, UpdateWebhookDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { Webhook } from './WebhookPage'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { FailureMessage } from '../components/FailureMessage'
import { go, to } from '../route'
import { removeURL } from './shownURLs'

// WebhookActions disables, enables and deletes a webhook.
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const update = useMutation(UpdateWebhookDocument)
  const remove = useMutation(DeleteWebhookDocument)
  const [deleting, setDeleting] = useState(false)
  const toggle = () => void update.run({ webhookId: webhook.id, enabled: !webhook.enabled })
  async function confirm() {
    if (!(await remove.run({ webhookId: webhook.id }))) return
    removeURL(webhook.id)
    go(to.server(webhook.channel.server.id, 'webhooks'))
  }
  return (
    <section class="card">
      <h2>{webhook.enabled ? 'Disable or delete' : 'Enable or delete'}</h2>
      <p>{webhook.enabled ? 'A disabled webhook refuses posts with 403 until you enable it again. Its URL stays the same.' : 'This webhook is disabled: it refuses posts with 403 WEBHOOK_DISABLED.'}</p>
      <FailureMessage failure={update.failure} />
      <div class="actions">
        <button type="button" aria-disabled={update.busy} onClick={toggle}>{webhook.enabled ? 'Disable' : 'Enable'}</button>
        <button type="button" class="danger" onClick={() => setDeleting(true)}>Delete…</button>
      </div>
      {deleting && (
        <ConfirmDialog title={`Delete ${webhook.name}?`} action="Delete webhook" busy={remove.busy} failure={remove.failure} confirm={confirm} close={() => setDeleting(false)}>
          <p>Its URL stops working immediately: programs that post to it get <code>404 WEBHOOK_NOT_FOUND</code>. Its messages stay. You cannot undo this.</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
