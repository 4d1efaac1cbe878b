import type { ComponentChildren } from 'preact'
import { permissionNames } from '../members/permissions'
import type { CurrentServer } from './place'

interface Props {
  permission: keyof typeof permissionNames
  server: Pick<CurrentServer, 'owner'>
}

// RequiredPermission names the permission that the viewer lacks, and the owner, who can give a role that has it.
export function RequiredPermission({ permission, server }: Props): ComponentChildren {
  return <>You need the permission “{permissionNames[permission][0]}”. Ask <bdi>{server.owner.name}</bdi>, the owner of the server, for a role that has it.</>
}
