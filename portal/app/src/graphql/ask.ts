// Queries and mutations over HTTP, as the session's user.
import type { TypedDocumentString } from '../documents/generated'
import { failureOf, failureOfProblem, unreachable } from './failure'

export type Document<R, V> = TypedDocumentString<R, V>

// Something that several pages wait for: call it to tell them, listen to be told. listen answers how to stop.
export function signal() {
  const listeners = new Set<() => void>()
  const tell = () => [...listeners].forEach((listener) => listener())
  const listen = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return { tell, listen }
}

// changed: a mutation was made, so what is shown may be old. signedOut: the session is no longer good. leaving: the viewer
// has ended it here.
export const changed = signal()
export const signedOut = signal()
export const leaving = signal()

const graphqlURL = new URL('graphql', document.baseURI)

// ask answers the data, or throws a Failure. What is null for want of a permission is null in the data and no Failure.
export async function ask<R, V>(document: Document<R, V>, variables: V): Promise<R> {
  const { data, errors = [] } = await send(JSON.stringify({ query: document.toString(), variables }))
  if (errors.some((error: { extensions?: { code?: string } }) => error.extensions?.code === 'UNAUTHENTICATED')) signedOut.tell()
  if (!data) throw failureOf(errors)
  return data
}

async function send(body: string) {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' }
  const response = await fetch(graphqlURL, { method: 'POST', headers, body }).catch(() => null)
  const answer = await response?.json().catch(() => null)
  if (!answer) throw unreachable()
  if (answer.data === undefined && !Array.isArray(answer.errors)) throw failureOfProblem(answer)
  return answer
}
