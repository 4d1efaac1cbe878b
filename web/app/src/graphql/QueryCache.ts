import { type Client, type Exchange, makeOperation, type Operation, type OperationResult } from '@urql/preact'
import { filter, makeSubject, map, merge, onPush, pipe, share } from 'wonka'
import { failureOf } from './Failure'

// QueryCache is the urql exchange that holds in memory the last result of each query that a page has shown. A page that is opened
// again shows that result until the new one is here. A result that is equal to the last one keeps its data object, so that nothing
// is rendered again.
export class QueryCache {
  private client!: Client
  private readonly results = new Map<number, OperationResult>()
  private readonly active = new Map<number, Operation>() // the queries of mounted components
  private readonly inFlight = new Set<number>()
  private readonly outdated = new Set<number>() // in flight since before a mutation

  readonly exchange: Exchange = ({ client, forward }) => {
    this.client = client
    const repeated = makeSubject<Operation>()
    return (operations$) => {
      const all$ = pipe(operations$, onPush(this.track), share)
      const cached$ = pipe(all$, filter(this.isCached), map(this.serve))
      const requests$ = merge([pipe(all$, filter((operation) => !this.isCached(operation))), repeated.source])
      const responses$ = pipe(
        requests$,
        filter(this.isNotInFlight),
        forward,
        filter((result) => !this.repeatOutdated(result, repeated.next)),
        map(this.store),
      )
      return merge([cached$, responses$])
    }
  }

  // get returns the last result of the query with this key.
  get(key: number): OperationResult | undefined {
    return this.results.get(key)
  }

  // clear removes all results.
  clear() {
    this.results.clear()
  }

  // refresh reads the queries of all mounted components again. It does not repeat those that are in flight.
  readonly refresh = () => {
    for (const operation of this.active.values()) if (!this.inFlight.has(operation.key)) this.read(operation)
  }

  // refreshAfterMutation is refresh, and drops the responses of the queries in flight: they may be older than the mutation.
  readonly refreshAfterMutation = () => {
    for (const key of this.inFlight) if (this.active.has(key)) this.outdated.add(key)
    this.refresh()
  }

  private read(operation: Operation) {
    this.client.reexecuteOperation(makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }))
  }

  // track notes which queries are mounted. Those that are read once have the policy network-only.
  private readonly track = (operation: Operation) => {
    const { kind, key, context } = operation
    if (kind === 'query' && context.requestPolicy === 'cache-and-network') this.active.set(key, operation)
    if (kind === 'teardown') [this.active, this.inFlight, this.outdated].forEach((keys) => keys.delete(key))
  }

  private readonly isCached = ({ kind, key, context }: Operation) =>
    kind === 'query' && context.requestPolicy === 'cache-and-network' && this.results.has(key)

  private readonly isNotInFlight = ({ kind, key }: Operation) => {
    if (kind !== 'query') return true
    const isNew = !this.inFlight.has(key)
    this.inFlight.add(key)
    return isNew
  }

  private readonly serve = (operation: Operation): OperationResult => {
    this.read(operation)
    return { ...this.results.get(operation.key)!, operation, stale: true }
  }

  private repeatOutdated({ operation: { key } }: OperationResult, repeat: (operation: Operation) => void): boolean {
    this.inFlight.delete(key)
    if (!this.outdated.delete(key)) return false
    repeat(this.active.get(key)!)
    return true
  }

  // store stores a result. While the server is unavailable, the last data takes the place of the failure.
  private readonly store = (result: OperationResult): OperationResult => {
    const { operation, data, error } = result
    if (!this.active.has(operation.key)) return result
    const last = this.results.get(operation.key)
    if (data) {
      const equal = JSON.stringify(data) === JSON.stringify(last?.data)
      const stored = { ...result, data: equal ? last!.data : data, error: undefined }
      this.results.set(operation.key, stored)
      return stored
    }
    return last && failureOf(error).temporary ? { ...last, operation, stale: false } : { ...result, data: last?.data }
  }
}
