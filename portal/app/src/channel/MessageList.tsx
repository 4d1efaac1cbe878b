import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Block, Message } from './blocks'
import { MessageBlock } from './MessageBlock'
import { Sight } from './sight'
import { ScrollHold } from './scroll'

interface Props {
  blocks: readonly Block[]
  hasOlder: boolean
  loadingOlder: boolean
  loadOlder: () => void
  rights: Rights
}

// Rights are what the viewer may do with messages.
export interface Rights {
  userId: string
  post: boolean // and so change one's own
  manage: boolean // delete those of others
}

const NEAR_TOP = 1200 // px: older messages are read before their lack is seen

// MessageList shows a channel's messages and stays where the reader is: at the end, or with the same message before their eyes.
export function MessageList({ blocks, hasOlder, loadingOlder, loadOlder, rights }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const hold = useMemo(() => new ScrollHold(), [])
  const sight = useMemo(() => new Sight(), [])
  const [below, setBelow] = useState<Message | null>(null) // the last message that had been seen when the reader scrolled up

  useLayoutEffect(() => {
    hold.attach(scroller.current!, list.current!)
    sight.attach(scroller.current!)
    return () => (hold.detach(), sight.detach())
  }, [])
  useLayoutEffect(() => hold.restore(), [blocks])

  const last = blocks.at(-1)?.messages.at(-1) ?? null
  function look() {
    hold.note()
    setBelow(hold.atEnd ? null : (old) => old ?? last)
    if (hasOlder && !loadingOlder && scroller.current!.scrollTop < NEAR_TOP) loadOlder()
  }
  useEffect(look, [blocks, hasOlder, loadingOlder])

  const unseen = below !== null && last !== null && below.id !== last.id
  return (
    <div class="messages">
      <div class="scroller" ref={scroller} onScroll={look} tabIndex={0} role="region" aria-label="Messages">
        <div ref={list}>
          <p class="beginning">{hasOlder ? 'Older messages are on their way…' : 'This is where the channel begins.'}</p>
          {blocks.map((block, i) => (
            <MessageBlock key={block.id} block={block} previous={blocks[i - 1]?.messages.at(-1)} rights={rights} sight={sight} />
          ))}
        </div>
      </div>
      {below && (
        <button type="button" class={`to-end ${unseen ? 'unseen' : ''}`} onClick={() => hold.toEnd()}>
          {unseen ? 'New messages ↓' : 'To the newest ↓'}
        </button>
      )}
    </div>
  )
}
