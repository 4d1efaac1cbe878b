import type { Permission } from '../documents/generated'
import { allPermissions, includesAll, permissionNames } from './permissions'

interface Props {
  chosen: readonly Permission[]
  choose: (permissions: readonly Permission[]) => void
  own: readonly Permission[] // of the viewer, who can give only these
}

// PermissionChoice selects the permissions of a role.
export function PermissionChoice({ chosen, choose, own }: Props) {
  const toggle = (permission: Permission) => choose(chosen.includes(permission) ? chosen.filter((other) => other !== permission) : [...chosen, permission])
  return (
    <fieldset>
      <legend>Permissions</legend>
      {allPermissions.map((permission) => (
        <label key={permission} class="checkbox">
          <input type="checkbox" checked={chosen.includes(permission)} disabled={!includesAll(own, [permission])} onChange={() => toggle(permission)} />
          <span>{permissionNames[permission][0]} <span class="hint">{permissionNames[permission][1]}</span></span>
        </label>
      ))}
    </fieldset>
  )
}
