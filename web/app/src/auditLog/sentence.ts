// An entry of the audit log, in words.
import type { AuditAction, EntryFragment } from '../documents/generated'
import { clauseOf } from './changes'

// Part is a part of a sentence: words, a name, or the id of a channel.
export type Part = string | { name: string } | { channel: string }

type Sentence = (entry: EntryFragment) => Part[]

const target: Sentence = ({ target }) => [{ name: target.name }]
const first = ({ changes: [change] }: EntryFragment, side: 'before' | 'after') => ({ name: change?.[side] ?? '' })

// One entry may have the changes of several fields.
const updated: Sentence = ({ target, changes }) => changes.flatMap((change, i) => [...(i > 0 ? ['and'] : []), ...clauseOf(target, change, i > 0)])

const sentences: Record<AuditAction, Sentence> = {
  SERVER_CREATED: (entry) => ['created the server', ...target(entry)],
  SERVER_UPDATED: updated,
  SERVER_DELETED: (entry) => ['deleted the server', ...target(entry)],
  SERVER_TRANSFERRED: (entry) => ['transferred the server', ...from(entry), 'to', first(entry, 'after')],
  CHANNEL_CREATED: (entry) => ['created the channel', ...target(entry)],
  CHANNEL_UPDATED: updated,
  CHANNEL_DELETED: (entry) => ['deleted the channel', ...target(entry)],
  WEBHOOK_CREATED: (entry) => ['created the webhook', ...target(entry)],
  WEBHOOK_UPDATED: updated,
  WEBHOOK_URL_REGENERATED: (entry) => ['regenerated the URL of the webhook', ...target(entry)],
  WEBHOOK_DELETED: (entry) => ['deleted the webhook', ...target(entry)],
  MEMBER_JOINED: () => ['joined'],
  MEMBER_LEFT: () => ['left'],
  MEMBER_REMOVED: (entry) => ['removed the member', ...target(entry)],
  ROLE_CREATED: (entry) => ['created the role', ...target(entry)],
  ROLE_UPDATED: updated,
  ROLE_DELETED: (entry) => ['deleted the role', ...target(entry)],
  ROLE_GIVEN: (entry) => ['gave', ...target(entry), 'the role', first(entry, 'after')],
  ROLE_TAKEN: (entry) => ['removed the role', first(entry, 'before'), 'from', ...target(entry)],
  INVITATION_CREATED: ({ target }) => ['created', target.name],
  INVITATION_REVOKED: ({ target }) => ['revoked', target.name],
  ACCOUNT_UPDATED: updated,
  SIGN_IN_LINK_CREATED: (entry) => ['created a sign-in link for', ...target(entry)],
  SIGN_IN_LINKS_REVOKED: (entry) => ['revoked the sign-in links of', ...target(entry)],
  PASSWORD_SET: () => ['set their first password'],
  PASSWORD_CHANGED: () => ['changed their password'],
  ACCOUNT_LINKED: (entry) => ['linked their account to the provider', first(entry, 'after')],
  ACCOUNT_UNLINKED: (entry) => ['unlinked their account from the provider', first(entry, 'before')],
}

// An administrator can transfer the server of another user.
const from: Sentence = (entry) => {
  const before = first(entry, 'before')
  return before.name === '' || before.name === entry.actorName ? [] : ['from', before]
}

// sentenceOf returns the parts of the sentence after the name of the actor. For an action that is newer than this page, it uses the name
// of the action.
export const sentenceOf: Sentence = (entry) =>
  sentences[entry.action]?.(entry) ?? [`${(entry.action as string).toLowerCase().replaceAll('_', ' ')}:`, ...target(entry)]
