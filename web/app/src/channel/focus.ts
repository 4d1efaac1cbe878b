// Keyboard focus in the list of messages.

// hasFocus reports whether focus is in the element.
export const hasFocus = (element: Element) => element.contains(document.activeElement)

const articleOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('article') : null)

// neighbour returns the message after (1) or before (-1) another one, or undefined.
function neighbour(article: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const all = [...(article.closest('.scroller')?.querySelectorAll<HTMLElement>('article') ?? [])]
  return all[all.indexOf(article) + step]
}

// moveFocusFrom must be called before a message is removed. If the message or its dialog has focus, it moves focus to the next message,
// or else to the one before, the list or the composer.
export function moveFocusFrom(article: HTMLElement) {
  if (!hasFocus(article) && !article.querySelector('dialog[open]')) return
  const next = neighbour(article, 1) ?? neighbour(article, -1) ?? article.closest<HTMLElement>('.scroller')
  queueMicrotask(() => {
    if (document.activeElement !== document.body) return // it was moved already, for example by a dialog
    const target = next?.isConnected ? next : document.querySelector<HTMLElement>('.composer textarea')
    target?.focus({ preventScroll: true })
  })
}

// moveFocus handles the keys that move focus, and reports whether the key was one of them. The Tab key stops at the list, at one
// message and at the controls in it; the arrow keys move between messages. If Tab stopped at every link of every message, it would
// never reach the top, because older messages are loaded on the way.
export function moveFocus(event: KeyboardEvent, scroller: HTMLElement): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || (event.target as Element).closest('dialog')) return false
  const next = event.key === 'Tab' ? targetOfTab(event, scroller) : targetOfArrow(event)
  if (!next) return false
  event.preventDefault()
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
  return true
}

function targetOfArrow(event: KeyboardEvent): HTMLElement | undefined {
  const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key]
  const article = articleOf(event.target)
  return step && article && !(event.target as Element).matches('textarea') ? neighbour(article, step) : undefined
}

const STOPS = 'a[href], button:enabled, textarea:enabled, input:enabled, select:enabled, [tabindex="0"]'

// targetOfTab returns the next stop in the message that has focus. After the last stop and before the first one it returns a stop
// outside of all messages.
function targetOfTab({ target, shiftKey }: KeyboardEvent, scroller: HTMLElement): HTMLElement | undefined {
  if (target === scroller) return shiftKey ? undefined : lastVisible(scroller)
  const article = articleOf(target)
  if (!article) return undefined
  const stops = [article, ...article.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.getClientRects().length > 0)
  return stops[stops.indexOf(target as HTMLElement) + (shiftKey ? -1 : 1)] ?? (shiftKey ? scroller : stopAfter(scroller))
}

const stopAfter = (scroller: HTMLElement) => [...document.querySelectorAll<HTMLElement>(STOPS)].find((stop) =>
  scroller.compareDocumentPosition(stop) === Node.DOCUMENT_POSITION_FOLLOWING && stop.getClientRects().length > 0)

// lastVisible returns the last message that is visible in full, or else the first one that is visible in part.
function lastVisible(scroller: HTMLElement): HTMLElement | undefined {
  const { top, bottom } = scroller.getBoundingClientRect()
  const visible = [...scroller.querySelectorAll<HTMLElement>('article')].filter((article) => {
    const box = article.getBoundingClientRect()
    return box.bottom > top && box.top < bottom
  })
  return visible.findLast((article) => article.getBoundingClientRect().bottom <= bottom) ?? visible[0]
}
