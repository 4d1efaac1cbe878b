import { useState } from 'preact/hooks'
import { ask, changed, type Document } from './ask'
import { Failure, unreachable } from './failure'

// useMutation answers run, which does it once at a time and answers the data, or undefined when it failed. What went wrong
// is shown by whoever shows `failure`.
export function useMutation<R, I>(document: Document<R, { input: I }>) {
  const [state, setState] = useState<{ busy: boolean; failure?: Failure }>({ busy: false })

  async function run(input: I): Promise<R | undefined> {
    if (state.busy) return undefined
    setState({ busy: true })
    try {
      const data = await ask(document, { input })
      setState({ busy: false })
      changed.tell()
      return data
    } catch (failure) {
      setState({ busy: false, failure: failure instanceof Failure ? failure : unreachable() })
      return undefined
    }
  }

  return { ...state, run, clear: () => setState({ busy: false }) }
}
