import { Icon } from './Icon'

// WebhookBadge marks what a program posted. A name is text, and so can look like this nowhere.
export function WebhookBadge() {
  return <span class="badge"><Icon name="webhook" />Webhook</span>
}
