import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { dayOf } from '../components/time'
import { type Block, countSince } from './blocks'
import { moveFocus } from './focus'
import { groupAfter, type Group } from './groups'
import { HeldList } from './LongText'
import { MessageBlock } from './MessageBlock'
import { VisibleBlocks } from './VisibleBlocks'
import { ScrollAnchor } from './ScrollAnchor'

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

const NEAR_TOP = 3000 // px: older messages are read before their lack is seen

// MessageList shows a channel's messages and stays where the reader is: at the end, or with the same message before their eyes.
export function MessageList({ blocks, hasOlder, loadingOlder, loadOlder, rights }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const hold = useMemo(() => new ScrollAnchor(), [])
  const sight = useMemo(() => new VisibleBlocks(), [])
  const latest = useRef(blocks)
  latest.current = blocks
  const [seen, setSeen] = useState<readonly Block[] | null>(null) // what was there when the reader scrolled up
  const [day, setDay] = useState('') // of the first message in sight

  useLayoutEffect(() => {
    sight.attach(scroller.current!, list.current!)
    hold.attach(scroller.current!, list.current!, () => sight.look())
    return () => hold.detach()
  }, [])
  useLayoutEffect(() => hold.restore(), [blocks])

  function look() {
    hold.note()
    sight.look()
    setDay((old) => dayAt(hold.first) ?? old)
    setSeen(hold.atEnd ? null : (old) => old ?? blocks)
    if (hasOlder && !loadingOlder && scroller.current!.scrollTop < NEAR_TOP) loadOlder()
  }
  function scrolled() {
    look()
    requestAnimationFrame(() => sight.look()) // an animated scroll goes on between its event and the frame
  }
  // A browser would scroll there little by little, stop where older messages come meanwhile, and go on against the other key.
  function onKeyDown(event: KeyboardEvent) {
    if (moveFocus(event, scroller.current!)) return
    if (!['Home', 'End'].includes(event.key) || event.target instanceof HTMLTextAreaElement) return
    event.preventDefault()
    if (event.key === 'End') hold.toEnd()
    else scroller.current!.scrollTop = 0
  }
  const held = useMemo(() => ({
    stay: () => (hold.stay(), setSeen((old) => old ?? latest.current)),
    settle: () => hold.restore(),
  }), [])
  useEffect(look, [blocks, hasOlder, loadingOlder])

  const unseen = seen ? countSince(blocks, seen) : 0
  let group: Group | undefined
  return (
    <HeldList.Provider value={held}><div class="messages">
      {day && <p class="current-day" aria-hidden="true"><span>{day}</span></p>}
      <div class="scroller" ref={scroller} onScroll={scrolled} onKeyDown={onKeyDown} tabIndex={0} role="region" aria-label="Messages">
        <div>
          {/* Not in the list: it stays at the top, and who was held by it would be taken through all that is read above them. */}
          <p class="channel-beginning">{hasOlder ? 'Older messages are on their way…' : 'This is where the channel begins.'}</p>
          <div ref={list}>
            {blocks.map((block) => {
              const above = group
              group = groupAfter(block, above)
              return <MessageBlock key={block.id} block={block} group={above} rights={rights} sight={sight} />
            })}
          </div>
        </div>
      </div>
      {seen && (
        <button type="button" class={`jump-to-end ${unseen ? 'unseen' : ''}`} onClick={() => hold.toEnd()}>
          {unseen === 0 ? 'To the newest ↓' : unseen === 1 ? '1 new message ↓' : `${unseen} new messages ↓`}
        </button>
      )}
    </div></HeldList.Provider>
  )
}

// dayAt returns the day of a message, nothing where a line says so already, and undefined where no message is drawn yet.
function dayAt(element: Element | undefined): string | undefined {
  if (element?.matches('.day')) return ''
  const time = element?.querySelector('time')
  return time ? dayOf(time.dateTime) : undefined
}
