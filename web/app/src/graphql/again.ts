// When what is shown is read again although nothing was changed here: it may be old. Whoever shows something listens to
// `again`; what was read before stays until the answer is here, and where that is the same nothing happens.
import { useEffect } from 'preact/hooks'
import { signal } from '../signal'
import { instance, instanceAnswers } from './ask'
import { connection } from './socket'

export const again = signal()

const EVERY = 10_000 // ms between two looks while the page is seen
const SOON = 3_000 // while the server does not answer

// useAgain tells `again` when the reader goes to another page or clicks on the link of this one, comes back to the window, and
// when the server or the network are back. While the page is seen it calls look now and then, which asks the server for one thing.
export function useAgain(page: string, look: () => Promise<unknown>) {
  useEffect(again.tell, [page])
  useEffect(() => {
    const stop = [
      on(document, 'click', (event) => isOfThisPage(event.target) && again.tell()),
      on(document, 'visibilitychange', () => seen() && again.tell()),
      on(window, 'focus', again.tell),
      on(window, 'online', again.tell),
      on(window, 'offline', () => instanceAnswers(false)),
      instance.listen(() => instance.answers && again.tell()),
      connection.listen(() => connection.open && again.tell()),
    ]
    return () => stop.forEach((own) => own())
  }, [])
  useLook(look)
}

// useLook calls look now and then while the page is seen.
export function useLook(look: () => Promise<unknown>) {
  useEffect(() => repeat(look), [look])
}

function repeat(look: () => Promise<unknown>) {
  let timer: number
  let over = false
  const wait = () => {
    clearTimeout(timer)
    // Not all at once: many pages may wait for a server.
    if (!over) timer = window.setTimeout(turn, (instance.answers ? EVERY : SOON) * (0.75 + Math.random() / 2))
  }
  const turn = () => (seen() ? void look().catch(() => {}).then(wait) : wait())
  const stop = instance.listen(wait)
  wait()
  return () => ((over = true), clearTimeout(timer), stop())
}

const seen = () => document.visibilityState === 'visible'
const isOfThisPage = (target: EventTarget | null) => target instanceof Element && target.closest<HTMLAnchorElement>('a[href]')?.href === location.href

function on(target: EventTarget, name: string, listener: (event: Event) => void) {
  target.addEventListener(name, listener)
  return () => target.removeEventListener(name, listener)
}
