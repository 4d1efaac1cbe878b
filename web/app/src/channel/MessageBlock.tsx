import { memo } from '../components/memo'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Block } from './blocks'
import { hasFocus } from './focus'
import { isOtherDay, withNext, type Group } from './groups'
import type { Rights } from './MessageList'
import { MessageItem } from './MessageItem'
import type { VisibleBlocks } from './VisibleBlocks'

interface Props {
  block: Block
  group: Group | undefined // at the end of the block above
  rights: Rights
  visibleBlocks: VisibleBlocks
}

// MessageBlock shows the messages of a block while it is visible, and else an empty element of the same height.
export const MessageBlock = memo(function MessageBlock({ block, group, rights, visibleBlocks }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const [emptyHeight, setEmptyHeight] = useState<number | null>(null) // px; null while it is visible

  useEffect(() => {
    const own = element.current!
    return visibleBlocks.observe(own, (visible) => {
      if (!visible && own.querySelector('.edit-message')) return // keep the text that is being edited
      if (!visible && hasFocus(own)) own.closest<HTMLElement>('.scroller')?.focus({ preventScroll: true })
      setEmptyHeight(visible ? null : (height) => height ?? own.getBoundingClientRect().height)
    })
  }, [])

  if (emptyHeight !== null) return <div ref={element} class="block" style={{ height: `${emptyHeight}px` }} />
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
