import { useState } from 'preact/hooks'
import { Avatar } from '../parts/Avatar'
import { Icon } from '../parts/Icon'
import { to, type Route } from '../route'
import { signOut } from '../session'
import { useUser } from '../user'

// Account is the foot of the sidebar: what belongs to the person rather than to a server.
export function Account({ route, signedOut }: { route: Route; signedOut: () => void }) {
  const user = useUser()
  const [failed, setFailed] = useState(false)
  const leave = () => signOut().then(signedOut, () => setFailed(true))
  return (
    <div class="account">
      <a class="link" href={to.tokens} aria-current={route.page === 'tokens' ? 'page' : undefined}><Icon name="key" />Access tokens</a>
      <a class="link" href="playground"><Icon name="play" />Playground</a>
      <div class="me">
        <a class="link" href={to.account} title="Account" aria-current={route.page === 'account' ? 'page' : undefined}>
          <Avatar id={user.id} name={user.name} /><bdi>{user.name}</bdi>
        </a>
        <button type="button" class="plain" onClick={leave} title="Sign out"><Icon name="leave" /><span class="out-of-sight">Sign out</span></button>
      </div>
      {failed && <p class="hint" role="alert">Signing out did not work: the server does not answer. You are still signed in.</p>}
    </div>
  )
}
