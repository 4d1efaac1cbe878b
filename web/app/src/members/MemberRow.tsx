import { useState } from 'preact/hooks'
import type { MemberEntryFragment } from '../documents/generated'
import type { CurrentServer } from '../layout/place'
import { Avatar } from '../components/Avatar'
import { TimeButton } from '../components/TimeButton'
import { isAllowed, useUser } from '../user'
import { EditMember } from './EditMember'
import { RoleTag } from './RoleTag'

// MemberRow is one member in the list of members.
export function MemberRow({ member, server }: { member: MemberEntryFragment; server: CurrentServer }) {
  const me = useUser()
  const [editing, setEditing] = useState(false)
  const { user, roles, createdAt } = member
  const isManager = isAllowed(server.viewerPermissions, 'MANAGE_SERVER')
  return (
    <li class="row">
      <Avatar id={user.id} name={user.name} />
      <span class="row-text">
        <span class="row-header">
          <bdi class="row-title">{user.name}</bdi>
          {user.id === me.id && <span class="row-detail">you</span>}
          {user.id === server.owner.id && <span class="tag accent" title="Owns this server">Owner</span>}
          {roles.filter(({ everyone }) => !everyone).map(({ id, name }) => <RoleTag key={id} name={name} />)}
        </span>
        <span class="row-detail">Joined <TimeButton at={createdAt} /></span>
      </span>
      {isManager && <button type="button" class="small" onClick={() => setEditing(true)}>Manage<span class="visually-hidden"> <bdi>{user.name}</bdi></span></button>}
      {editing && <EditMember member={member} server={server} close={() => setEditing(false)} />}
    </li>
  )
}
