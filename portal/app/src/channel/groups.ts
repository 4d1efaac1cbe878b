// Messages of one author that follow one another closely are shown under one name.
import { nameOf } from '../parts/pictures'
import { dayOf } from '../parts/time'
import type { Block, Message } from './blocks'

const TOGETHER = 5 * 60_000 // ms since the first message of the group

// continues reports whether a message belongs to the group that begins with another.
export function continues(first: Message | undefined, message: Message): boolean {
  if (!first) return false
  const [a, b] = [first.author, message.author]
  const sameAuthor = a.kind === b.kind && a.id === b.id && a.name === b.name && nameOf(a.avatarPath) === nameOf(b.avatarPath)
  return sameAuthor && Math.abs(sinceThen(first, message)) <= TOGETHER && !isOtherDay(first, message)
}

const sinceThen = (before: Message, message: Message) => Date.parse(message.createdAt) - Date.parse(before.createdAt)

export const isOtherDay = (before: Message | undefined, message: Message) => !before || dayOf(before.createdAt) !== dayOf(message.createdAt)

const ends = new WeakMap<Block, { first?: Message; last?: Message }>()

// groupAfter returns the first message of the group that a block ends with, given that of the block before. It reads a block again
// only when either has changed.
export function groupAfter(block: Block, first: Message | undefined): Message | undefined {
  const known = ends.get(block)
  if (known && known.first === first) return known.last
  const last = block.messages.reduce<Message | undefined>((group, message) => (continues(group, message) ? group : message), first)
  ends.set(block, { first, last })
  return last
}
