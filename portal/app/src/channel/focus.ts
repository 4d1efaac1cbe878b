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

// moveFocus moves focus from message to message with the arrow keys, and from the list into it with Tab. It returns whether it did.
export function moveFocus(event: KeyboardEvent, scroller: HTMLElement): boolean {
  const next = event.target === scroller ? entered(event, scroller) : stepped(event)
  if (!next) return false
  event.preventDefault()
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
  return true
}

function stepped(event: KeyboardEvent): HTMLElement | undefined {
  const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key]
  const article = articleOf(event.target)
  const scrolls = event.target instanceof Element && event.target.matches('textarea, pre')
  return step && article && !scrolls ? neighbour(article, step) : undefined
}

// entered returns the last message that is in sight in full.
function entered(event: KeyboardEvent, scroller: HTMLElement): HTMLElement | undefined {
  if (event.key !== 'Tab' || event.shiftKey) return undefined
  const { top, bottom } = scroller.getBoundingClientRect()
  const inSight = [...scroller.querySelectorAll<HTMLElement>('article')].filter((article) => {
    const box = article.getBoundingClientRect()
    return box.bottom > top && box.top < bottom
  })
  return inSight.findLast((article) => article.getBoundingClientRect().bottom <= bottom) ?? inSight[0]
}

// placeOf returns the message that focus went to, and its block.
export function placeOf(target: EventTarget | null): { block: number; message: string } | undefined {
  const article = articleOf(target)
  const block = article?.closest<HTMLElement>('.block')
  return article?.dataset.message && block ? { block: Number(block.dataset.block), message: article.dataset.message } : undefined
}
