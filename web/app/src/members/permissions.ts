import type { Permission } from '../documents/generated'

// The name and a description of each permission, the strongest first.
export const permissionNames: Record<Permission, readonly [name: string, description: string]> = {
  ADMINISTRATOR: ['Administrator', 'Do everything, except delete or transfer the server.'],
  MANAGE_SERVER: ['Manage server', 'Rename the server; manage webhooks, invitations, roles and members; read the audit log.'],
  MANAGE_CHANNELS: ['Manage channels', 'Create, change and delete channels.'],
  MANAGE_MESSAGES: ['Manage messages', 'Delete the messages of others.'],
  POST_MESSAGES: ['Post messages', 'Post messages, and edit and delete your own.'],
}

export const allPermissions = Object.keys(permissionNames) as Permission[]

// includesAll reports whether a user with the permissions `own` has all of the others. Users can give and remove only permissions that
// they have.
export const includesAll = (own: readonly Permission[] | undefined, others: readonly Permission[]) =>
  own !== undefined && (own.includes('ADMINISTRATOR') || others.every((permission) => own.includes(permission)))
