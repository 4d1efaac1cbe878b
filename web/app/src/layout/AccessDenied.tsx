import { EmptyState } from '../components/EmptyState'
import type { CurrentServer } from './place'
import { RequiredPermission } from './RequiredPermission'
import { ServerButton } from './ServerButton'

// AccessDenied takes the place of a page for which the viewer needs the permission to manage the server.
export function AccessDenied({ server }: { server: CurrentServer }) {
  return <EmptyState title="You cannot see this page"><p><RequiredPermission permission="MANAGE_SERVER" server={server} /></p><ServerButton server={server} /></EmptyState>
}
