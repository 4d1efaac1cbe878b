import { type Document, mutate, queryCache } from '../graphql/client'
import { reauthenticate } from '../signIn/session'
import { useAction } from '../useAction'

// useReauthenticatedMutation answers run, which changes how one signs in: the password, '' for none, is exchanged for a proof first.
export function useReauthenticatedMutation<R, I extends { proof?: string | null }>(document: Document<R, { input: I }>) {
  const act = useAction()
  async function change(current: string, input: Omit<I, 'proof'>) {
    const { proof } = await reauthenticate(current || null)
    const data = await mutate(document, { ...input, proof } as I)
    queryCache.refreshAfterMutation()
    return data
  }
  return { ...act, run: (current: string, input: Omit<I, 'proof'>) => act.run(() => change(current, input)) }
}
