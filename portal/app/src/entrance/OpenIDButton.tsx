import { Problem } from '../parts/Problem'
import { startOpenID } from '../session'
import { useAct } from '../useAct'

// OpenIDButton goes to the provider, and comes back signed in.
export function OpenIDButton({ invitation }: { invitation?: string }) {
  const act = useAct()
  async function start() {
    const way = await act.run(() => startOpenID(invitation))
    if (way) location.assign(way.url)
  }
  return (
    <div class="openid">
      <Problem failure={act.failure} />
      <button type="button" class="wide" disabled={act.busy} onClick={start}>Continue with your organisation’s sign-in</button>
    </div>
  )
}
