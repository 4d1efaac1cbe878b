import { useEffect, useState } from 'preact/hooks'
import { failureAt, ProviderContext, type Return } from './signIn/provider'
import { ConfirmSignIn } from './signIn/ConfirmSignIn'
import { SignInPage } from './signIn/SignInPage'
import { JoinServer, type InvitationWithSecret } from './signIn/JoinServer'
import { signedOut } from './graphql/client'
import { asFailure, Failure } from './graphql/Failure'
import { disconnect } from './graphql/socket'
import { clearMemory } from './memory'
import { Layout } from './layout/Layout'
import { go, to } from './route'
import { entrance, removeInvitation, invitationOf, hasLinkParameters, signInWithLink, sessionEnded, takeLinkParameters, userRenamed, type Entrance, type Found, type User } from './signIn/session'
import { UserContext } from './user'

interface State {
  entrance?: Entrance // undefined: not known yet
  failure?: Failure // of a link, or of everything
  invited?: InvitationWithSecret
  back?: Return // from the provider, to the account page
  asked?: string // the secret of a sign-in link, while who is signed in is asked about it
}

// App shows the pages to who is signed in, and the way in to everybody else.
export function App() {
  const [{ entrance: way, failure, invited, back, asked }, setState] = useState<State>({})
  const set = (more: State) => setState((old) => ({ ...old, ...more }))

  const start = (why?: Failure) => attempt(() => follow(takeLinkParameters()), why)
  async function attempt(act: () => Promise<State>, why?: Failure) {
    try {
      set({ failure: why, asked: undefined, ...(await act()) })
    } catch (thrown) {
      const failure = asFailure(thrown)
      if (!failure.temporary) removeInvitation()
      set({ failure, asked: undefined, entrance: await entrance().catch(() => undefined) })
    }
  }
  function enter(user: User, serverId?: string | null) {
    clearMemory()
    set({ entrance: way && { ...way, user }, failure: undefined })
    if (serverId) dropInvitation(), go(to.server(serverId))
  }
  function dropInvitation() {
    removeInvitation()
    set({ invited: undefined })
  }
  function leave(why?: Failure) {
    removeInvitation()
    disconnect()
    clearMemory()
    set({ entrance: way && { ...way, user: null }, failure: why, invited: undefined, asked: undefined })
    void start(why)
  }

  useEffect(() => {
    void start()
    const again = () => hasLinkParameters(location.hash) && void start() // a link pasted where the page is open already
    window.addEventListener('hashchange', again)
    return () => window.removeEventListener('hashchange', again)
  }, [])
  useEffect(() => signedOut.listen(() => leave(signInAgain())))
  useEffect(() => sessionEnded.listen(() => leave()))
  useEffect(() => userRenamed.listen(() => void entrance().then((way) => set({ entrance: way }))))

  const user = way?.user
  if (!way && !failure) return null // for a moment: nothing that would jump
  if (!user || failure) return <SignInPage key={invited?.secret} way={way} failure={failure} invited={invited} enter={enter} start={() => void start()} goOn={() => set({ failure: undefined })} />
  if (asked) return <ConfirmSignIn user={user} signIn={() => attempt(() => redeem(asked))} close={() => set({ asked: undefined })} />
  return (
    <UserContext.Provider key={user.id} value={user}>
      <ProviderContext.Provider value={{ name: way?.openIdName, issuer: way?.openIdIssuer, back, seen: () => set({ back: undefined }) }}>
        {invited ? <JoinServer invited={invited} close={dropInvitation} /> : <Layout signedOut={() => leave()} />}
      </ProviderContext.Provider>
    </UserContext.Provider>
  )
}

// signInAgain says why the pages are gone.
const signInAgain = () =>
  new Failure('SIGNED_OUT', 'You were signed out: the session has ended, or an administrator has disabled your account. Sign in again; if you may not, you are told.')

// follow does what the address asks for: signs in with a link, or asks about it, looks what an invitation is for, or tells what came of going to
// the provider.
async function follow({ signIn, invite, linked, error, flow }: Found): Promise<State> {
  if (linked || error) {
    const way = await entrance()
    const linking = linked || flow === 'link'
    const failure = error ? failureAt(way.openIdName, linking && !way.user ? 'SIGNED_OUT' : error, flow) : undefined
    if (!way.user || !linking) return { entrance: way, failure }
    location.replace(to.account)
    return { entrance: way, back: { failure } }
  }
  if (!signIn && !invite) return { entrance: await entrance() }
  if (signIn) {
    const way = await entrance()
    // SECURITY: a link from somebody else must not sign people out of their account, and into its maker's, unasked.
    return way.user ? { entrance: way, asked: signIn } : redeem(signIn)
  }
  const [way, invitation] = await Promise.all([entrance(), invitationOf(invite!)])
  return { entrance: way, invited: { ...invitation, secret: invite! } }
}

async function redeem(secret: string): Promise<State> {
  const way = await signInWithLink(secret)
  clearMemory()
  return { entrance: way }
}
