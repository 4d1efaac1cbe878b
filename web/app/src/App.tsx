import { useEffect, useState } from 'preact/hooks'
import { signedOut } from './graphql/client'
import { asFailure, Failure } from './graphql/Failure'
import { disconnect } from './graphql/socket'
import { Layout } from './layout/Layout'
import { clearMemory } from './memory'
import { go, to } from './route'
import { ConfirmSignIn } from './signIn/ConfirmSignIn'
import { JoinServer } from './signIn/JoinServer'
import { failureAtProvider, ProviderContext, type LinkResult } from './signIn/provider'
import {
  hasLinkParameters, readInvitation, readSession, removeInvitation, sessionEnded, signInWithLink, takeLinkParameters, userRenamed,
  type InvitationWithSecret, type LinkParameters, type Session, type User,
} from './signIn/session'
import { SignInPage } from './signIn/SignInPage'
import { UserContext } from './user'

interface State {
  session?: Session // undefined while it is read
  failure?: Failure // of a link, or of the request for the session
  invitation?: InvitationWithSecret
  linkResult?: LinkResult
  signInLink?: string // the secret of a sign-in link that the signed-in user must confirm
}

// App shows the pages to a signed-in user, and the sign-in page to everyone else.
export function App() {
  const [{ session, failure, invitation, linkResult, signInLink }, setState] = useState<State>({})
  const set = (changes: State) => setState((old) => ({ ...old, ...changes }))

  const start = (reason?: Failure) => attempt(() => follow(takeLinkParameters()), reason)
  async function attempt(action: () => Promise<State>, reason?: Failure) {
    try {
      set({ failure: reason, signInLink: undefined, ...(await action()) })
    } catch (thrown) {
      const failure = asFailure(thrown)
      if (!failure.temporary) removeInvitation()
      set({ failure, signInLink: undefined, session: await readSession().catch(() => undefined) })
    }
  }
  function onSignIn(user: User, serverId?: string | null) {
    clearMemory()
    set({ session: session && { ...session, user }, failure: undefined })
    if (serverId) dropInvitation(), go(to.server(serverId))
  }
  function dropInvitation() {
    removeInvitation()
    set({ invitation: undefined })
  }
  function onSignOut(reason?: Failure) {
    removeInvitation()
    disconnect()
    clearMemory()
    set({ session: session && { ...session, user: null }, failure: reason, invitation: undefined, signInLink: undefined })
    void start(reason)
  }

  useEffect(() => {
    void start()
    const onHashChange = () => hasLinkParameters(location.hash) && void start() // a link was pasted into the address bar
    window.addEventListener('hashchange', onHashChange)
    return () => window.removeEventListener('hashchange', onHashChange)
  }, [])
  useEffect(() => signedOut.listen(() => onSignOut(sessionEndedFailure())))
  useEffect(() => sessionEnded.listen(() => onSignOut()))
  useEffect(() => userRenamed.listen(() => void readSession().then((session) => set({ session }))))

  const user = session?.user
  if (!session && !failure) return null // not an element that would move later
  if (!user || failure) {
    return (
      <SignInPage key={invitation?.secret} session={session} failure={failure} invitation={invitation} onSignIn={onSignIn}
        retry={() => void start()} proceed={() => set({ failure: undefined })} />
    )
  }
  if (signInLink) return <ConfirmSignIn user={user} signIn={() => attempt(() => redeem(signInLink))} close={() => set({ signInLink: undefined })} />
  const provider = { name: session.openIdName, issuer: session.openIdIssuer, linkResult, clearLinkResult: () => set({ linkResult: undefined }) }
  return (
    <UserContext.Provider key={user.id} value={user}>
      <ProviderContext.Provider value={provider}>
        {invitation ? <JoinServer invitation={invitation} close={dropInvitation} /> : <Layout onSignOut={() => onSignOut()} />}
      </ProviderContext.Provider>
    </UserContext.Provider>
  )
}

const sessionEndedFailure = () => new Failure('SIGNED_OUT', 'You were signed out: your session has ended, or an administrator has disabled your account. Sign in again.')

// follow does what the parameters of a link ask for. It signs in or asks for a confirmation, reads an invitation, or shows the result
// of an attempt at the provider.
async function follow({ signIn, invite, linked, error, flow }: LinkParameters): Promise<State> {
  if (linked || error) {
    const session = await readSession()
    const isLink = linked || flow === 'link'
    const failure = error ? failureAtProvider(session.openIdName, isLink && !session.user ? 'SIGNED_OUT' : error, flow) : undefined
    if (!session.user || !isLink) return { session, failure }
    location.replace(to.account)
    return { session, linkResult: { failure } }
  }
  if (signIn) {
    const session = await readSession()
    // SECURITY: against login CSRF, a link does not replace the session of a signed-in user by another account without a question.
    return session.user ? { session, signInLink: signIn } : redeem(signIn)
  }
  if (!invite) return { session: await readSession() }
  const [session, invitation] = await Promise.all([readSession(), readInvitation(invite)])
  return { session, invitation: { ...invitation, secret: invite } }
}

// redeem signs in with the secret of a sign-in link.
async function redeem(secret: string): Promise<State> {
  const session = await signInWithLink(secret)
  clearMemory()
  return { session }
}
