import { createContext } from 'preact'
import { Failure } from '../graphql/Failure'

// Return is what came of going to the provider to link the account: done, unless there is a failure.
export interface Return {
  failure?: Failure
}

interface Provider {
  name?: string
  issuer?: string
  back?: Return
  seen: () => void // back is told once
}

// ProviderContext is the OpenID provider that people may sign in with, if there is one, and what came of going there just now.
export const ProviderContext = createContext<Provider>({ seen: () => {} })

type Sentences = Record<string, (name: string, retry: string) => string>

const signingIn: Sentences = {
  CANCELLED: (name, retry) => `You are not signed in: you cancelled at ${name}, or it does not let you use Chattr. ${retry}`,
  UNAUTHENTICATED: (_, retry) => `Signing in took too long, or began in another window. ${retry}`,
  ACCOUNT_DISABLED: () => 'Your account is disabled; an administrator of this installation can enable it again.',
  FORBIDDEN: (name) => `${name} knows you, but you have no account here yet: ask somebody who is here for an invitation link. Or do you have one? Sign in to it, and link ${name} on its account page.`,
  NOT_FOUND: () => 'This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.',
  CONFLICT: (_, retry) => `Somebody took the name for your new account just now. ${retry}`,
  LIMIT_REACHED: () => 'The server you are invited to is full. Tell who invited you.',
  PROVIDER_UNAVAILABLE: (name, retry) => `${name} does not answer as it should. ${soon(retry)} If it stays so, tell who runs this Chattr: the log says why.`,
}

const linking: Sentences = {
  CANCELLED: (name) => `Nothing was linked: you cancelled at ${name}, or it does not let you use Chattr.`,
  SIGNED_OUT: () => 'Nothing was linked: you are not signed in any more. Sign in, and try again.',
  UNAUTHENTICATED: (_, retry) => `Nothing was linked: it took too long, or you signed in anew meanwhile. ${retry}`,
  CONFLICT: (name) => `Nothing was linked: that account of ${name} signs in somebody else here. Use another one of yours, or have it unlinked there first.`,
  LIMIT_REACHED: (name) => `Nothing was linked: you are linked to another account of ${name} already. Unlink that first.`,
  PROVIDER_UNAVAILABLE: (name, retry) => `Nothing was linked: ${name} does not answer as it should. ${soon(retry)} If it stays so, tell who runs this Chattr: the log says why.`,
}

const soon = (retry: string) => retry.replace(/\.$/, ' in a moment.')

const otherwise: Record<string, (retry: string) => string> = {
  link: (retry) => `Nothing was linked: something went wrong here. ${retry}`,
  signIn: (retry) => `You are not signed in: something went wrong here. ${retry}`,
}

// failureToStart is one at the start, in the same words where it is the provider's.
export const failureToStart = (name: string, flow: string, failure?: Failure) =>
  failure?.code === 'PROVIDER_UNAVAILABLE' ? failureAt(name, failure.code, flow) : failure

// failureAt says what a code in the address means, after coming back from the provider.
export function failureAt(name = 'The provider', code: string, flow?: string): Failure {
  const link = flow === 'link'
  const retry = flow === 'invitation' ? 'Open the invitation link again.' : 'Try again.'
  const sentence = (link ? linking : signingIn)[code]?.(name, retry) ?? otherwise[link ? 'link' : 'signIn']!(retry)
  return new Failure(`PROVIDER_${code}`, sentence)
}
