import { useAct } from '../useAct'
import { ask, changed, type Document } from './ask'
import { Failure } from './failure'

// Codes that say that what the page shows is old: what was acted on is gone, or is not for the viewer any more.
const old = ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT']

// useMutation answers run, which answers the data, or undefined when it failed. What went wrong is shown by whoever shows
// `failure`; pages that show what may have changed read it again, but for one that says that it changes nothing of theirs.
export function useMutation<R, I>(document: Document<R, { input: I }>, changes = true) {
  const act = useAct()
  async function mutate(input: I) {
    try {
      const data = await ask(document, { input })
      if (changes) changed.tell()
      return data
    } catch (failure) {
      if (failure instanceof Failure && old.includes(failure.code)) changed.tell()
      throw failure
    }
  }
  return { ...act, run: (input: I) => act.run(() => mutate(input)) }
}
