import { useState } from 'preact/hooks'
import { GiveRoleDocument, RolesDocument, TakeRoleDocument, type MemberEntryFragment } from '../documents/generated'
import { useList } from '../graphql/useList'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { FailureMessage } from '../components/FailureMessage'
import { to } from '../route'
import { includesAll } from './permissions'

// MemberRoles gives and takes roles at once, as they are ticked.
export function MemberRoles({ member, server }: { member: MemberEntryFragment; server: CurrentServer }) {
  const list = useList(RolesDocument, { serverId: server.id }, ({ server }) => server?.roles, true)
  const give = useMutation(GiveRoleDocument)
  const take = useMutation(TakeRoleDocument)
  const roles = list.data?.items.filter(({ everyone }) => !everyone)
  const has = (roleId: string) => member.roles.some(({ id }) => id === roleId)
  const [ticked, tick] = useState<Record<string, boolean | undefined>>({}) // until the server has answered
  async function toggle(roleId: string) {
    tick({ ...ticked, [roleId]: !has(roleId) })
    const done = await (has(roleId) ? take : give).run({ roleId, memberId: member.id })
    if (!done) tick({ ...ticked, [roleId]: undefined })
  }
  return (
    <>
      <FailureMessage failure={give.failure ?? take.failure} />
      {roles?.length === 0 && <p class="explanation">There is no role to give: the only one is <code>everyone</code>, which every member has. <a href={to.server(server.id, 'roles')}>Make a role</a></p>}
      {roles && roles.length > 0 && <p class="hint">A role is given or taken at once, as it is ticked.</p>}
      {roles?.map(({ id, name, permissions }) => (
        <label key={id} class="checkbox">
          <input type="checkbox" checked={ticked[id] ?? has(id)} disabled={!includesAll(server.viewerPermissions, permissions)} onChange={() => void toggle(id)} />
          <bdi>{name}</bdi>
        </label>
      ))}
    </>
  )
}
