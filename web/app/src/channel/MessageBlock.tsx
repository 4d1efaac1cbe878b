import { memo } from '../components/memo'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Block } from './blocks'
import { holdsFocus } from './focus'
import { isOtherDay, withNext, type Group } from './groups'
import type { Rights } from './MessageList'
import { MessageItem } from './MessageItem'
import type { VisibleBlocks } from './VisibleBlocks'

interface Props {
  block: Block
  group: Group | undefined // that ends above
  rights: Rights
  sight: VisibleBlocks
}

// MessageBlock shows the messages of a block while they are near, and else as much empty room as they took.
export const MessageBlock = memo(function MessageBlock({ block, group, rights, sight }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<number | null>(null) // null: near

  useEffect(() => {
    const own = element.current!
    return sight.watch(own, (near) => {
      if (!near && own.querySelector('.edit-message')) return // what is being written stays
      if (!near && holdsFocus(own)) own.closest<HTMLElement>('.scroller')?.focus({ preventScroll: true })
      setRoom(near ? null : (room) => room ?? own.getBoundingClientRect().height)
    })
  }, [])

  if (room !== null) return <div ref={element} class="block" style={{ height: `${room}px` }} />
  let current = group
  return (
    <div ref={element} class="block">
      {block.messages.map((message) => {
        const newDay = isOtherDay(current?.first, message)
        current = withNext(current, message)
        return <MessageItem key={message.id} message={message} newDay={newDay} continued={current.messages > 1} rights={rights} />
      })}
    </div>
  )
})
