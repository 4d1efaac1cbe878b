import { memo } from '../parts/memo'
import { useEffect, useRef, useState } from 'preact/hooks'
import { nameOf } from '../parts/pictures'
import { dayOf } from '../parts/time'
import type { Block, Message } from './blocks'
import type { Rights } from './MessageList'
import { MessageItem } from './MessageItem'
import type { Sight } from './sight'

interface Props {
  block: Block
  previous: Message | undefined
  rights: Rights
  sight: Sight
}

// MessageBlock shows the messages of a block while they are near, and else as much empty room as they took.
export const MessageBlock = memo(function MessageBlock({ block, previous, rights, sight }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<number | null>(null) // null: near

  useEffect(() => {
    const own = element.current!
    return sight.watch(own, (near) => setRoom(near ? null : (room) => room ?? own.getBoundingClientRect().height))
  }, [])

  if (room !== null) return <div ref={element} class="block" style={{ height: `${room}px` }} />
  return (
    <div ref={element} class="block">
      {block.messages.map((message, i) => {
        const before = i === 0 ? previous : block.messages[i - 1]
        const newDay = !before || dayOf(before.createdAt) !== dayOf(message.createdAt)
        return <MessageItem key={message.id} message={message} newDay={newDay} continued={!newDay && continues(before, message)} rights={rights} />
      })}
    </div>
  )
})

const TOGETHER = 5 * 60_000 // ms between messages of one author that are shown under one name

function continues(before: Message, message: Message) {
  const [a, b] = [before.author, message.author]
  const same = a.kind === b.kind && a.id === b.id && a.name === b.name && nameOf(a.avatarPath) === nameOf(b.avatarPath)
  return same && Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER
}
