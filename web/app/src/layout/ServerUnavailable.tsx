import { useEffect, useState } from 'preact/hooks'
import { server } from '../graphql/client'

// ServerUnavailable says that what is shown may be old, over the page and without moving it, for as long as the server does not answer.
export function ServerUnavailable() {
  const [answers, set] = useState(server.available)
  useEffect(() => server.listen(() => set(server.available)), [])
  return (
    <div role="status">
      {!answers && <p class="server-unavailable">{navigator.onLine ? 'The server does not respond. Trying again…' : 'You are offline. This page goes on when you are back.'}</p>}
    </div>
  )
}
