import { Failure } from '../graphql/failure'

const sentences: Record<string, string> = {
  CANCELLED: 'The sign-in was cancelled.',
  UNAUTHENTICATED: 'The sign-in took too long, or began in another browser. Try again.',
  ACCOUNT_DISABLED: 'Your account is disabled; an administrator of this installation can enable it again.',
  FORBIDDEN: 'You have no account here yet, and need an invitation to make one.',
  NOT_FOUND: 'The invitation does not work any more. Ask for another.',
  CONFLICT: 'Somebody else has the name or the address already.',
  PROVIDER_UNAVAILABLE: 'Your organisation’s sign-in does not answer. Try again in a moment.',
}

// providerFailure says what a code in the address means, after coming back from an OpenID provider.
export const providerFailure = (code: string) => new Failure(`PROVIDER_${code}`, sentences[code] ?? 'Signing in did not work.')
