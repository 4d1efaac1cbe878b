import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ask, changed, type Document } from './ask'
import { Failure, unreachable } from './failure'

export interface Answer<T> {
  data?: T // perhaps what was read before, while it is read again
  failure?: Failure
  reload: () => void
}

// What was read before is shown at once when a page is opened again.
const known = new Map<string, unknown>()

// forget drops what was read: another person may sign in.
export const forget = () => known.clear()

// What is being read by several at once is asked for once.
const underWay = new Map<string, Promise<unknown>>()
changed.listen(() => underWay.clear())

function readOnce<T>(key: string, read: () => Promise<T>): Promise<T> {
  const running = underWay.get(key) as Promise<T> | undefined
  if (running) return running
  const own = read().finally(() => underWay.get(key) === own && underWay.delete(key))
  underWay.set(key, own)
  return own
}

// useRead shows what read answers; the key says what that is. It is read again after each mutation.
export function useRead<T>(key: string, read: () => Promise<T>): Answer<T> {
  const [state, setState] = useState<{ key: string; data?: T; failure?: Failure }>({ key, data: known.get(key) as T })
  const latest = useRef({ key, read, run: 0 })
  latest.current.key = key
  latest.current.read = read

  const reload = useCallback(() => {
    const { key, read } = latest.current
    const run = ++latest.current.run
    const show = (more: { data?: T; failure?: Failure }) => {
      if (latest.current.run === run) setState((old) => ({ key, data: old.key === key ? old.data : undefined, ...more }))
    }
    readOnce(key, read).then(
      (data) => (known.set(key, data), show({ data, failure: undefined })),
      (failure) => show({ failure: failure instanceof Failure ? failure : unreachable() }),
    )
  }, [])

  useEffect(() => {
    reload()
    return () => void latest.current.run++
  }, [key])
  useEffect(() => changed.listen(reload), [])

  const current = state.key === key ? state : { data: known.get(key) as T | undefined, failure: undefined }
  return { data: current.data, failure: current.failure, reload }
}

const never = new Promise<never>(() => {})

// useQuery reads a document; without variables it waits for them.
export function useQuery<R, V>(document: Document<R, V>, variables: V | null): Answer<R> {
  return useRead(document.toString() + JSON.stringify(variables), () => (variables ? ask(document, variables) : never))
}
