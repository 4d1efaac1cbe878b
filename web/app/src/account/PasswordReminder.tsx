import { AccountDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'
import { to } from '../route'

// PasswordReminder reminds who came by a link that it worked once.
export function PasswordReminder() {
  const { data } = useQuery(AccountDocument, {})
  if (data?.viewer.signInMethods?.length !== 0) return null
  return (
    <p class="notice">
      You signed in with a link, which worked once. <a href={to.account}>Set a password</a> within the hour to come back without one.
    </p>
  )
}
