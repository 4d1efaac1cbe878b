// Sign-in and sign-up. The server keeps the session in a cookie that scripts cannot read. Passwords and the secrets of links are sent in
// the bodies of these requests. The pages keep none of them, except the secret of an invitation while the user decides about it.
import { emitter } from '../emitter'
import { failureOfProblem, unreachable } from '../graphql/Failure'

// sessionEnded is emitted when the user has ended the session on one of the pages, userRenamed when the user has another name.
export const sessionEnded = emitter()
export const userRenamed = emitter()

export interface User {
  id: string
  name: string
}

// Session describes the signed-in user, if there is one, and the ways to sign in.
export interface Session {
  user: User | null
  signUp: 'invited' | 'open'
  openId: boolean
  openIdName?: string // the name of the provider
  openIdIssuer?: string
}

export interface NewAccount {
  name: string
  password: string
  email: string | null
  invitation?: string // the secret of its link
}

// Invitation describes the server that an invitation link leads to.
export interface Invitation {
  server: string
  creator: string
  expiresAt: string
}

// InvitationWithSecret is an invitation whose link the user has opened.
export interface InvitationWithSecret extends Invitation {
  secret: string
}

async function request<T>(method: string, path: string, body?: object): Promise<T> {
  const headers: HeadersInit = body ? { 'content-type': 'application/json' } : {}
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) }).catch(() => null)
  if (!response) throw unreachable()
  const content = response.status === 204 ? {} : await response.json().catch(() => null)
  if (!content) throw unreachable()
  if (!response.ok) throw failureOfProblem(content)
  return content
}

export const readSession = () => request<Session>('GET', 'session')
export const signInWithLink = (secret: string) => request<Session>('POST', 'session', { secret })
export const signIn = (login: string, password: string) => request<Session>('POST', 'session', { login, password })
export const signUp = (account: NewAccount) => request<{ user: User; serverId: string | null }>('POST', 'sign-up', account)
export const signOut = (everywhere = false) => request('DELETE', everywhere ? 'session?everywhere=true' : 'session')
export const readInvitation = (secret: string) => request<Invitation>('POST', 'invitation', { secret })
export const startOpenID = (invitation?: string) => request<{ url: string }>('POST', 'oidc/start', { invitation: invitation ?? '' })
export const startLinking = (current: string | null) => request<{ url: string }>('POST', 'oidc/start', { link: true, current })
// reauthenticate returns the reauthentication token that the API requires for a change of sign-in settings.
export const reauthenticate = (current: string | null) => request<{ proof: string }>('POST', 'proof', { current })
export const changePassword = (current: string | null, next: string) => request('PUT', 'password', { current, new: next })

// LinkParameters are the parameters in the address of a link that can be used once.
export interface LinkParameters {
  signIn?: string // the secret of a sign-in link
  invite?: string // the secret of an invitation
  linked?: boolean // the provider has linked the account
  error?: string // the code of a failure at the provider
  flow?: string // the flow that failed there: link, invitation, or sign-in if it is empty
}

// hasLinkParameters reports whether the fragment of an address holds any of them.
export const hasLinkParameters = (hash: string) => /^#(sign-in|invite|linked|sign-in-error)=/.test(hash)

// takeLinkParameters removes the parameters from the address and returns them. An invitation stays in the state of the history until it
// is used, so that it survives a reload of the page.
// SECURITY: against leaks, a secret leaves the address bar and the history before anything else happens. Browsers send no fragment to
// a server.
export function takeLinkParameters(): LinkParameters {
  if (!hasLinkParameters(location.hash)) return { invite: history.state?.invite }
  const fragment = new URLSearchParams(location.hash.slice(1))
  const parameter = (name: string) => fragment.get(name) ?? undefined
  const invite = parameter('invite')
  history.replaceState(invite ? { invite } : null, '', location.pathname + location.search)
  return { signIn: parameter('sign-in'), invite, linked: fragment.has('linked'), error: parameter('sign-in-error'), flow: parameter('flow') }
}

// removeInvitation removes an invitation that was used, declined or refused from the state of the history.
export const removeInvitation = () => history.replaceState(null, '')
