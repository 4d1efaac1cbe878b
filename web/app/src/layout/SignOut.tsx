import { useState } from 'preact/hooks'
import { signsInByLinkOnly, LINK_ONLY_WARNING } from '../account/linkOnly'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Icon } from '../components/Icon'
import { signOut } from '../signIn/session'
import { useAction } from '../useAction'

// SignOut ends the session. It asks first if the user could not sign in again without a new link.
export function SignOut({ onSignOut }: { onSignOut: () => void }) {
  const action = useAction()
  const [question, ask] = useState('')
  const end = async () => ((await action.run(() => signOut())) ? onSignOut() : ask('You are still signed in.'))
  const start = async () => ((await signsInByLinkOnly()) ? ask(LINK_ONLY_WARNING) : end())
  return (
    <>
      <button type="button" class="icon-button" aria-disabled={action.busy} onClick={start} title="Sign out">
        <Icon name="leave" /><span class="visually-hidden">Sign out</span>
      </button>
      {question !== '' && (
        <ConfirmDialog title="Sign out?" action="Sign out" busy={action.busy} failure={action.failure} confirm={end} close={() => (ask(''), action.clear())}>
          <p>{question}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
