// Messages of one author that follow each other closely are shown under one name.
import { pictureId } from '../components/avatarPictures'
import { dayOf } from '../components/time'
import type { Block, Message } from './blocks'

const MAX_AGE = 5 * 60_000 // ms since the first message of the group

// A group is at most about one screen, so that author and time are always near.
const MAX_MESSAGES = 10
const MAX_LENGTH = 4000 // characters

// Group describes the messages that are shown under one name so far.
export interface Group {
  readonly first: Message
  readonly messages: number
  readonly length: number // characters of all texts
}

// withNext returns the group of a message: the group above it, extended by the message, or a new one.
export function withNext(above: Group | undefined, message: Message): Group {
  const length = message.content?.length ?? 0
  if (!above || !belongsTo(above, message, length)) return { first: message, messages: 1, length }
  return { first: above.first, messages: above.messages + 1, length: above.length + length }
}

function belongsTo({ first, messages, length }: Group, message: Message, added: number): boolean {
  const [a, b] = [first.author, message.author]
  const sameAuthor = a.kind === b.kind && a.id === b.id && a.name === b.name && pictureId(a.avatarPath) === pictureId(b.avatarPath)
  return sameAuthor && Math.abs(millisecondsBetween(first, message)) <= MAX_AGE && !isOtherDay(first, message) &&
    messages < MAX_MESSAGES && length + added <= MAX_LENGTH
}

const millisecondsBetween = (before: Message, message: Message) => Date.parse(message.createdAt) - Date.parse(before.createdAt)

export const isOtherDay = (before: Message | undefined, message: Message) => !before || dayOf(before.createdAt) !== dayOf(message.createdAt)

const ends = new WeakMap<Block, { above?: Group; last?: Group }>()

// groupAfter returns the group at the end of a block, given the group at the end of the block above. It computes a block again only
// if one of the two has changed. It returns the same object for an equal group, so that the blocks below are not rendered again.
export function groupAfter(block: Block, above: Group | undefined): Group | undefined {
  const cached = ends.get(block)
  if (cached && isSame(cached.above, above)) return cached.last
  const last = block.messages.reduce(withNext, above)
  ends.set(block, { above, last })
  return last
}

export const isSame = (a: Group | undefined, b: Group | undefined) =>
  a === b || (a !== undefined && b !== undefined && a.first === b.first && a.messages === b.messages && a.length === b.length)
