import type { Permission } from '../documents/generated'

// What each permission is called and allows, the strongest first.
export const permissionNames: Record<Permission, readonly [name: string, allows: string]> = {
  ADMINISTRATOR: ['Administrator', 'Everything but deleting the server or handing it over.'],
  MANAGE_SERVER: ['Manage server', 'Rename it; webhooks, invitations, roles and members; read the audit log.'],
  MANAGE_CHANNELS: ['Manage channels', 'Create, change and delete channels.'],
  MANAGE_MESSAGES: ['Manage messages', 'Delete the messages of others.'],
  POST_MESSAGES: ['Post messages', 'And edit and delete one’s own.'],
}

export const allPermissions = Object.keys(permissionNames) as Permission[]

// includesAll says whether who has the permissions `own` has all of the others: nobody gives or takes what they do not have.
export const includesAll = (own: readonly Permission[] | undefined, others: readonly Permission[]) =>
  own !== undefined && (own.includes('ADMINISTRATOR') || others.every((permission) => own.includes(permission)))
