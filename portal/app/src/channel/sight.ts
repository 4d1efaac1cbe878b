// Sight tells blocks whether they are in sight, or close to it: one observer for all of a list.
const MARGIN = '1500px 0px'

export class Sight {
  private observer?: IntersectionObserver
  private readonly tell = new Map<Element, (near: boolean) => void>()

  attach(scroller: HTMLElement) {
    const told = (entries: IntersectionObserverEntry[]) => entries.forEach(({ target, isIntersecting }) => this.tell.get(target)?.(isIntersecting))
    this.observer = new IntersectionObserver(told, { root: scroller, rootMargin: MARGIN })
    for (const element of this.tell.keys()) this.observer.observe(element)
  }

  detach() {
    this.observer?.disconnect()
  }

  // watch tells from now on; the answered function ends it.
  watch(element: Element, tell: (near: boolean) => void) {
    this.tell.set(element, tell)
    this.observer?.observe(element)
    return () => {
      this.tell.delete(element)
      this.observer?.unobserve(element)
    }
  }
}
