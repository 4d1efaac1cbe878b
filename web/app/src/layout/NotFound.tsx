import { EmptyState } from '../components/EmptyState'
import { to } from '../route'
import { isAllowed } from '../user'
import { AccessDenied } from './AccessDenied'
import { usePlace } from './place'
import { ServerButton } from './ServerButton'

// NotFound takes the place of an object that was not found. A deleted object and one that the viewer may not see look the same, unless
// the viewer has seen the object, or still sees its server.
export function NotFound({ what = 'page' }: { what?: 'page' | 'server' | 'channel' | 'webhook' }) {
  const { server, serverName, name } = usePlace()
  if (what !== 'page' && server === undefined) return null
  if (server && (what === 'server' || (what === 'webhook' && !isAllowed(server.viewerPermissions, 'MANAGE_SERVER')))) return <AccessDenied server={server} />
  if (server && what === 'channel') return <EmptyState title={`#${name} was deleted`}><p>Its messages were deleted, too.</p><ServerButton server={server} /></EmptyState>
  if (server && what === 'webhook') return <EmptyState title={`The webhook ${name} was deleted`}><p>Its URL no longer works. Its messages stay.</p><ServerButton server={server} /></EmptyState>
  if (serverName) return <EmptyState title={`You are no longer a member of ${serverName}`}><p>You were removed from the server, or it was deleted.</p><ServersButton /></EmptyState>
  return <EmptyState title={`This ${what} was not found`}><p>It may have been deleted, or you cannot see it.</p><ServersButton /></EmptyState>
}

const ServersButton = () => <a class="button" href={to.servers}>Go to your servers</a>
