// When pages read their data again although the viewer changed nothing.
import { useEffect } from 'preact/hooks'
import { emitter } from '../emitter'
import { queryCache, server, setServerAvailable } from './client'
import { connection } from './socket'

// refresh is emitted when what the pages show may be old. What was read before stays until the response is here.
export const refresh = emitter()
refresh.listen(queryCache.refresh)

const POLL_INTERVAL = 10_000 // ms, while the page is visible
const RETRY_INTERVAL = 3_000 // ms, while the server is unavailable

// useRefresh emits refresh when the viewer opens another page, clicks on a link to this one or returns to the window, and when the
// server or the network is available again. While the page is visible it also polls, which costs one request.
export function useRefresh(page: string, poll: () => Promise<unknown>) {
  useEffect(refresh.emit, [page])
  useEffect(() => {
    const stops = [
      on(document, 'click', (event) => leadsHere(event.target) && refresh.emit()),
      on(document, 'visibilitychange', () => isVisible() && refresh.emit()),
      on(window, 'focus', refresh.emit),
      on(window, 'online', refresh.emit),
      on(window, 'offline', () => setServerAvailable(false)),
      server.listen(() => server.available && refresh.emit()),
      connection.listen(() => connection.open && refresh.emit()),
    ]
    return () => stops.forEach((stop) => stop())
  }, [])
  usePolling(poll)
}

// usePolling calls poll regularly while the page is visible.
export function usePolling(poll: () => Promise<unknown>) {
  useEffect(() => repeat(poll), [poll])
}

function repeat(poll: () => Promise<unknown>) {
  let timer: number
  let stopped = false
  const wait = () => {
    clearTimeout(timer)
    // The random part spreads the requests of many pages that wait for one server.
    if (!stopped) timer = window.setTimeout(run, (server.available ? POLL_INTERVAL : RETRY_INTERVAL) * (0.75 + Math.random() / 2))
  }
  const run = () => (isVisible() ? void poll().catch(() => {}).then(wait) : wait())
  const stopListening = server.listen(wait)
  wait()
  return () => ((stopped = true), clearTimeout(timer), stopListening())
}

const isVisible = () => document.visibilityState === 'visible'
const leadsHere = (target: EventTarget | null) => target instanceof Element && target.closest<HTMLAnchorElement>('a[href]')?.href === location.href

function on(target: EventTarget, name: string, listener: (event: Event) => void) {
  target.addEventListener(name, listener)
  return () => target.removeEventListener(name, listener)
}
