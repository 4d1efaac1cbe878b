const END_DISTANCE = 48 // px from the end that still count as the end
const ANCHORS = 5 // elements: the first ones may be removed

// ScrollAnchor keeps the visible messages in their place when messages are added, removed or change their height: at the end it keeps
// the end, else the first visible message. Browsers do this only in part, and not at the top of a list.
export class ScrollAnchor {
  atEnd = true
  private scroller!: HTMLElement
  private list!: HTMLElement
  private scrollTop = 0 // when the position was saved
  private anchors: { element: Element; top: number }[] = []
  private sizes?: ResizeObserver

  // attach starts to observe sizes. It calls resized one frame after a change: to render in the same frame is an error of ResizeObserver.
  attach(scroller: HTMLElement, list: HTMLElement, resized: () => void) {
    this.scroller = scroller
    this.list = list
    this.sizes = new ResizeObserver(() => {
      this.restore()
      requestAnimationFrame(resized)
    })
    this.sizes.observe(list)
    this.sizes.observe(scroller)
    this.scrollToEnd()
  }

  detach() {
    this.sizes?.disconnect()
  }

  // first returns the first visible element when the position was saved.
  get first() {
    return this.anchors[0]?.element
  }

  // stay keeps the visible messages in their place until the next scroll, even at the end.
  stay() {
    this.save()
    this.atEnd = false
  }

  // save saves the position. Call it after each scroll.
  save() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    this.atEnd = scrollHeight - scrollTop - clientHeight < END_DISTANCE
    this.scrollTop = scrollTop
    const edge = topOf(this.scroller)
    const block = firstBelow(this.list.children, edge)
    this.anchors = elementsFrom((block && firstBelow(block.children, edge)) ?? block).map((element) => ({ element, top: topOf(element) }))
  }

  // restore returns to the saved position, plus the distance that was scrolled since. Call it after each change of the list.
  restore() {
    const scrolled = this.scrolledSince()
    if (this.atEnd && scrolled > -1) return this.scrollToEnd()
    const anchor = this.anchors.find(({ element }) => element.isConnected)
    const moved = anchor ? topOf(anchor.element) - anchor.top + scrolled : 0
    if (Math.abs(moved) >= 0.5) this.scroller.scrollTop += moved // not for less: to set it ends an animated scroll
    this.save()
  }

  // scrolledSince returns how far the reader has scrolled since the position was saved. If the list became so short that the browser
  // had to scroll, it returns 0.
  private scrolledSince() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    const byBrowser = scrollTop < this.scrollTop && scrollTop + clientHeight > scrollHeight - 1
    return byBrowser ? 0 : scrollTop - this.scrollTop
  }

  scrollToEnd() {
    this.atEnd = true
    this.scroller.scrollTop = this.scroller.scrollHeight
    this.scrollTop = this.scroller.scrollTop
  }
}

const topOf = (element: Element) => element.getBoundingClientRect().top

// elementsFrom returns an element and a few that follow it: in its block, then the next blocks.
function elementsFrom(first: Element | null): Element[] {
  const found: Element[] = []
  for (let next = first; next && found.length < ANCHORS; next = next.nextElementSibling ?? next.closest('.block')?.nextElementSibling ?? null) found.push(next)
  return found
}

// firstBelow returns the first of some elements, which stand one below the other, whose bottom is below the edge, or null.
export function firstBelow(elements: HTMLCollection, edge: number): Element | null {
  let low = 0
  let high = elements.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (elements[middle]!.getBoundingClientRect().bottom > edge) high = middle
    else low = middle + 1
  }
  return elements[low] ?? null
}
