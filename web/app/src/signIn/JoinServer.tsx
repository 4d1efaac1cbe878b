import { AcceptInvitationDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { FailureMessage } from '../components/FailureMessage'
import { go, to } from '../route'
import type { Invitation } from './session'
import { useUser } from '../user'

// InvitationWithSecret is an invitation that the reader has the link of.
export interface InvitationWithSecret extends Invitation {
  secret: string
}

// JoinServer asks who is signed in whether they want to become a member.
export function JoinServer({ invited, close }: { invited: InvitationWithSecret; close: () => void }) {
  const user = useUser()
  const accept = useMutation(AcceptInvitationDocument)
  async function join() {
    const done = await accept.run({ secret: invited.secret })
    if (done) close(), go(to.server(done.acceptInvitation.server.id))
  }
  return (
    <main class="sign-in-page">
      <img src="assets/icon.svg" alt="" width="48" height="48" />
      <h1>Join <bdi>{invited.server}</bdi></h1>
      <p class="page-description"><bdi>{invited.creator}</bdi> invites you to this server.</p>
      <section class="card">
        <p>You are signed in as <bdi>{user.name}</bdi>.</p>
        <FailureMessage failure={accept.failure} />
        <div class="actions">
          <button type="button" class="primary" aria-disabled={accept.busy} onClick={join}>Join</button>
          <button type="button" onClick={close}>Not now</button>
        </div>
      </section>
    </main>
  )
}
