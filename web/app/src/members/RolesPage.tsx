import { useState } from 'preact/hooks'
import { RolesDocument, type RoleEntryFragment } from '../documents/generated'
import { useList } from '../graphql/useList'
import type { CurrentServer } from '../layout/place'
import { EditRole } from './EditRole'
import { includesAll, permissionNames } from './permissions'
import { ItemList } from '../components/ItemList'
import { PageHeader } from '../components/PageHeader'
import { isAllowed } from '../user'
import { NotFound } from '../layout/NotFound'

// RolesPage lists the roles of a server.
export function RolesPage({ serverId, server }: { serverId: string; server: CurrentServer | null }) {
  const list = useList(RolesDocument, { serverId }, ({ server }) => server?.roles, true)
  const [editing, edit] = useState<RoleEntryFragment | 'new'>()
  if (list.data === null) return <NotFound what="server" />
  const isManager = isAllowed(server?.viewerPermissions, 'MANAGE_SERVER')
  const create = isManager && <button type="button" class="primary" onClick={() => edit('new')}>New role</button>
  return (
    <div class="page">
      <PageHeader title="Roles" action={create}>Members have the permissions of their roles. Every member has the role <code>everyone</code>.</PageHeader>
      <ItemList list={list}>
        {(role) => (
          <li key={role.id} class="row">
            <span class="row-text">
              <bdi class="row-title">{role.name}</bdi>
              <span class="row-detail">{role.permissions.map((permission) => permissionNames[permission]?.[0] ?? permission).join(', ') || 'No permissions'}</span>
            </span>
            {isManager && includesAll(server?.viewerPermissions, role.permissions) && (
              <button type="button" class="small" onClick={() => edit(role)}>Edit<span class="visually-hidden"> <bdi>{role.name}</bdi></span></button>
            )}
          </li>
        )}
      </ItemList>
      {editing && server && <EditRole role={editing === 'new' ? undefined : editing} server={server} close={() => edit(undefined)} />}
    </div>
  )
}
