import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { signal } from '../signal'
import { again } from './again'
import { ask, changed, type Document } from './ask'
import { asFailure, Failure } from './failure'

export interface Answer<T> {
  data?: T // perhaps what was read before, while it is read again; the same object while nothing has changed
  failure?: Failure // not of reading again what is here when that will pass: the layout says so
  reload: () => void
  look: () => Promise<void> // asks, and tells all that is shown to read again when the answer is another
}

// What was read before is shown at once when a page is opened again.
const known = new Map<string, unknown>()

// forget drops what was read: another person may sign in. forgotten tells who keeps something else of theirs.
export const forgotten = signal()
export const forget = () => (known.clear(), forgotten.tell())

// forgetAnswers drops what was read, because some of it may no longer be seen.
export const forgetAnswers = () => known.clear()

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

const isKnown = (key: string, data: unknown) => JSON.stringify(known.get(key)) === JSON.stringify(data)

// keep is the answer, as the object that is known where it is the same: nothing is drawn for it.
function keep<T>(key: string, data: T): T {
  if (!isKnown(key, data)) known.set(key, data)
  return known.get(key) as T
}

interface State<T> {
  key: string
  data?: T
  failure?: Failure
}

// useRead shows what read answers; the key says what that is. It is read again after each mutation, and when `again` is told.
export function useRead<T>(key: string, read: () => Promise<T>): Answer<T> {
  const [state, setState] = useState<State<T>>({ key, data: known.get(key) as T })
  const latest = useRef({ key, read, run: 0 })
  latest.current.key = key
  latest.current.read = read

  const reload = useCallback(() => {
    const { key, read } = latest.current
    const run = ++latest.current.run
    const show = (next: (old: State<T>) => State<T>) => {
      if (latest.current.run === run) setState((old) => unlessSame(old, next(old.key === key ? old : { key })))
    }
    readOnce(key, read).then(
      (data) => show(() => ({ key, data: keep(key, data) })),
      (problem) => show(({ data }) => ({ key, data, failure: data !== undefined && problem.passing ? undefined : unread(problem) })),
    )
  }, [])
  const look = useCallback(async () => {
    const { key, read } = latest.current
    if (!isKnown(key, await read())) again.tell()
  }, [key])

  useEffect(() => {
    reload()
    return () => void latest.current.run++
  }, [key])
  useEffect(() => changed.listen(reload), [])
  useEffect(() => again.listen(reload), [])

  const current = state.key === key ? state : { data: known.get(key) as T | undefined, failure: undefined }
  return { data: current.data, failure: current.failure, reload, look }
}

// unread is why something was not read, without the advice to try again: that is done.
function unread(thrown: unknown): Failure {
  const failure = asFailure(thrown)
  return failure.code === 'UNREACHABLE' ? new Failure(failure.code, 'The server does not answer. This is read as soon as it does.') : failure
}
const unlessSame = <T>(old: State<T>, now: State<T>) => (old.key === now.key && old.data === now.data && old.failure === now.failure ? old : now)

const never = new Promise<never>(() => {})

// useQuery reads a document; without variables it waits for them.
export function useQuery<R, V>(document: Document<R, V>, variables: V | null): Answer<R> {
  return useRead(document.toString() + JSON.stringify(variables), () => (variables ? ask(document, variables) : never))
}
