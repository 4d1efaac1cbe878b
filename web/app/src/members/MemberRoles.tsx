import { useState } from 'preact/hooks'
import { GiveRoleDocument, RolesDocument, TakeRoleDocument, type MemberEntryFragment } from '../documents/generated'
import { useList } from '../graphql/useList'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { FailureMessage } from '../components/FailureMessage'
import { to } from '../route'
import { includesAll } from './permissions'

// MemberRoles gives and removes roles. Each change of a checkbox is saved immediately.
export function MemberRoles({ member, server }: { member: MemberEntryFragment; server: CurrentServer }) {
  const list = useList(RolesDocument, { serverId: server.id }, ({ server }) => server?.roles, true)
  const give = useMutation(GiveRoleDocument)
  const take = useMutation(TakeRoleDocument)
  const roles = list.data?.items.filter(({ everyone }) => !everyone)
  const has = (roleId: string) => member.roles.some(({ id }) => id === roleId)
  const [selected, select] = useState<Record<string, boolean | undefined>>({}) // until the response is here
  async function toggle(roleId: string) {
    select({ ...selected, [roleId]: !has(roleId) })
    const done = await (has(roleId) ? take : give).run({ roleId, memberId: member.id })
    if (!done) select({ ...selected, [roleId]: undefined })
  }
  return (
    <>
      <FailureMessage failure={give.failure ?? take.failure} />
      {roles?.length === 0 && <p class="explanation">There is no role to give. Every member has the only role, <code>everyone</code>. <a href={to.server(server.id, 'roles')}>Create a role</a></p>}
      {roles && roles.length > 0 && <p class="hint">Each change is saved immediately.</p>}
      {roles?.map(({ id, name, permissions }) => (
        <label key={id} class="checkbox">
          <input type="checkbox" checked={selected[id] ?? has(id)} disabled={!includesAll(server.viewerPermissions, permissions)} onChange={() => void toggle(id)} />
          <bdi>{name}</bdi>
        </label>
      ))}
    </>
  )
}
