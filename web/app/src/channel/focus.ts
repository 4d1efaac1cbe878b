// Where keyboard focus goes in a list of messages.

export const holdsFocus = (element: Element) => element.contains(document.activeElement)

const articleOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('article') : null)

// neighbour returns the message after (1) or before (-1) another in the page, or undefined.
function neighbour(article: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const all = [...(article.closest('.scroller')?.querySelectorAll<HTMLElement>('article') ?? [])]
  return all[all.indexOf(article) + step]
}

// passFocusOn is called before a message is removed. If focus is in it, or in a dialog about it, the next message gets focus, else
// what comes closest.
export function passFocusOn(article: HTMLElement) {
  if (!holdsFocus(article) && !article.querySelector('dialog[open]')) return
  const next = neighbour(article, 1) ?? neighbour(article, -1) ?? article.closest<HTMLElement>('.scroller')
  queueMicrotask(() => {
    if (document.activeElement !== document.body) return // a dialog, for one, has put it elsewhere
    const target = next?.isConnected ? next : document.querySelector<HTMLElement>('.composer textarea')
    target?.focus({ preventScroll: true })
  })
}

// moveFocus moves focus as keys ask for it. The list is a few stops of the Tab key only: the list, one message and what is in it;
// the arrow keys go from message to message. Every link of every message as a stop would have no end, as older messages are read on
// the way up. It returns whether the key was for it.
export function moveFocus(event: KeyboardEvent, scroller: HTMLElement): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || (event.target as Element).closest('dialog')) return false
  const next = event.key === 'Tab' ? tabbed(event, scroller) : stepped(event)
  if (!next) return false
  event.preventDefault()
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
  return true
}

function stepped(event: KeyboardEvent): HTMLElement | undefined {
  const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key]
  const article = articleOf(event.target)
  return step && article && !(event.target as Element).matches('textarea') ? neighbour(article, step) : undefined
}

const STOPS = 'a[href], button:enabled, textarea:enabled, input:enabled, select:enabled, [tabindex="0"]'

// tabbed returns the next stop: in the message that has focus, and behind its last or before its first one outside of all messages.
function tabbed({ target, shiftKey }: KeyboardEvent, scroller: HTMLElement): HTMLElement | undefined {
  if (target === scroller) return shiftKey ? undefined : lastInSight(scroller)
  const article = articleOf(target)
  if (!article) return undefined
  const stops = [article, ...article.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.getClientRects().length > 0)
  return stops[stops.indexOf(target as HTMLElement) + (shiftKey ? -1 : 1)] ?? (shiftKey ? scroller : stopBehind(scroller))
}

const stopBehind = (scroller: HTMLElement) => [...document.querySelectorAll<HTMLElement>(STOPS)].find((stop) =>
  scroller.compareDocumentPosition(stop) === Node.DOCUMENT_POSITION_FOLLOWING && stop.getClientRects().length > 0)

// lastInSight returns the last message that is in sight in full, if there is one.
function lastInSight(scroller: HTMLElement): HTMLElement | undefined {
  const { top, bottom } = scroller.getBoundingClientRect()
  const inSight = [...scroller.querySelectorAll<HTMLElement>('article')].filter((article) => {
    const box = article.getBoundingClientRect()
    return box.bottom > top && box.top < bottom
  })
  return inSight.findLast((article) => article.getBoundingClientRect().bottom <= bottom) ?? inSight[0]
}
