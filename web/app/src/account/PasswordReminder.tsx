import { AccountDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'
import { to } from '../route'

// PasswordReminder reminds users who signed in with a link that it worked only once.
export function PasswordReminder() {
  const { data } = useQuery(AccountDocument, {})
  if (data?.viewer.signInMethods?.length !== 0) return null
  return (
    <p class="notice">
      You signed in with a link, which works only once. <a href={to.account}>Set a password</a> within an hour, to sign in without a link next time.
    </p>
  )
}
