import { to } from '../route'
import { useByLinkOnly } from './byLink'

// NoPassword reminds who came by a link that it worked once.
export function NoPassword() {
  if (!useByLinkOnly()) return null
  return (
    <p class="notice">
      You signed in with a link, which worked once. <a href={to.account}>Set a password</a> to come back without one.
    </p>
  )
}
