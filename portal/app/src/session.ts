// Who is signed in: /session holds the cookie, which scripts cannot read.
import { Failure, unreachable } from './graphql/failure'

export interface User {
  id: string
  name: string
}

async function session(method: string, body?: object) {
  const headers: HeadersInit = body ? { 'content-type': 'application/json' } : {}
  const response = await fetch('session', { method, headers, body: body && JSON.stringify(body) }).catch(() => null)
  if (!response) throw unreachable()
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}))
  if (!response.ok) throw new Failure(answer.code ?? 'INTERNAL', answer.detail ?? unreachable().message)
  return answer as { user: User | null }
}

export const currentUser = async () => (await session('GET')).user
export const signInWithLink = async (secret: string) => (await session('POST', { secret })).user
export const signOut = () => session('DELETE')

// takeSecret takes the secret of a sign-in link out of the address.
// SECURITY: it leaves the address bar and the history before anything else happens; browsers send a fragment to nobody.
export function takeSecret(): string | null {
  const secret = new URLSearchParams(location.hash.slice(1)).get('sign-in')
  if (secret) history.replaceState(null, '', location.pathname + location.search)
  return secret
}
