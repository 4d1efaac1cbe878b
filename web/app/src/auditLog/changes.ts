// The changes of an entry of the audit log, in words.
import type { EntryFragment, Permission } from '../documents/generated'
import { permissionNames } from '../members/permissions'
import type { Part } from './sentence'

type Target = EntryFragment['target']
type Change = EntryFragment['changes'][number]

const changed = (what: string) => ({ before, after }: Change, target: Part[]) =>
  [`${before === null ? 'set' : after === null ? 'removed' : 'changed'} the ${what} of`, ...target]

const clauses: Record<string, (change: Change, target: Part[], kind: string) => Part[]> = {
  name: ({ after }, target) => ['renamed', ...target, 'to', { name: after ?? '' }],
  topic: changed('topic'),
  avatarUrl: changed('avatar'),
  email: changed('e-mail address'),
  channelId: ({ after }, target) => ['moved', ...target, 'to', { channel: after ?? '' }],
  permissions: (_, target) => ['changed the permissions of', ...target],
  enabled: ({ after }, target, kind) => [after === 'true' ? 'enabled' : 'disabled', ...(kind === 'USER' ? ['the account of'] : []), ...target],
  administrator: ({ after }, target) =>
    after === 'true' ? ['made', ...target, 'an administrator of this installation'] : ['removed', ...target, 'as administrator of this installation'],
}

// clauseOf returns the words for the change of one field. If the sentence has already named the target, it writes "it".
export function clauseOf({ kind, name }: Target, change: Change, isNamed: boolean): Part[] {
  const oldName = change.field === 'name' ? (change.before ?? name) : name
  const target: Part[] = kind === 'USER' ? [{ name: oldName }] : isNamed ? ['it'] : [`the ${kind.toLowerCase()}`, { name: oldName }]
  return clauses[change.field]?.(change, target, kind) ?? [`changed ${labelOf(change.field)} of`, ...target]
}

// linesOf returns the changes whose values the sentence does not contain, one line for each.
export function linesOf({ changes }: EntryFragment): Part[][] {
  return changes.flatMap((change) => {
    if (change.field === 'permissions') return [permissionsOf(change)]
    const { field, before, after } = change
    if (inSentence.includes(field)) return []
    return [[`${labelOf(field)}:`, ...(before === null ? [] : [{ name: before }, '→']), after === null ? 'nothing' : { name: after }]]
  })
}

// The fields whose values the sentence contains.
const inSentence = ['name', 'channelId', 'enabled', 'administrator', 'owner', 'roles', 'issuer']

function permissionsOf({ before, after }: Change): Part[] {
  const [old, current] = [listOf(before), listOf(after)]
  const list = (verb: string, names: string[]) => (names.length > 0 ? [`${verb} ${names.map(labelOfPermission).join(', ')}`] : [])
  const added = list('added', current.filter((name) => !old.includes(name)))
  return [`permissions: ${[...added, ...list('removed', old.filter((name) => !current.includes(name)))].join(', ')}`]
}

const listOf = (names: string | null) => names?.split(', ').filter(Boolean) ?? []
const labelOfPermission = (name: string) => permissionNames[name as Permission]?.[0] ?? name

// labelOf returns the name of a field in words.
const labelOf = (field: string) => field.replace(/Id$/, '').replace(/([A-Z])/g, ' $1').toLowerCase().replace(/\burl\b/, 'URL')
