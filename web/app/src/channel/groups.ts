// Messages of one author that follow one another closely are shown under one name.
import { nameOf } from '../components/avatarPictures'
import { dayOf } from '../components/time'
import type { Block, Message } from './blocks'

const TOGETHER = 5 * 60_000 // ms since the first message of the group

// A group is about a screen at most, so that author and time are always near.
const MOST_MESSAGES = 10
const MOST_TEXT = 4000 // characters

// Group is what counts of a group for the message that comes next.
export interface Group {
  readonly first: Message
  readonly messages: number
  readonly text: number // characters
}

// withNext returns the group of a message, given the group that ends above it: the same one with the message, or a new one.
export function withNext(above: Group | undefined, message: Message): Group {
  const text = message.content?.length ?? 0
  if (!above || !belongs(above, message, text)) return { first: message, messages: 1, text }
  return { first: above.first, messages: above.messages + 1, text: above.text + text }
}

function belongs({ first, messages, text }: Group, message: Message, more: number): boolean {
  const [a, b] = [first.author, message.author]
  const sameAuthor = a.kind === b.kind && a.id === b.id && a.name === b.name && nameOf(a.avatarPath) === nameOf(b.avatarPath)
  return sameAuthor && Math.abs(sinceThen(first, message)) <= TOGETHER && !isOtherDay(first, message) &&
    messages < MOST_MESSAGES && text + more <= MOST_TEXT
}

const sinceThen = (before: Message, message: Message) => Date.parse(message.createdAt) - Date.parse(before.createdAt)

export const isOtherDay = (before: Message | undefined, message: Message) => !before || dayOf(before.createdAt) !== dayOf(message.createdAt)

const ends = new WeakMap<Block, { above?: Group; last?: Group }>()

// groupAfter returns the group that a block ends with, given that of the block before. It reads a block again only when either has
// changed, and returns the same object for an equal group, so that the blocks below need not be drawn again.
export function groupAfter(block: Block, above: Group | undefined): Group | undefined {
  const known = ends.get(block)
  if (known && isSame(known.above, above)) return known.last
  const last = block.messages.reduce(withNext, above)
  ends.set(block, { above, last })
  return last
}

export const isSame = (a: Group | undefined, b: Group | undefined) =>
  a === b || (a !== undefined && b !== undefined && a.first === b.first && a.messages === b.messages && a.text === b.text)
