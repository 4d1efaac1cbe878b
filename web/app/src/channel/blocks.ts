// The messages of a channel that are here, oldest first, in blocks of bounded size: a block that is out of sight costs one
// empty element, and a change touches one block only.
import type { MessageEntryFragment } from '../documents/generated'

export type Message = MessageEntryFragment

export interface Block {
  readonly id: number
  readonly messages: readonly Message[]
}

const BLOCK = 25
let lastId = 0
const block = (messages: readonly Message[]): Block => ({ id: ++lastId, messages })

function split(messages: readonly Message[]): Block[] {
  const blocks: Block[] = []
  for (let i = 0; i < messages.length; i += BLOCK) blocks.push(block(messages.slice(i, i + BLOCK)))
  return blocks
}

export const prepend = (blocks: readonly Block[], older: readonly Message[]) => [...split(older), ...blocks]

// append adds a message, or does nothing when it is here already.
export function append(blocks: readonly Block[], message: Message): readonly Block[] {
  if (find(blocks, message.id) >= 0) return blocks
  const last = blocks.at(-1)
  if (!last || last.messages.length >= BLOCK) return [...blocks, block([message])]
  return [...blocks.slice(0, -1), { id: last.id, messages: [...last.messages, message] }]
}

// replace shows a message as it is now; remove takes it away. One that is not here (yet) is left alone.
export const replace = (blocks: readonly Block[], message: Message) =>
  change(blocks, message.id, (messages) => messages.map((old) => (old.id === message.id ? message : old)))

export const remove = (blocks: readonly Block[], id: string) =>
  change(blocks, id, (messages) => messages.filter((old) => old.id !== id)).filter(({ messages }) => messages.length > 0)

// countSince counts the messages that have been added at the end since the blocks were `then`.
export function countSince(blocks: readonly Block[], then: readonly Block[]): number {
  const known = new Set(then.slice(-2).flatMap(({ messages }) => messages.map(({ id }) => id))) // several: the last may be deleted since
  const messages = blocks.slice(blocks.findLastIndex((block) => block.messages.some(({ id }) => known.has(id)))).flatMap((block) => block.messages)
  return messages.length - 1 - messages.findLastIndex(({ id }) => known.has(id))
}

function change(blocks: readonly Block[], id: string, to: (messages: readonly Message[]) => readonly Message[]) {
  const at = find(blocks, id)
  return at < 0 ? blocks : blocks.map((old, i) => (i === at ? { id: old.id, messages: to(old.messages) } : old))
}

// What changes is mostly new: the search begins at the end.
const find = (blocks: readonly Block[], id: string) => blocks.findLastIndex(({ messages }) => messages.some((message) => message.id === id))
