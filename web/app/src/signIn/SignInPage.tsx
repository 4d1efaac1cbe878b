import { useState } from 'preact/hooks'
import type { Failure } from '../graphql/Failure'
import { LinkFailure } from './LinkFailure'
import { OpenIDButton } from './OpenIDButton'
import type { InvitationWithSecret, Session, User } from './session'
import { SignInForm } from './SignInForm'
import { SignInLinkHelp } from './SignInLinkHelp'
import { SignUpForm } from './SignUpForm'

interface Props {
  session?: Session // undefined if the server does not respond
  failure?: Failure
  invitation?: InvitationWithSecret
  onSignIn: (user: User, serverId?: string | null) => void
  retry: () => void
  proceed: () => void // for a signed-in user whose link did not work
}

// SignInPage is the page where a user signs in or creates an account.
export function SignInPage({ session, failure, invitation, onSignIn, retry, proceed }: Props) {
  const [hasAccount, setHasAccount] = useState(!invitation)
  const canSignUp = Boolean(invitation) || session?.signUp === 'open'
  const title = invitation ? <>Join <bdi>{invitation.server}</bdi></> : 'Chattr'
  return (
    <main class="sign-in-page">
      <img src="assets/icon.svg" alt="" width="48" height="48" />
      <h1>{title}</h1>
      <p class="page-description">{invitation ? <><bdi>{invitation.creator}</bdi> invites you to this server on Chattr.</> : 'Webhooks that post into text channels, seen live.'}</p>
      <section class="card">
        <LinkFailure failure={failure} user={session?.user ?? null} retry={retry} proceed={proceed} />
        {session && !session.user && session.openIdName && <OpenIDButton name={session.openIdName} canSignUp={!hasAccount} invitation={invitation?.secret} />}
        {session && !session.user && (hasAccount || !canSignUp ? <SignInForm onSignIn={onSignIn} /> : <SignUpForm invitation={invitation} onSignIn={onSignIn} />)}
      </section>
      {session && !session.user && canSignUp && (
        <p class="aside">
          {hasAccount ? 'No account yet? ' : 'You have an account? '}
          <button type="button" class="link-button" onClick={() => setHasAccount(!hasAccount)}>{hasAccount ? 'Create one' : 'Sign in'}</button>
        </p>
      )}
      {!invitation && <SignInLinkHelp />}
    </main>
  )
}
