import type { Failure } from '../graphql/Failure'
import type { User } from './session'

interface Props {
  failure?: Failure
  user: User | null // who is signed in nevertheless
  start: () => void
  goOn: () => void
}

// LinkFailure says why a link, or the server, did not work, and how to go on.
export function LinkFailure({ failure, user, start, goOn }: Props) {
  if (!failure) return null
  return (
    <>
      <div class="failure" role="alert">
        <p>{sentenceOf(failure)}</p>
        {user && <p>You are still signed in as <bdi>{user.name}</bdi>.</p>}
      </div>
      {user && <button type="button" class="primary wide" onClick={goOn}>Go on</button>}
      {failure.code === 'UNREACHABLE' && <button type="button" class="primary wide" onClick={start}>Try again</button>}
    </>
  )
}

function sentenceOf({ code, message }: Failure): string {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 'This sign-in link does not work any more: it was used already, was revoked or has expired.'
    case 'NOT_FOUND':
      return 'This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.'
    default:
      return message
  }
}
