import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { dayOf } from '../components/time'
import { type Block, countSince } from './blocks'
import { moveFocus } from './focus'
import { groupAfter, type Group } from './groups'
import { ListPosition } from './LongText'
import { MessageBlock } from './MessageBlock'
import { ScrollAnchor } from './ScrollAnchor'
import { VisibleBlocks } from './VisibleBlocks'

interface Props {
  blocks: readonly Block[]
  hasOlder: boolean
  loadingOlder: boolean
  loadOlder: () => void
  rights: Rights
}

// Rights say which actions on messages the viewer may take.
export interface Rights {
  userId: string
  post: boolean // and edit or delete one's own
  manage: boolean // delete those of others
}

const LOAD_DISTANCE = 3000 // px from the top at which older messages are loaded, before the reader gets there

// MessageList shows the messages of a channel and keeps the reader's place: the end, or the first visible message.
export function MessageList({ blocks, hasOlder, loadingOlder, loadOlder, rights }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const anchor = useMemo(() => new ScrollAnchor(), [])
  const visibleBlocks = useMemo(() => new VisibleBlocks(), [])
  const latest = useRef(blocks)
  latest.current = blocks
  const [seen, setSeen] = useState<readonly Block[] | null>(null) // the blocks when the reader left the end; null at the end
  const [day, setDay] = useState('') // of the first visible message

  useLayoutEffect(() => {
    visibleBlocks.attach(scroller.current!, list.current!)
    anchor.attach(scroller.current!, list.current!, () => visibleBlocks.update())
    return () => anchor.detach()
  }, [])
  useLayoutEffect(() => anchor.restore(), [blocks])

  function update() {
    anchor.save()
    visibleBlocks.update()
    setDay((old) => dayAt(anchor.first) ?? old)
    setSeen(anchor.atEnd ? null : (old) => old ?? blocks)
    if (hasOlder && !loadingOlder && scroller.current!.scrollTop < LOAD_DISTANCE) loadOlder()
  }
  function onScroll() {
    update()
    requestAnimationFrame(() => visibleBlocks.update()) // an animated scroll continues between its event and the frame
  }
  // The default of Home and End is an animated scroll. It stops where older messages are inserted, and disturbs the next key.
  function onKeyDown(event: KeyboardEvent) {
    if (moveFocus(event, scroller.current!)) return
    if (!['Home', 'End'].includes(event.key) || event.target instanceof HTMLTextAreaElement) return
    event.preventDefault()
    if (event.key === 'End') anchor.scrollToEnd()
    else scroller.current!.scrollTop = 0
  }
  const position = useMemo(() => ({
    stay: () => (anchor.stay(), setSeen((old) => old ?? latest.current)),
    restore: () => anchor.restore(),
  }), [])
  useEffect(update, [blocks, hasOlder, loadingOlder])

  const unseen = seen ? countSince(blocks, seen) : 0
  let group: Group | undefined
  return (
    <ListPosition.Provider value={position}><div class="messages">
      {day !== '' && <p class="current-day" aria-hidden="true"><span>{day}</span></p>}
      <div class="scroller" ref={scroller} onScroll={onScroll} onKeyDown={onKeyDown} tabIndex={0} role="region" aria-label="Messages">
        <div>
          {/* Not in the list: it stays at the top. As an anchor it would move the reader to the top whenever older messages are loaded. */}
          <p class="channel-beginning">{hasOlder ? 'Loading older messages…' : 'This is the beginning of the channel.'}</p>
          <div ref={list}>
            {blocks.map((block) => {
              const above = group
              group = groupAfter(block, above)
              return <MessageBlock key={block.id} block={block} group={above} rights={rights} visibleBlocks={visibleBlocks} />
            })}
          </div>
        </div>
      </div>
      {seen && (
        <button type="button" class={`jump-to-end ${unseen ? 'unseen' : ''}`} onClick={() => anchor.scrollToEnd()}>
          {unseen === 0 ? 'Jump to newest ↓' : unseen === 1 ? '1 new message ↓' : `${unseen} new messages ↓`}
        </button>
      )}
    </div></ListPosition.Provider>
  )
}

// dayAt returns the day of a message, '' if a separator already shows it, and undefined if no message is rendered yet.
function dayAt(element: Element | undefined): string | undefined {
  if (element?.matches('.day')) return ''
  const time = element?.querySelector('time')
  return time ? dayOf(time.dateTime) : undefined
}
