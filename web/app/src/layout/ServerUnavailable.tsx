import { useRerender } from '../components/useRerender'
import { server } from '../graphql/client'

// ServerUnavailable shows over the page that its data may be old, while the server does not respond.
export function ServerUnavailable() {
  useRerender(server.listen)
  return (
    <div role="status">
      {!server.available && <p class="server-unavailable">{navigator.onLine ? 'The server does not respond. Trying again…' : 'You are offline. This page updates when you are back online.'}</p>}
    </div>
  )
}
