// ScrollAnchor keeps what the reader looks at where it is, whatever is added above, removed or changes its height: at the end
// the end, else the first message in sight. Browsers do this by themselves only in part, and not at the very top.
const END = 48 // px from the end that still count as the end
const ANCHORS = 5 // the first may be removed, and so the next

export class ScrollAnchor {
  atEnd = true
  private scroller!: HTMLElement
  private list!: HTMLElement
  private scrolled = 0
  private anchors: { element: Element; top: number }[] = []
  private sizes?: ResizeObserver

  // resized is called a frame after sizes have changed: drawing more at once would make the observer complain.
  attach(scroller: HTMLElement, list: HTMLElement, resized: () => void) {
    this.scroller = scroller
    this.list = list
    this.sizes = new ResizeObserver(() => {
      this.restore()
      requestAnimationFrame(resized)
    })
    this.sizes.observe(list)
    this.sizes.observe(scroller)
    this.toEnd()
  }

  detach() {
    this.sizes?.disconnect()
  }

  // first returns the first element in sight, as it was noted.
  get first() {
    return this.anchors[0]?.element
  }

  // stay keeps what is in sight where it is although the reader is at the end, until they scroll.
  stay() {
    this.note()
    this.atEnd = false
  }

  // note remembers where the reader is: call it whenever they have scrolled.
  note() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    this.atEnd = scrollHeight - scrollTop - clientHeight < END
    this.scrolled = scrollTop
    const edge = topOf(this.scroller)
    const block = firstBelow(this.list.children, edge)
    this.anchors = from((block && firstBelow(block.children, edge)) ?? block).map((element) => ({ element, top: topOf(element) }))
  }

  // restore goes back to it: call it whenever what is shown has changed. What the reader has scrolled since stays scrolled.
  restore() {
    const by = this.since()
    if (this.atEnd && by > -1) return this.toEnd()
    const anchor = this.anchors.find(({ element }) => element.isConnected)
    const moved = anchor ? topOf(anchor.element) - anchor.top + by : 0
    if (Math.abs(moved) >= 0.5) this.scroller.scrollTop += moved // not for nothing: it ends a scroll that is animated
    this.note()
  }

  // since is how far the reader has scrolled since it was noted. To be pulled to the end, for want of room below, is none.
  private since() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    const pulled = scrollTop < this.scrolled && scrollTop + clientHeight > scrollHeight - 1
    return pulled ? 0 : scrollTop - this.scrolled
  }

  toEnd() {
    this.atEnd = true
    this.scroller.scrollTop = this.scroller.scrollHeight
    this.scrolled = this.scroller.scrollTop
  }
}

const topOf = (element: Element) => element.getBoundingClientRect().top

// from is an element and some that follow it: in its block, then the next block.
function from(first: Element | null): Element[] {
  const found: Element[] = []
  for (let next = first; next && found.length < ANCHORS; next = next.nextElementSibling ?? next.closest('.block')?.nextElementSibling ?? null) found.push(next)
  return found
}

// firstBelow finds the first of the elements, which lie one below the other, that reaches below the edge.
export function firstBelow(elements: HTMLCollection, edge: number): Element | null {
  let from = 0
  let to = elements.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (elements[middle]!.getBoundingClientRect().bottom > edge) to = middle
    else from = middle + 1
  }
  return elements[from] ?? null
}
