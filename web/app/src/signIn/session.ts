// Signing in and up: the server keeps the session in a cookie, which scripts cannot read. Passwords and the secrets of links
// travel in the bodies of these requests, and are kept nowhere but for an invitation while it is being looked at.
import { emitter } from '../emitter'
import { failureOfProblem, unreachable } from '../graphql/Failure'

// sessionEnded is emitted when the user has ended the session on one of the pages, userRenamed when the user has another name.
export const sessionEnded = emitter()
export const userRenamed = emitter()

export interface User {
  id: string
  name: string
}

// Entrance says who is signed in, and how one gets in.
export interface Entrance {
  user: User | null
  signUp: 'invited' | 'open'
  openId: boolean
  openIdName?: string // what people call the provider
  openIdIssuer?: string
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
export const startOpenID = (invitation?: string) => request<{ url: string }>('POST', 'oidc/start', { invitation: invitation ?? '' })
export const startLinking = (current: string | null) => request<{ url: string }>('POST', 'oidc/start', { link: true, current })
// prove answers what the API takes of who changes how they sign in.
export const reauthenticate = (current: string | null) => request<{ proof: string }>('POST', 'proof', { current })
export const changePassword = (current: string | null, next: string) => request('PUT', 'password', { current, new: next })

// Found is what an address carries that is for once.
export interface Found {
  signIn?: string // the secret of a sign-in link
  invite?: string // that of an invitation
  linked?: boolean // back from the provider, to which the account is linked now
  error?: string // the code of what went wrong there
  flow?: string // at which: link, invitation, or just signing in
}

// hasLinkParameters says whether an address carries any of it.
export const hasLinkParameters = (hash: string) => /^#(sign-in|invite|linked|sign-in-error)=/.test(hash)

// takeLinkParameters takes it out of the address. An invitation that was not used yet is found again when the page is loaded again.
// SECURITY: it leaves the address bar and the history's addresses before anything else happens; browsers send a fragment to nobody.
export function takeLinkParameters(): Found {
  if (!hasLinkParameters(location.hash)) return { invite: history.state?.invite }
  const fragment = new URLSearchParams(location.hash.slice(1))
  const part = (name: string) => fragment.get(name) ?? undefined
  const invite = part('invite')
  history.replaceState(invite ? { invite } : null, '', location.pathname + location.search)
  return { signIn: part('sign-in'), invite, linked: fragment.has('linked'), error: part('sign-in-error'), flow: part('flow') }
}

// removeInvitation: it was used, or is not wanted, or no good.
export const removeInvitation = () => history.replaceState(null, '')
