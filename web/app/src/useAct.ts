import { useState } from 'preact/hooks'
import { asFailure, type Failure } from './graphql/failure'

// useAct answers run, which does something with a form, once at a time, and says in failure what went wrong.
export function useAct() {
  const [state, setState] = useState<{ busy: boolean; failure?: Failure }>({ busy: false })
  async function run<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (state.busy) return undefined
    setState({ busy: true })
    try {
      const done = await act()
      setState({ busy: false })
      return done
    } catch (thrown) {
      setState({ busy: false, failure: asFailure(thrown) })
      return undefined
    }
  }
  return { ...state, run, clear: () => setState({ busy: false }) }
}
