import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { createContext } from 'preact'
import { memoryCleared } from '../memory'
import { Markdown } from '../markdown/Markdown'

const HEIGHT = 360 // px that are shown of a long text
const LITTLE = 120 // px that are not worth a button
const [LINES, LENGTH] = [12, 300] // a text of fewer is never that high, so that it need not be measured

// Expanded are the messages whose whole text the reader has asked for: they stay so while the reader scrolls away and back.
const expanded = new Set<string>()
memoryCleared.listen(() => expanded.clear())

// HeldList is the list that a message is in. stay is called before the message changes its height at the reader's wish: the list does
// not follow its end then. settle is called after it has changed by itself.
export const HeldList = createContext({ stay: () => {}, settle: () => {} })

const isPerhapsLong = (text: string) => text.length > LENGTH || text.split('\n').length > LINES

interface Props {
  id: string // of the message
  text: string
}

// LongText shows the text of a message, and of a long one its beginning and a button for the rest.
export function LongText({ id, text }: Props) {
  const long = isPerhapsLong(text)
  const [open, setOpen] = useState(() => expanded.has(id))
  const [size, setSize] = useState<'unknown' | 'small' | 'large'>(long ? 'unknown' : 'small')
  const clip = useRef<HTMLDivElement>(null)
  const { stay, settle } = useContext(HeldList)
  useLayoutEffect(() => setSize(!long || clip.current!.scrollHeight <= HEIGHT + LITTLE ? 'small' : 'large'), [text])
  useLayoutEffect(() => void (long && size !== 'unknown' && settle()), [size])

  function set(open: boolean) {
    stay()
    if (open) expanded.add(id)
    else expanded.delete(id)
    setOpen(open)
    if (!open) requestAnimationFrame(() => clip.current?.closest('article')?.scrollIntoView({ block: 'nearest' }))
  }
  const clipped = !open && size !== 'small'
  return (
    <>
      {/* Focus, or a search in the page, scrolls to what is not shown. */}
      <div ref={clip} class={clipped ? 'clipped' : 'complete'} onScroll={() => clipped && ((clip.current!.scrollTop = 0), set(true))}>
        <Markdown text={text} />
      </div>
      {size === 'large' && <button type="button" class="link-button show-more" aria-expanded={open} onClick={() => set(!open)}>{open ? 'Show less' : 'Show more'}</button>}
    </>
  )
}
