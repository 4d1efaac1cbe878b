import { useState } from 'preact/hooks'
import type { Failure } from '../graphql/Failure'
import type { Entrance, User } from './session'
import type { InvitationWithSecret } from './JoinServer'
import { LinkFailure } from './LinkFailure'
import { OpenIDButton } from './OpenIDButton'
import { SignInForm } from './SignInForm'
import { SignInLinkHelp } from './SignInLinkHelp'
import { SignUpForm } from './SignUpForm'

interface Props {
  way?: Entrance // undefined: the server does not answer
  failure?: Failure
  invited?: InvitationWithSecret
  enter: (user: User, serverId?: string | null) => void
  start: () => void
  goOn: () => void // for who is signed in although a link did not work
}

// SignInPage is where one signs in or makes an account.
export function SignInPage({ way, failure, invited, enter, start, goOn }: Props) {
  const [hasAccount, setHasAccount] = useState(!invited)
  const maySignUp = Boolean(invited) || way?.signUp === 'open'
  const title = invited ? <>Join <bdi>{invited.server}</bdi></> : 'Chattr'
  return (
    <main class="sign-in-page">
      <img src="assets/icon.svg" alt="" width="48" height="48" />
      <h1>{title}</h1>
      <p class="page-description">{invited ? <><bdi>{invited.creator}</bdi> invites you to this server on Chattr.</> : 'A home for webhooks that post into text channels, seen live.'}</p>
      <section class="card">
        <LinkFailure failure={failure} user={way?.user ?? null} start={start} goOn={goOn} />
        {way && !way.user && way.openIdName && <OpenIDButton name={way.openIdName} joining={!hasAccount} invitation={invited?.secret} />}
        {way && !way.user && (hasAccount || !maySignUp ? <SignInForm enter={enter} /> : <SignUpForm invited={invited} enter={enter} />)}
      </section>
      {way && !way.user && maySignUp && (
        <p class="aside">
          {hasAccount ? 'No account yet? ' : 'You have an account? '}
          <button type="button" class="link-button" onClick={() => setHasAccount(!hasAccount)}>{hasAccount ? 'Make one' : 'Sign in'}</button>
        </p>
      )}
      {!invited && <SignInLinkHelp />}
    </main>
  )
}
