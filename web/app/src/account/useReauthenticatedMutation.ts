import { type Document, mutate, queryCache } from '../graphql/client'
import { reauthenticate } from '../signIn/session'
import { useAction } from '../useAction'

// useReauthenticatedMutation returns run, which runs a mutation of sign-in settings. It first exchanges the current password, '' for
// none, for a reauthentication token.
export function useReauthenticatedMutation<R, I extends { proof?: string | null }>(document: Document<R, { input: I }>) {
  const action = useAction()
  async function reauthenticateAndMutate(password: string, input: Omit<I, 'proof'>) {
    const { proof } = await reauthenticate(password || null)
    const data = await mutate(document, { ...input, proof } as I)
    queryCache.refreshAfterMutation()
    return data
  }
  return { ...action, run: (password: string, input: Omit<I, 'proof'>) => action.run(() => reauthenticateAndMutate(password, input)) }
}
