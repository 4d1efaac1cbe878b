// ScrollHold keeps what the reader looks at where it is, whatever is added above, removed or changes its height: at the end
// the end, else the first message in sight. Browsers do this by themselves only in part, and not at the very top.
const END = 48 // px from the end that still count as the end

export class ScrollHold {
  atEnd = true
  private scroller!: HTMLElement
  private list!: HTMLElement
  private anchor: Element | null = null
  private top = 0
  private sizes?: ResizeObserver

  attach(scroller: HTMLElement, list: HTMLElement) {
    this.scroller = scroller
    this.list = list
    this.sizes = new ResizeObserver(() => this.restore())
    this.sizes.observe(list)
    this.sizes.observe(scroller)
    this.toEnd()
  }

  detach() {
    this.sizes?.disconnect()
  }

  // note remembers where the reader is: call it whenever they have scrolled.
  note() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    this.atEnd = scrollHeight - scrollTop - clientHeight < END
    const edge = this.scroller.getBoundingClientRect().top
    const block = firstBelow(this.list.children, edge)
    this.anchor = (block && firstBelow(block.children, edge)) ?? block
    this.top = this.anchor?.getBoundingClientRect().top ?? 0
  }

  // restore goes back to it: call it whenever what is shown has changed.
  restore() {
    if (this.atEnd) this.toEnd()
    else if (this.anchor?.isConnected) this.scroller.scrollTop += this.anchor.getBoundingClientRect().top - this.top
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight
  }
}

// firstBelow finds the first of the elements, which lie one below the other, that reaches below the edge.
function firstBelow(elements: HTMLCollection, edge: number): Element | null {
  let from = 0
  let to = elements.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (elements[middle]!.getBoundingClientRect().bottom > edge) to = middle
    else from = middle + 1
  }
  return elements[from] ?? null
}
