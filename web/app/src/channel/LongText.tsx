import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { createContext } from 'preact'
import { Markdown } from '../markdown/Markdown'
import { memoryCleared } from '../memory'

const HEIGHT = 360 // px of a long text that are shown
const MIN_HIDDEN = 120 // px; if less would be hidden, the whole text is shown
const [LINES, LENGTH] = [12, 300] // a text of at most so many lines and characters is never that high, and is not measured

// The ids of the messages that the reader has expanded. They stay expanded while the reader scrolls away and back.
const expanded = new Set<string>()
memoryCleared.listen(() => expanded.clear())

// ListPosition is the scroll position of the list around a message. Call stay before a message changes its height on the reader's
// request: the list then does not follow its end. Call restore after a message has changed its height by itself.
export const ListPosition = createContext({ stay: () => {}, restore: () => {} })

const isPerhapsLong = (text: string) => text.length > LENGTH || text.split('\n').length > LINES

interface Props {
  id: string // of the message
  text: string
}

// LongText shows the text of a message. Of a long text it shows the beginning, and a button for the rest.
export function LongText({ id, text }: Props) {
  const long = isPerhapsLong(text)
  const [open, setOpen] = useState(() => expanded.has(id))
  const [size, setSize] = useState<'unknown' | 'small' | 'large'>(long ? 'unknown' : 'small')
  const clip = useRef<HTMLDivElement>(null)
  const { stay, restore } = useContext(ListPosition)
  useLayoutEffect(() => setSize(!long || clip.current!.scrollHeight <= HEIGHT + MIN_HIDDEN ? 'small' : 'large'), [text])
  useLayoutEffect(() => void (long && size !== 'unknown' && restore()), [size])

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
      {/* The browser scrolls inside when focus or a search in the page reaches the hidden part. */}
      <div ref={clip} class={clipped ? 'clipped' : 'complete'} onScroll={() => clipped && ((clip.current!.scrollTop = 0), set(true))}>
        <Markdown text={text} />
      </div>
      {size === 'large' && <button type="button" class="link-button show-more" aria-expanded={open} onClick={() => set(!open)}>{open ? 'Show less' : 'Show more'}</button>}
    </>
  )
}
