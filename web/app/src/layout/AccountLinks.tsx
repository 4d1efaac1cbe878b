import { Avatar } from '../components/Avatar'
import { Icon } from '../components/Icon'
import { to, type Route } from '../route'
import { useUser } from '../user'
import { SignOut } from './SignOut'

// AccountLinks is the end of the sidebar, with the pages of the user.
export function AccountLinks({ route, onSignOut }: { route: Route; onSignOut: () => void }) {
  const user = useUser()
  return (
    <div class="account-links">
      <a class="link" href={to.tokens} aria-current={route.page === 'tokens' ? 'page' : undefined}><Icon name="key" />Access tokens</a>
      <a class="link" href="playground"><Icon name="play" />Playground</a>
      <div class="signed-in-user">
        <a class="link" href={to.account} title="Account" aria-current={route.page === 'account' ? 'page' : undefined}>
          <Avatar id={user.id} name={user.name} /><bdi>{user.name}</bdi>
        </a>
        <SignOut onSignOut={onSignOut} />
      </div>
    </div>
  )
}
