import { firstBelow } from './ScrollAnchor'

const MARGIN = 1000 // px above and below what is in sight: scrolling on finds it drawn

// VisibleBlocks tells blocks whether they are in sight, or close to it. It looks when the reader has scrolled, before that is painted:
// an IntersectionObserver would tell a frame later, and a jump to somewhere else show nothing for as long.
export class VisibleBlocks {
  private scroller?: HTMLElement
  private list?: HTMLElement
  private readonly tell = new Map<Element, (near: boolean) => void>()
  private near = new Set<Element>() // that have been told so last

  attach(scroller: HTMLElement, list: HTMLElement) {
    this.scroller = scroller
    this.list = list
  }

  // watch tells a block of the list, which is taken for near until it is told otherwise; the answered function ends it.
  watch(block: Element, tell: (near: boolean) => void) {
    this.tell.set(block, tell)
    this.near.add(block)
    return () => {
      this.tell.delete(block)
      this.near.delete(block)
    }
  }

  // look tells every block for which it has changed: call it whenever the reader has scrolled or the list is another.
  look() {
    if (!this.scroller || !this.list) return
    const { top, bottom } = this.scroller.getBoundingClientRect()
    const before = this.near
    this.near = new Set(within(this.list, top - MARGIN, bottom + MARGIN).filter((block) => this.tell.has(block)))
    for (const block of before) if (!this.near.has(block)) this.tell.get(block)?.(false)
    for (const block of this.near) if (!before.has(block)) this.tell.get(block)?.(true)
  }
}

// within are the children of the list that reach between two edges.
function within(list: HTMLElement, top: number, bottom: number): Element[] {
  const found = []
  for (let next = firstBelow(list.children, top); next && next.getBoundingClientRect().top < bottom; next = next.nextElementSibling) found.push(next)
  return found
}
