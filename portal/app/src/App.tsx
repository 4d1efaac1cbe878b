import { useEffect, useState } from 'preact/hooks'
import { signedOut } from './graphql/ask'
import { Failure, unreachable } from './graphql/failure'
import { disconnect } from './graphql/socket'
import { forget } from './graphql/useQuery'
import { Layout } from './layout/Layout'
import { SignIn } from './pages/SignIn'
import { currentUser, signInWithLink, takeSecret, type User } from './session'
import { UserContext } from './user'
import { forgetURLs } from './webhooks/urls'

type State = { user?: User | null; failure?: Failure } // user undefined: not known yet

// App shows the pages to who is signed in, and the way in to everybody else.
export function App() {
  const [{ user, failure }, setState] = useState<State>({})

  async function start() {
    const secret = takeSecret()
    try {
      const user = secret ? await signInWithLink(secret) : await currentUser()
      forget()
      setState({ user })
    } catch (problem) {
      const failure = problem instanceof Failure ? problem : unreachable()
      const user = await currentUser().catch(() => undefined)
      setState({ user: secret ? user : undefined, failure })
    }
  }

  function leave() {
    disconnect()
    forget()
    forgetURLs()
    setState({ user: null })
  }

  useEffect(() => {
    void start()
    const follow = () => location.hash.includes('sign-in=') && void start() // a link pasted where the page is open already
    window.addEventListener('hashchange', follow)
    const stop = signedOut.listen(leave)
    return () => (window.removeEventListener('hashchange', follow), stop())
  }, [])

  if (user && !failure) return <UserContext.Provider value={user}><Layout signedOut={leave} /></UserContext.Provider>
  if (user === undefined && !failure) return null // for a moment: nothing that would jump
  return <SignIn failure={failure} stillIn={user ?? null} start={start} goOn={() => setState({ user })} />
}
