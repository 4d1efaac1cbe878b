import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { createContext } from 'preact'
import { forgotten } from '../graphql/useQuery'
import { Markdown } from '../markdown/Markdown'

const HEIGHT = 360 // px that are shown of a long text
const LITTLE = 120 // px that are not worth a button
const [LINES, LENGTH] = [12, 300] // a text of fewer is never that high, so that it need not be measured

// Expanded are the messages whose whole text the reader has asked for: they stay so while the reader scrolls away and back.
const expanded = new Set<string>()
forgotten.listen(() => expanded.clear())

// Staying is called before a message changes its height at the reader's wish: the list must not follow its end.
export const Staying = createContext(() => {})

const mayBeLong = (text: string) => text.length > LENGTH || text.split('\n').length > LINES

interface Props {
  id: string // of the message
  text: string
  reachable: boolean // by the Tab key
}

// LongText shows the text of a message, and of a long one its beginning and a button for the rest.
export function LongText({ id, text, reachable }: Props) {
  const long = mayBeLong(text)
  const [open, setOpen] = useState(() => expanded.has(id))
  const [fits, setFits] = useState(!long)
  const clip = useRef<HTMLDivElement>(null)
  const stay = useContext(Staying)
  useLayoutEffect(() => setFits(!long || clip.current!.scrollHeight <= HEIGHT + LITTLE), [text])

  function set(open: boolean) {
    stay()
    if (open) expanded.add(id)
    else expanded.delete(id)
    setOpen(open)
    if (!open) requestAnimationFrame(() => clip.current?.closest('article')?.scrollIntoView({ block: 'nearest' }))
  }
  const clipped = !open && !fits
  return (
    <>
      {/* Focus, or a search in the page, scrolls to what is not shown. */}
      <div ref={clip} class={clipped ? 'clipped' : 'whole'} onScroll={() => clipped && ((clip.current!.scrollTop = 0), set(true))}>
        <Markdown text={text} reachable={reachable} />
      </div>
      {!fits && <button type="button" class="as-link more-text" tabIndex={reachable ? 0 : -1} aria-expanded={open} onClick={() => set(!open)}>{open ? 'Show less' : 'Show more'}</button>}
    </>
  )
}
