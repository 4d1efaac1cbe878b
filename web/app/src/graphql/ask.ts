// Queries and mutations over HTTP, as the session's user.
import type { TypedDocumentString } from '../documents/generated'
import { signal } from '../signal'
import { type Failure, failureOf, failureOfProblem, unreachable } from './failure'

export type Document<R, V> = TypedDocumentString<R, V>

// changed: a mutation was made, so what is shown may be old. signedOut: the session is no longer good. leaving: the viewer
// has ended it here. renamed: the viewer has another name.
export const changed = signal()
export const signedOut = signal()
export const leaving = signal()
export const renamed = signal()

// instance says whether the instance of Chattr did its work when it was last asked, and tells when that has changed.
const changes = signal()
export const instance = { answers: true, listen: changes.listen }

export function instanceAnswers(answers: boolean) {
  if (instance.answers === answers) return
  instance.answers = answers
  changes.tell()
}

const graphqlURL = new URL('graphql', document.baseURI)
const PATIENCE = 20_000 // ms for a query, on a connection that has died in silence; what a mutation did is not known then

// ask answers the data, or throws a Failure. What is null for want of a permission is null in the data and no Failure.
export async function ask<R, V>(document: Document<R, V>, variables: V): Promise<R> {
  try {
    const data = await answerTo(document, variables)
    instanceAnswers(true)
    return data
  } catch (failure) {
    instanceAnswers(!(failure as Failure).passing)
    throw failure
  }
}

async function answerTo<R, V>(document: Document<R, V>, variables: V): Promise<R> {
  const query = document.toString()
  const { data, errors = [] } = await send(JSON.stringify({ query, variables }), /^\s*query\b/.test(query) ? AbortSignal.timeout(PATIENCE) : undefined)
  if (errors.some((error: { extensions?: { code?: string } }) => error.extensions?.code === 'UNAUTHENTICATED')) signedOut.tell()
  if (!data) throw failureOf(errors)
  return data
}

async function send(body: string, signal?: AbortSignal) {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' }
  const response = await fetch(graphqlURL, { method: 'POST', headers, body, signal }).catch(() => null)
  const answer = await response?.json().catch(() => null)
  if (!answer) throw unreachable()
  if (answer.data === undefined && !Array.isArray(answer.errors)) throw failureOfProblem(answer)
  return answer
}
