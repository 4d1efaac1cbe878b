import { FailureMessage } from '../components/FailureMessage'
import { failureToStart } from './provider'
import { startOpenID } from './session'
import { useAction } from '../useAction'

interface Props {
  name: string // of the provider
  joining: boolean // perhaps with a new account
  invitation?: string
}

// OpenIDButton goes to the provider, and comes back signed in.
export function OpenIDButton({ name, joining, invitation }: Props) {
  const act = useAction()
  async function start() {
    const way = await act.run(() => startOpenID(invitation))
    if (way) location.assign(way.url)
  }
  return (
    <div class="openid">
      <FailureMessage failure={failureToStart(name, 'signIn', act.failure)} />
      <button type="button" class="wide" aria-disabled={act.busy} onClick={start}><span>{joining ? 'Continue' : 'Sign in'} with <bdi>{name}</bdi></span></button>
      <p class="separator">or</p>
    </div>
  )
}
