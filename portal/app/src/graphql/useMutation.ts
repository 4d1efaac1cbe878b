import { useAct } from '../useAct'
import { ask, changed, type Document } from './ask'

// useMutation answers run, which answers the data, or undefined when it failed. What went wrong is shown by whoever shows
// `failure`; pages that show what may have changed read it again.
export function useMutation<R, I>(document: Document<R, { input: I }>) {
  const act = useAct()
  const mutate = async (input: I) => {
    const data = await ask(document, { input })
    changed.tell()
    return data
  }
  return { ...act, run: (input: I) => act.run(() => mutate(input)) }
}
