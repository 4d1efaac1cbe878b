import { useEffect, useState } from 'preact/hooks'
import { providerFailure } from './entrance/provider'
import { EntrancePage } from './entrance/EntrancePage'
import { Join, type Invited } from './entrance/Join'
import { signedOut } from './graphql/ask'
import { Failure, unreachable } from './graphql/failure'
import { disconnect } from './graphql/socket'
import { forget } from './graphql/useQuery'
import { showPictures } from './parts/pictures'
import { Layout } from './layout/Layout'
import { go, to } from './route'
import { entrance, invitationOf, signInWithLink, takeSecret, type Entrance, type User } from './session'
import { UserContext } from './user'
import { forgetURLs } from './webhooks/urls'

interface State {
  entrance?: Entrance // undefined: not known yet
  failure?: Failure // of a link, or of everything
  invited?: Invited
}

// App shows the pages to who is signed in, and the way in to everybody else.
export function App() {
  const [{ entrance: way, failure, invited }, setState] = useState<State>({})
  const set = (more: State) => setState((old) => ({ ...old, ...more }))

  async function start() {
    try {
      set({ failure: undefined, ...(await follow(takeSecret())) })
    } catch (problem) {
      const failure = problem instanceof Failure ? problem : unreachable()
      set({ failure, entrance: await entrance().catch(() => undefined) })
    }
  }
  function enter(user: User, serverId?: string | null) {
    forget()
    set({ entrance: way && { ...way, user }, failure: undefined })
    if (serverId) set({ invited: undefined }), go(to.server(serverId))
  }
  function leave() {
    disconnect()
    forget()
    forgetURLs()
    set({ entrance: way && { ...way, user: null }, failure: undefined, invited: undefined })
    void start()
  }

  useEffect(() => {
    void start()
    const again = () => /^#(sign-in|invite|sign-in-error)=/.test(location.hash) && void start() // a link pasted where the page is open already
    window.addEventListener('hashchange', again)
    return () => window.removeEventListener('hashchange', again)
  }, [])
  useEffect(() => signedOut.listen(leave))

  const user = way?.user
  showPictures(way?.avatars ?? false)
  if (!way && !failure) return null // for a moment: nothing that would jump
  if (!user || failure) return <EntrancePage way={way} failure={failure} invited={invited} enter={enter} start={start} goOn={() => set({ failure: undefined })} />
  return (
    <UserContext.Provider value={user}>
      {invited ? <Join invited={invited} close={() => set({ invited: undefined })} /> : <Layout signedOut={leave} />}
    </UserContext.Provider>
  )
}

// follow does what the address asks for: signs in with a link, or looks what an invitation is for.
async function follow({ signIn, invite, error }: ReturnType<typeof takeSecret>): Promise<State> {
  if (error) return { entrance: await entrance(), failure: providerFailure(error) }
  if (!signIn && !invite) return { entrance: await entrance() }
  forget()
  if (signIn) return { entrance: await signInWithLink(signIn) }
  const [way, invitation] = await Promise.all([entrance(), invitationOf(invite!)])
  return { entrance: way, invited: { ...invitation, secret: invite! } }
}
