// Subscriptions over one WebSocket (graphql-transport-ws), as the session's user.
import { createClient, type Client } from 'graphql-ws'
import { signal } from '../signal'
import { signedOut, type Document } from './ask'
import { Failure, failureOf } from './failure'

// connection says whether the socket is open, and tells when that has changed.
const changes = signal()
export const connection = { open: false, listen: changes.listen }

function connectionIs(open: boolean) {
  connection.open = open
  changes.tell()
}

function socketURL() {
  const url = new URL('graphql', document.baseURI)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}

const isClose = (problem: unknown): problem is CloseEvent => problem instanceof CloseEvent
const UNAUTHORIZED = 4401

// By itself the client gives up when the server is not there for a moment. Only what the server says ends a subscription.
let client: Client | undefined
function socket() {
  return (client ??= createClient({
    url: socketURL(),
    retryAttempts: Infinity,
    shouldRetry: (problem) => !(isClose(problem) && problem.code === UNAUTHORIZED),
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** retries, 5000) * (0.5 + Math.random()))),
    on: { connected: () => connectionIs(true), closed: () => connectionIs(false) },
  }))
}

// disconnect closes the socket, as when signing out: the next subscription opens another.
export function disconnect() {
  void client?.dispose()
  client = undefined
}

// watch subscribes until the answered function is called. The variables are sent again after a lost connection: who changes
// `after` with each event misses nothing.
export function watch<R, V extends object>(document: Document<R, V>, variables: V, next: (data: R) => void, ended: (why: Failure) => void) {
  return socket().subscribe<R>(
    { query: document.toString(), variables: variables as Record<string, unknown> },
    {
      next: ({ data, errors }) => (data ? next(data) : ended(failureOf((errors ?? []) as never))),
      error: (problem) => ended(explained(problem)),
      complete: () => {},
    },
  )
}

function explained(problem: unknown): Failure {
  if (Array.isArray(problem)) return failureOf(problem)
  if (!isClose(problem)) return new Failure('INTERNAL', 'The stream broke off.')
  if (problem.code === UNAUTHORIZED) signedOut.tell()
  return new Failure('CLOSED', `The stream was closed: ${problem.code} ${problem.reason}`)
}
