import { FailureMessage } from '../components/FailureMessage'
import { AcceptInvitationDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { go, to } from '../route'
import { useUser } from '../user'
import type { InvitationWithSecret } from './session'

// JoinServer asks a signed-in user whether to accept an invitation.
export function JoinServer({ invitation, close }: { invitation: InvitationWithSecret; close: () => void }) {
  const user = useUser()
  const accept = useMutation(AcceptInvitationDocument)
  async function join() {
    const data = await accept.run({ secret: invitation.secret })
    if (data) close(), go(to.server(data.acceptInvitation.server.id))
  }
  return (
    <main class="sign-in-page">
      <img src="assets/icon.svg" alt="" width="48" height="48" />
      <h1>Join <bdi>{invitation.server}</bdi></h1>
      <p class="page-description"><bdi>{invitation.creator}</bdi> invites you to this server.</p>
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
