// The loaded messages of a channel, oldest first, in blocks of limited size. A block that is not visible costs one empty element, and
// a change replaces one block only.
import type { MessageEntryFragment } from '../documents/generated'

export type Message = MessageEntryFragment

export interface Block {
  readonly id: number
  readonly messages: readonly Message[]
}

const BLOCK_SIZE = 25
let lastId = 0
const newBlock = (messages: readonly Message[]): Block => ({ id: ++lastId, messages })

function split(messages: readonly Message[]): Block[] {
  const blocks: Block[] = []
  for (let i = 0; i < messages.length; i += BLOCK_SIZE) blocks.push(newBlock(messages.slice(i, i + BLOCK_SIZE)))
  return blocks
}

export const prepend = (blocks: readonly Block[], older: readonly Message[]) => [...split(older), ...blocks]

// append adds a message at the end. If the message is there already, it changes nothing.
export function append(blocks: readonly Block[], message: Message): readonly Block[] {
  if (indexOf(blocks, message.id) >= 0) return blocks
  const last = blocks.at(-1)
  if (!last || last.messages.length >= BLOCK_SIZE) return [...blocks, newBlock([message])]
  return [...blocks.slice(0, -1), { id: last.id, messages: [...last.messages, message] }]
}

// replace replaces a message by its new version. If the message is not loaded, it changes nothing.
export const replace = (blocks: readonly Block[], message: Message) =>
  change(blocks, message.id, (messages) => messages.map((old) => (old.id === message.id ? message : old)))

// remove removes a message, if it is loaded.
export const remove = (blocks: readonly Block[], id: string) =>
  change(blocks, id, (messages) => messages.filter((old) => old.id !== id)).filter(({ messages }) => messages.length > 0)

// countSince returns how many messages were added at the end since the blocks were `earlier`.
export function countSince(blocks: readonly Block[], earlier: readonly Block[]): number {
  const seen = new Set(earlier.slice(-2).flatMap(({ messages }) => messages.map(({ id }) => id))) // two blocks: the last message may have been deleted
  const messages = blocks.slice(blocks.findLastIndex((block) => block.messages.some(({ id }) => seen.has(id)))).flatMap((block) => block.messages)
  return messages.length - 1 - messages.findLastIndex(({ id }) => seen.has(id))
}

function change(blocks: readonly Block[], id: string, to: (messages: readonly Message[]) => readonly Message[]) {
  const at = indexOf(blocks, id)
  return at < 0 ? blocks : blocks.map((old, i) => (i === at ? { id: old.id, messages: to(old.messages) } : old))
}

// indexOf returns the index of the block that contains a message, or -1. It starts at the end, since most changes are there.
const indexOf = (blocks: readonly Block[], id: string) => blocks.findLastIndex(({ messages }) => messages.some((message) => message.id === id))
