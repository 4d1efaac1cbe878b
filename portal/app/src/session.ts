// Signing in and up: the server keeps the session in a cookie, which scripts cannot read. Passwords and the secrets of links
// travel in the bodies of these requests, and are kept nowhere.
import { failureOfProblem, unreachable } from './graphql/failure'

export interface User {
  id: string
  name: string
}

// Entrance says who is signed in, and how one gets in.
export interface Entrance {
  user: User | null
  signUp: 'invited' | 'open'
  openId: boolean
}

export interface Account {
  name: string
  password: string
  email: string | null
  invitation?: string // the secret of its link
}

// Invitation is what an invitation's link is for.
export interface Invitation {
  server: string
  creator: string
  expiresAt: string
}

async function request<T>(method: string, path: string, body?: object): Promise<T> {
  const headers: HeadersInit = body ? { 'content-type': 'application/json' } : {}
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) }).catch(() => null)
  if (!response) throw unreachable()
  const answer = response.status === 204 ? {} : await response.json().catch(() => null)
  if (!answer) throw unreachable()
  if (!response.ok) throw failureOfProblem(answer)
  return answer
}

export const entrance = () => request<Entrance>('GET', 'session')
export const signInWithLink = (secret: string) => request<Entrance>('POST', 'session', { secret })
export const signIn = (login: string, password: string) => request<Entrance>('POST', 'session', { login, password })
export const signUp = (account: Account) => request<{ user: User; serverId: string | null }>('POST', 'sign-up', account)
export const signOut = (everywhere = false) => request('DELETE', everywhere ? 'session?everywhere=true' : 'session')
export const invitationOf = (secret: string) => request<Invitation>('POST', 'invitation', { secret })
export const startOpenID = (invitation?: string) => request<{ url: string }>('POST', 'oidc/start', { invitation: invitation ?? '', link: false })
export const changePassword = (current: string | null, next: string) => request('PUT', 'password', { current, new: next })

// takeSecret takes the secret of a sign-in link or an invitation, or what went wrong at a provider, out of the address.
// SECURITY: it leaves the address bar and the history before anything else happens; browsers send a fragment to nobody.
export function takeSecret(): { signIn?: string; invite?: string; error?: string } {
  const fragment = new URLSearchParams(location.hash.slice(1))
  const found = { signIn: fragment.get('sign-in') ?? undefined, invite: fragment.get('invite') ?? undefined, error: fragment.get('sign-in-error') ?? undefined }
  if (found.signIn || found.invite || found.error) history.replaceState(null, '', location.pathname + location.search)
  return found
}
