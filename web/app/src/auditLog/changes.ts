// What an update changed, in words.
import type { EntryFragment, Permission } from '../documents/generated'
import { permissionNames } from '../members/permissions'
import type { Part } from './sentence'

type Target = EntryFragment['target']
type Change = EntryFragment['changes'][number]

const gave = (what: string) => ({ before, after }: Change, it: Part[]) =>
  before === null ? [`gave ${what} to`, ...it] : [`${after === null ? 'removed' : 'changed'} the ${what.replace(/^an? /, '')} of`, ...it]

const clauses: Record<string, (change: Change, it: Part[], kind: string) => Part[]> = {
  name: ({ after }, it) => ['renamed', ...it, 'to', { name: after ?? '' }],
  topic: gave('a topic'),
  avatarUrl: gave('an avatar'),
  email: gave('an e-mail address'),
  channelId: ({ after }, it) => ['moved', ...it, 'to', { channel: after ?? '' }],
  permissions: (_, it) => ['changed the permissions of', ...it],
  enabled: ({ after }, it, kind) => [after === 'true' ? 'enabled' : 'disabled', ...(kind === 'USER' ? ['the account of'] : []), ...it],
  administrator: ({ after }, it) =>
    after === 'true' ? ['made', ...it, 'an administrator of this installation'] : ['took the administration of this installation from', ...it],
}

// clauseOf says of one field that it was changed; `again` when the sentence has named the target already.
export function clauseOf({ kind, name }: Target, change: Change, again: boolean): Part[] {
  const was = change.field === 'name' ? (change.before ?? name) : name
  const it: Part[] = kind === 'USER' ? [{ name: was }] : again ? ['it'] : [`the ${kind.toLowerCase()}`, { name: was }]
  return clauses[change.field]?.(change, it, kind) ?? [`changed ${labelOf(change.field)} of`, ...it]
}

// linesOf is what the sentence does not say: the texts that were changed.
export function linesOf({ changes }: EntryFragment): Part[][] {
  return changes.flatMap((change) => {
    if (change.field === 'permissions') return [permissionsOf(change)]
    const { field, before, after } = change
    if (said.includes(field)) return []
    return [[`${labelOf(field)}:`, ...(before === null ? [] : [{ name: before }, '→']), after === null ? 'nothing' : { name: after }]]
  })
}

// What the sentence says in full.
const said = ['name', 'channelId', 'enabled', 'administrator', 'owner', 'roles', 'issuer']

function permissionsOf({ before, after }: Change): Part[] {
  const [had, has] = [listed(before), listed(after)]
  const list = (verb: string, names: string[]) => (names.length > 0 ? [`${verb} ${names.map(called).join(', ')}`] : [])
  const added = list('added', has.filter((name) => !had.includes(name)))
  return [`permissions: ${[...added, ...list('removed', had.filter((name) => !has.includes(name)))].join(', ')}`]
}

const listed = (names: string | null) => names?.split(', ').filter(Boolean) ?? []
const called = (name: string) => permissionNames[name as Permission]?.[0] ?? name

// labelOf is how people call a field.
const labelOf = (field: string) => field.replace(/Id$/, '').replace(/([A-Z])/g, ' $1').toLowerCase().replace(/\burl\b/, 'URL')
