import { Icon } from './Icon'

// WebhookBadge marks the messages of programs. A name is text, so no name can look like it.
export function WebhookBadge() {
  return <span class="badge"><Icon name="webhook" />Webhook</span>
}
