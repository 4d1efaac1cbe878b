import { useState } from 'preact/hooks'
import { asFailure, type Failure } from './graphql/Failure'

// useAction returns run, which does what a form or a button asks for, one call at a time. It returns undefined if that failed, and
// sets failure.
export function useAction() {
  const [state, setState] = useState<{ busy: boolean; failure?: Failure }>({ busy: false })
  async function run<T>(action: () => Promise<T>): Promise<T | undefined> {
    if (state.busy) return undefined
    setState({ busy: true })
    try {
      const result = await action()
      setState({ busy: false })
      return result
    } catch (thrown) {
      setState({ busy: false, failure: asFailure(thrown) })
      return undefined
    }
  }
  return { ...state, run, clear: () => setState({ busy: false }) }
}
