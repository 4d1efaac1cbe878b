import { firstBelow } from './ScrollAnchor'

const MARGIN = 1000 // px above and below the visible part, so that a scroll finds the messages rendered

// VisibleBlocks notifies the blocks of a list when they become visible, or nearly, and when they no longer are. It checks after each
// scroll, before the browser paints. An IntersectionObserver would notify one frame later, and a jump would show nothing for a frame.
export class VisibleBlocks {
  private scroller?: HTMLElement
  private list?: HTMLElement
  private readonly listeners = new Map<Element, (visible: boolean) => void>()
  private visible = new Set<Element>()

  attach(scroller: HTMLElement, list: HTMLElement) {
    this.scroller = scroller
    this.list = list
  }

  // observe calls the listener whenever the block becomes visible or hidden. A new block counts as visible. It returns the function
  // that ends this.
  observe(block: Element, listener: (visible: boolean) => void) {
    this.listeners.set(block, listener)
    this.visible.add(block)
    return () => {
      this.listeners.delete(block)
      this.visible.delete(block)
    }
  }

  // update notifies the blocks that have changed. Call it after each scroll and each change of the list.
  update() {
    if (!this.scroller || !this.list) return
    const { top, bottom } = this.scroller.getBoundingClientRect()
    const before = this.visible
    this.visible = new Set(blocksBetween(this.list, top - MARGIN, bottom + MARGIN).filter((block) => this.listeners.has(block)))
    for (const block of before) if (!this.visible.has(block)) this.listeners.get(block)?.(false)
    for (const block of this.visible) if (!before.has(block)) this.listeners.get(block)?.(true)
  }
}

// blocksBetween returns the children of the list that are between two edges, in part or in full.
function blocksBetween(list: HTMLElement, top: number, bottom: number): Element[] {
  const found = []
  for (let next = firstBelow(list.children, top); next && next.getBoundingClientRect().top < bottom; next = next.nextElementSibling) found.push(next)
  return found
}
