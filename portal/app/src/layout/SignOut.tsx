import { useState } from 'preact/hooks'
import { LINK_ONLY, useByLinkOnly } from '../account/byLink'
import { Confirm } from '../parts/Confirm'
import { Icon } from '../parts/Icon'
import { signOut } from '../session'
import { useAct } from '../useAct'

// SignOut ends the session here; it asks first who would not come in again by themselves.
export function SignOut({ signedOut }: { signedOut: () => void }) {
  const act = useAct()
  const byLinkOnly = useByLinkOnly()
  const [asking, setAsking] = useState(false)
  const leave = async () => (await act.run(() => signOut())) ? signedOut() : setAsking(true)
  return (
    <>
      <button type="button" class="plain" disabled={act.busy} onClick={() => (byLinkOnly ? setAsking(true) : void leave())} title="Sign out">
        <Icon name="leave" /><span class="out-of-sight">Sign out</span>
      </button>
      {asking && (
        <Confirm title="Sign out?" action="Sign out" busy={act.busy} failure={act.failure} confirm={() => void leave()} close={() => (setAsking(false), act.clear())}>
          <p>{byLinkOnly ? LINK_ONLY : 'You are still signed in.'}</p>
        </Confirm>
      )}
    </>
  )
}
