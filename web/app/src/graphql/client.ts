// Queries and mutations over HTTP, with the session cookie of the user. Subscriptions are in socket.ts.
import { createClient, fetchExchange, mapExchange } from '@urql/preact'
import type { TypedDocumentString } from '../documents/generated'
import { emitter } from '../emitter'
import { failureOf, failureOfProblem } from './Failure'
import { pagesExchange } from './pagesExchange'
import { QueryCache } from './QueryCache'

export type Document<R, V> = TypedDocumentString<R, V>

// signedOut is emitted when a response shows that the session has ended.
export const signedOut = emitter()

// server reports whether the last request reached a server that can do its work, and emits when that changes.
const serverChanges = emitter()
export const server = { available: true, listen: serverChanges.listen }

export function setServerAvailable(available: boolean) {
  if (server.available === available) return
  server.available = available
  serverChanges.emit()
}

const QUERY_TIMEOUT = 20_000 // ms; a connection can be lost without an error

async function send(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init)
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) throw failureOfProblem(await response.json())
  return response
}

function sendWithTimeout(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const timeout = AbortSignal.timeout(QUERY_TIMEOUT)
  return send(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout })
}

export const queryCache = new QueryCache()

// client is the urql client of all pages. Its exchanges are, in this order: results in memory, lists of several pages, what a
// response says about the session and the server, and the HTTP request.
export const client = createClient({
  url: new URL('graphql', document.baseURI).href,
  preferGetMethod: false,
  fetch: sendWithTimeout,
  fetchOptions: { headers: { accept: 'application/graphql-response+json, application/json' } },
  requestPolicy: 'cache-and-network',
  exchanges: [
    queryCache.exchange,
    pagesExchange,
    mapExchange({
      onResult({ data, error }) {
        if (error?.graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) signedOut.emit()
        setServerAvailable(Boolean(data) || !error || !failureOf(error).temporary)
      },
    }),
    fetchExchange,
  ],
})

// query reads a document once and returns its data, or throws a Failure. A field that the viewer may not read is null in the data,
// and no Failure.
export async function query<R, V>(document: Document<R, V>, variables: V): Promise<R> {
  const { data, error } = await client.query(document.toString(), variables as object, { requestPolicy: 'network-only' }).toPromise()
  if (!data) throw failureOf(error)
  return data
}

// mutate runs a mutation and returns its data, or throws a Failure. It has no timeout: after one, the outcome would be unknown.
export async function mutate<R, I>(document: Document<R, { input: I }>, input: I): Promise<R> {
  const { data, error } = await client.mutation(document.toString(), { input }, { fetch: send }).toPromise()
  if (!data) throw failureOf(error)
  return data
}
