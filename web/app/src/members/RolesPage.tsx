import { useState } from 'preact/hooks'
import { RolesDocument, type RoleEntryFragment } from '../documents/generated'
import { useList } from '../graphql/useList'
import type { CurrentServer } from '../layout/place'
import { EditRole } from './EditRole'
import { covers, permissionNames } from './permissions'
import { Items } from '../components/ItemList'
import { PageHead } from '../components/PageHeader'
import { may } from '../user'
import { Missing } from '../layout/NotFound'

export function Roles({ serverId, server }: { serverId: string; server: CurrentServer | null }) {
  const list = useList(RolesDocument, { serverId }, ({ server }) => server?.roles, true)
  const [editing, edit] = useState<RoleEntryFragment | 'new'>()
  if (list.data === null) return <Missing what="server" />
  const manages = may(server?.viewerPermissions, 'MANAGE_SERVER')
  const create = manages && <button type="button" class="primary" onClick={() => edit('new')}>New role</button>
  return (
    <div class="page">
      <PageHead title="Roles" action={create}>Members have the permissions of their roles. Every member has the role <code>everyone</code>.</PageHead>
      <Items list={list}>
        {(role) => (
          <li key={role.id} class="row">
            <span class="row-text">
              <bdi class="row-title">{role.name}</bdi>
              <span class="row-detail">{role.permissions.map((permission) => permissionNames[permission]?.[0] ?? permission).join(', ') || 'No permission'}</span>
            </span>
            {manages && covers(server?.viewerPermissions, role.permissions) && (
              <button type="button" class="small" onClick={() => edit(role)}>Change<span class="out-of-sight"> <bdi>{role.name}</bdi></span></button>
            )}
          </li>
        )}
      </Items>
      {editing && server && <EditRole role={editing === 'new' ? undefined : editing} server={server} close={() => edit(undefined)} />}
    </div>
  )
}
