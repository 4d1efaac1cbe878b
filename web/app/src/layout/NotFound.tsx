import type { ComponentChildren } from 'preact'
import { type CurrentServer, usePlace } from './place'
import { permissionNames } from '../members/permissions'
import { EmptyState } from '../components/EmptyState'
import { to } from '../route'
import { isAllowed } from '../user'

// NotFound stands for what is not there, or is not for the viewer's eyes: the two are told apart only as far as what they saw
// before, and what they still see, says it.
export function NotFound({ what = 'page' }: { what?: 'page' | 'server' | 'channel' | 'webhook' }) {
  const { server, serverName, name } = usePlace()
  if (what !== 'page' && server === undefined) return null // until that is known
  if (server && (what === 'server' || (what === 'webhook' && !isAllowed(server.viewerPermissions, 'MANAGE_SERVER')))) return <AccessDenied server={server} />
  if (server && what === 'channel') return <EmptyState title={`#${name} was deleted`}><p>Its messages went with it.</p><GoOn server={server} /></EmptyState>
  if (server && what === 'webhook') return <EmptyState title={`The webhook ${name} was deleted`}><p>Its URL works no more. What it posted stays.</p><GoOn server={server} /></EmptyState>
  if (serverName) return <EmptyState title={`You are no longer a member of ${serverName}`}><p>You were removed from the server, or it was deleted.</p><ToServers /></EmptyState>
  return <EmptyState title={`There is no such ${what}`}><p>It may have been deleted, or you may not see it.</p><ToServers /></EmptyState>
}

// AccessDenied stands for a page of a server that is for those who manage it.
export function AccessDenied({ server }: { server: CurrentServer }) {
  return <EmptyState title="You may not see this page"><p><RequiredPermission permission="MANAGE_SERVER" server={server} /></p><GoOn server={server} /></EmptyState>
}

// RequiredPermission says which permission is missing, and who can give it.
export function RequiredPermission({ permission, server }: { permission: keyof typeof permissionNames; server: Pick<CurrentServer, 'owner'> }): ComponentChildren {
  return <>It needs the permission “{permissionNames[permission][0]}”; ask <bdi>{server.owner.name}</bdi>, who owns the server, for a role that has it.</>
}

const GoOn = ({ server }: { server: CurrentServer }) => <a class="button" href={to.server(server.id)}>Go to <bdi>{server.name}</bdi></a>
const ToServers = () => <a class="button" href={to.servers}>Go to your servers</a>
