// Subscriptions over one WebSocket (graphql-transport-ws), with the session cookie of the user.
import { createClient, type Client } from 'graphql-ws'
import { emitter } from '../emitter'
import { signedOut, type Document } from './client'
import { Failure, failureOfErrors } from './Failure'

// connection reports whether the socket is open, and emits when that changes.
const connectionChanges = emitter()
export const connection = { open: false, listen: connectionChanges.listen }

function setConnectionOpen(open: boolean) {
  connection.open = open
  connectionChanges.emit()
}

function socketURL() {
  const url = new URL('graphql', document.baseURI)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}

const isClose = (reason: unknown): reason is CloseEvent => reason instanceof CloseEvent
const UNAUTHORIZED = 4401

// By default graphql-ws stops after a few failed attempts to connect. Here it retries until the server ends the subscription.
let client: Client | undefined
function socket() {
  return (client ??= createClient({
    url: socketURL(),
    retryAttempts: Infinity,
    shouldRetry: (reason) => !(isClose(reason) && reason.code === UNAUTHORIZED),
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** retries, 5000) * (0.5 + Math.random()))),
    on: { connected: () => setConnectionOpen(true), closed: () => setConnectionOpen(false) },
  }))
}

// disconnect closes the socket, for example at sign-out. The next subscription opens another.
export function disconnect() {
  void client?.dispose()
  client = undefined
}

// subscribe calls next with each event until the returned function is called, or calls ended with the reason. After a lost connection
// the variables are sent again: a caller that sets `after` to the cursor of each event misses none.
export function subscribe<R, V extends object>(document: Document<R, V>, variables: V, next: (data: R) => void, ended: (reason: Failure) => void) {
  return socket().subscribe<R>(
    { query: document.toString(), variables: variables as Record<string, unknown> },
    {
      next: ({ data, errors }) => (data ? next(data) : ended(failureOfErrors((errors ?? []) as never))),
      error: (reason) => ended(failureOfReason(reason)),
      complete: () => {},
    },
  )
}

function failureOfReason(reason: unknown): Failure {
  if (Array.isArray(reason)) return failureOfErrors(reason)
  if (!isClose(reason)) return new Failure('INTERNAL', 'The connection ended with an error.')
  if (reason.code === UNAUTHORIZED) signedOut.emit()
  return new Failure('CLOSED', `The connection was closed: ${reason.code} ${reason.reason}`)
}
