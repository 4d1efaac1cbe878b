import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

// useFocusRecovery moves focus to a control nearby when the element that has it is removed, for example with a deleted row. Without it,
// the Tab key would start at the top of the document again.
export function useFocusRecovery(main: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const own = main.current!
    let path: Element[] = [] // the element that had focus last, and its ancestors
    const onFocusIn = ({ target }: FocusEvent) => {
      path = []
      for (let element = target as Element | null; element && element !== own; element = element.parentElement) path.push(element)
    }
    const recover = () => {
      if (path.length === 0 || path[0]!.isConnected || document.activeElement !== document.body) return
      const near = path.find((element) => element.isConnected)?.querySelector<HTMLElement>('button, a[href]')
      path = []
      ;(near ?? own).focus({ preventScroll: true })
    }
    // If the user moved focus away, the element is still there: nothing is to recover.
    const onFocusOut = ({ target }: FocusEvent) => queueMicrotask(() => void (path[0] === target && path[0]?.isConnected && (path = [])))
    own.addEventListener('focusin', onFocusIn)
    own.addEventListener('focusout', onFocusOut)
    const changes = new MutationObserver(recover)
    changes.observe(own, { childList: true, subtree: true })
    return () => (own.removeEventListener('focusin', onFocusIn), own.removeEventListener('focusout', onFocusOut), changes.disconnect())
  }, [])
}
