import { useAction } from '../useAction'
import { type Document, mutate, queryCache } from './client'
import { Failure } from './Failure'

// Codes that mean that the page shows old data: the object was deleted, or the viewer has lost access to it.
const outdatedCodes = ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT']

// useMutation returns run, which runs a mutation and returns its data, or undefined if it failed. The caller shows `failure`. All
// pages read their data again, unless the mutation changes nothing that a query returns.
export function useMutation<R, I>(document: Document<R, { input: I }>, changesQueries = true) {
  const action = useAction()
  async function runOnce(input: I) {
    try {
      const data = await mutate(document, input)
      if (changesQueries) queryCache.refreshAfterMutation()
      return data
    } catch (failure) {
      if (failure instanceof Failure && outdatedCodes.includes(failure.code)) queryCache.refreshAfterMutation()
      throw failure
    }
  }
  return { ...action, run: (input: I) => action.run(() => runOnce(input)) }
}
