import { ask, changed, type Document } from '../graphql/ask'
import { prove } from '../session'
import { useAct } from '../useAct'

// useProven answers run, which changes how one signs in: the password, '' for none, is exchanged for a proof first.
export function useProven<R, I extends { proof?: string | null }>(document: Document<R, { input: I }>) {
  const act = useAct()
  async function mutate(current: string, input: Omit<I, 'proof'>) {
    const { proof } = await prove(current || null)
    const data = await ask(document, { input: { ...input, proof } as I })
    changed.tell()
    return data
  }
  return { ...act, run: (current: string, input: Omit<I, 'proof'>) => act.run(() => mutate(current, input)) }
}
