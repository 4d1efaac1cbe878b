import { useState } from 'preact/hooks'
import { signsInByLinkOnly, LINK_ONLY_WARNING } from '../account/linkOnly'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Icon } from '../components/Icon'
import { signOut } from '../signIn/session'
import { useAction } from '../useAction'

// SignOut ends the session here; it asks first who would not come in again by themselves.
export function SignOut({ signedOut }: { signedOut: () => void }) {
  const act = useAction()
  const [asking, ask] = useState('') // what there is to know before
  const leave = async () => ((await act.run(() => signOut())) ? signedOut() : ask('You are still signed in.'))
  const begin = async () => ((await signsInByLinkOnly()) ? ask(LINK_ONLY_WARNING) : leave())
  return (
    <>
      <button type="button" class="icon-button" aria-disabled={act.busy} onClick={begin} title="Sign out">
        <Icon name="leave" /><span class="visually-hidden">Sign out</span>
      </button>
      {asking !== '' && (
        <ConfirmDialog title="Sign out?" action="Sign out" busy={act.busy} failure={act.failure} confirm={leave} close={() => (ask(''), act.clear())}>
          <p>{asking}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
