import type { Failure } from '../graphql/Failure'
import type { User } from './session'

interface Props {
  failure?: Failure
  user: User | null // who is still signed in
  retry: () => void
  proceed: () => void
}

// LinkFailure shows why a link, or the server, did not work, and what the user can do.
export function LinkFailure({ failure, user, retry, proceed }: Props) {
  if (!failure) return null
  return (
    <>
      <div class="failure" role="alert">
        <p>{sentenceOf(failure)}</p>
        {user && <p>You are still signed in as <bdi>{user.name}</bdi>.</p>}
      </div>
      {user && <button type="button" class="primary wide" onClick={proceed}>Continue</button>}
      {failure.code === 'UNREACHABLE' && <button type="button" class="primary wide" onClick={retry}>Try again</button>}
    </>
  )
}

function sentenceOf({ code, message }: Failure): string {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 'This sign-in link is no longer valid: it was used, was revoked or has expired. Ask for a new one.'
    case 'NOT_FOUND':
      return 'This invitation is no longer valid: it was used, was revoked or has expired. Ask for a new one.'
    default:
      return message
  }
}
