import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

// useFocusRecovery gives focus to something near when what had it is taken out of the page: a row that was deleted, a page that was left.
// Without that the keyboard begins at the top of the document again.
export function useFocusRecovery(main: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const own = main.current!
    let path: Element[] = [] // what had focus last, and what it is in
    const note = ({ target }: FocusEvent) => {
      path = []
      for (let element = target as Element | null; element && element !== own; element = element.parentElement) path.push(element)
    }
    const look = () => {
      if (path.length === 0 || path[0]!.isConnected || document.activeElement !== document.body) return
      const near = path.find((element) => element.isConnected)?.querySelector<HTMLElement>('button, a[href]')
      path = []
      ;(near ?? own).focus({ preventScroll: true })
    }
    // Focus that was given up, not taken out, is left alone.
    const leave = ({ target }: FocusEvent) => queueMicrotask(() => void (path[0] === target && path[0]?.isConnected && (path = [])))
    own.addEventListener('focusin', note)
    own.addEventListener('focusout', leave)
    const changes = new MutationObserver(look)
    changes.observe(own, { childList: true, subtree: true })
    return () => (own.removeEventListener('focusin', note), own.removeEventListener('focusout', leave), changes.disconnect())
  }, [])
}
