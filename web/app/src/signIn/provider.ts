import { createContext } from 'preact'
import { Failure } from '../graphql/Failure'

// LinkResult is the result of an attempt to link the account: it worked, unless there is a failure.
export interface LinkResult {
  failure?: Failure
}

interface Provider {
  name?: string
  issuer?: string
  linkResult?: LinkResult
  clearLinkResult: () => void // it is shown once
}

// ProviderContext is the OpenID provider, if there is one, and the result of the last attempt to link the account to it.
export const ProviderContext = createContext<Provider>({ clearLinkResult: () => {} })

type Sentences = Record<string, (name: string, retry: string) => string>

const signInSentences: Sentences = {
  CANCELLED: (name, retry) => `You are not signed in: you cancelled at ${name}, or it does not let you use Chattr. ${retry}`,
  UNAUTHENTICATED: (_, retry) => `The sign-in took too long, or it started in another window. ${retry}`,
  ACCOUNT_DISABLED: () => 'Your account is disabled. Ask an administrator of this installation to enable it.',
  FORBIDDEN: (name) => `${name} knows you, but you have no account here yet. Ask a member for an invitation link. If you have an account, sign in to it, and link ${name} on its Account page.`,
  NOT_FOUND: () => 'This invitation is no longer valid: it was used, was revoked or has expired. Ask for a new one.',
  CONFLICT: (_, retry) => `Another person has just taken the name for your new account. ${retry}`,
  LIMIT_REACHED: () => 'The server that you are invited to is full. Contact the person who invited you.',
  PROVIDER_UNAVAILABLE: (name, retry) => `${name} does not respond correctly. ${inAMoment(retry)} If this continues, contact your administrator: the reason is in the log.`,
}

const linkSentences: Sentences = {
  CANCELLED: (name) => `Nothing was linked: you cancelled at ${name}, or it does not let you use Chattr.`,
  SIGNED_OUT: () => 'Nothing was linked: you are no longer signed in. Sign in, and try again.',
  UNAUTHENTICATED: (_, retry) => `Nothing was linked: it took too long, or you signed in again meanwhile. ${retry}`,
  CONFLICT: (name) => `Nothing was linked: that account of ${name} is linked to another user here. Use another account of yours, or unlink that one first.`,
  LIMIT_REACHED: (name) => `Nothing was linked: you are already linked to another account of ${name}. Unlink that one first.`,
  PROVIDER_UNAVAILABLE: (name, retry) => `Nothing was linked: ${name} does not respond correctly. ${inAMoment(retry)} If this continues, contact your administrator: the reason is in the log.`,
}

const inAMoment = (retry: string) => retry.replace(/\.$/, ' in a moment.')

const unknownError: Record<'link' | 'signIn', (retry: string) => string> = {
  link: (retry) => `Nothing was linked: an unknown error occurred. ${retry}`,
  signIn: (retry) => `You are not signed in: an unknown error occurred. ${retry}`,
}

// withProviderName returns the failure of a start. If the provider is unavailable, its text names the provider.
export const withProviderName = (name: string, flow: string, failure?: Failure) =>
  failure?.code === 'PROVIDER_UNAVAILABLE' ? failureAtProvider(name, failure.code, flow) : failure

// failureAtProvider returns the failure for a code in the address with which the provider returned.
export function failureAtProvider(name = 'The provider', code: string, flow?: string): Failure {
  const link = flow === 'link'
  const retry = flow === 'invitation' ? 'Open the invitation link again.' : 'Try again.'
  const sentence = (link ? linkSentences : signInSentences)[code]?.(name, retry) ?? unknownError[link ? 'link' : 'signIn'](retry)
  return new Failure(`PROVIDER_${code}`, sentence)
}
