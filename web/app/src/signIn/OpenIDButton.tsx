import { FailureMessage } from '../components/FailureMessage'
import { useAction } from '../useAction'
import { withProviderName } from './provider'
import { startOpenID } from './session'

interface Props {
  name: string // of the provider
  canSignUp: boolean // whether it may create an account
  invitation?: string
}

// OpenIDButton sends the user to the provider, which sends them back signed in.
export function OpenIDButton({ name, canSignUp, invitation }: Props) {
  const action = useAction()
  async function start() {
    const redirect = await action.run(() => startOpenID(invitation))
    if (redirect) location.assign(redirect.url)
  }
  return (
    <div class="openid">
      <FailureMessage failure={withProviderName(name, 'signIn', action.failure)} />
      <button type="button" class="wide" aria-disabled={action.busy} onClick={start}><span>{canSignUp ? 'Continue' : 'Sign in'} with <bdi>{name}</bdi></span></button>
      <p class="separator">or</p>
    </div>
  )
}
