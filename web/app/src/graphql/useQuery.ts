import { type AnyVariables, createRequest, useClient, useQuery as useUrqlQuery } from '@urql/preact'
import { useCallback } from 'preact/hooks'
import { type Document, queryCache } from './client'
import { Failure, failureOf } from './Failure'
import { refresh } from './refresh'

export interface QueryState<T> {
  data?: T // while it is read again, the data of the last response
  failure?: Failure // not set while there is data and the server is unavailable: the layout says so
  reload: () => void
  poll: () => Promise<void> // reads it, and emits refresh if it has changed
}

// useQuery returns the data of a document. It reads the document when it is mounted, after each mutation and on each refresh. If
// the variables are null, it waits for them.
export function useQuery<R, V>(document: Document<R, V>, variables: V | null): QueryState<R> {
  const client = useClient()
  const request = createRequest<R, AnyVariables>(document.toString(), (variables ?? {}) as AnyVariables)
  const [state, execute] = useUrqlQuery({ query: request.query, variables: request.variables, pause: variables === null })
  const poll = useCallback(async () => {
    const before = queryCache.get(request.key)?.data
    const { data } = await client.executeQuery(request, { requestPolicy: 'network-only' }).toPromise()
    if (data && data !== before) refresh.emit()
  }, [request.key])

  // In the render after a change of variables, urql still returns the state of the variables before.
  const current = variables === null ? undefined : state.operation?.key === request.key ? state : queryCache.get(request.key)
  return { data: current?.data ?? undefined, failure: current?.error && withoutAdvice(failureOf(current.error)), reload: () => execute(), poll }
}

// withoutAdvice leaves out the advice to try again, since useQuery does.
const withoutAdvice = (failure: Failure) =>
  failure.code === 'UNREACHABLE' ? new Failure(failure.code, 'The server does not respond. This page loads as soon as it does.') : failure
