// Lists of several pages. A query with the variable `pages`, which is not sent, reads that many pages of its connection, one after
// the other, and its result holds the edges of all of them.
import { type Client, createRequest, type Exchange, type Operation, type OperationResult } from '@urql/preact'
import { filter, fromValue, merge, mergeMap, pipe, type Source, take, takeUntil } from 'wonka'

export interface Connection<T> {
  edges: { node: T }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null } | { hasPreviousPage: boolean; startCursor: string | null }
}

const isList = ({ kind, variables }: Operation) => kind === 'query' && 'pages' in (variables ?? {})

export const pagesExchange: Exchange = ({ client, forward }) => (operations$) => {
  const endOf = (operation: Operation) => pipe(operations$, filter(({ kind, key }) => kind === 'teardown' && key === operation.key))
  const lists$ = pipe(operations$, filter(isList), mergeMap((operation) => pipe(readPages(client, operation), takeUntil(endOf(operation)))))
  const others$ = pipe(operations$, filter((operation) => !isList(operation)), forward)
  return merge([lists$, others$])
}

function readPages(client: Client, operation: Operation, number = 1, cursor: Cursor = {}, earlier?: unknown): Source<OperationResult> {
  const { pages, ...variables } = operation.variables as { pages: number }
  const request = createRequest(operation.query, { ...variables, ...cursor })
  return pipe(
    client.executeQuery(request, { requestPolicy: 'network-only' }),
    filter(({ stale }) => !stale),
    take(1),
    mergeMap((result) => {
      const data = result.data && joined(earlier, result.data)
      const next = data && number < pages ? nextCursor(data) : undefined
      return next ? readPages(client, operation, number + 1, next, data) : fromValue({ ...result, operation, data })
    }),
  )
}

// joined returns the data of a page, with the edges of the pages before it.
function joined(earlier: unknown, data: unknown) {
  const before = connectionIn(earlier)
  if (!before) return data
  const copy = structuredClone(data)
  const connection = connectionIn(copy)
  if (connection) connection.edges = 'hasNextPage' in connection.pageInfo ? [...before.edges, ...connection.edges] : [...connection.edges, ...before.edges]
  return copy
}

type Cursor = { after?: string | null; before?: string | null }

function nextCursor(data: unknown): Cursor | undefined {
  const page = connectionIn(data)?.pageInfo
  if (!page) return undefined
  if ('hasNextPage' in page) return page.hasNextPage ? { after: page.endCursor } : undefined
  return page.hasPreviousPage ? { before: page.startCursor } : undefined
}

// connectionIn returns the first connection in the data of a response, or undefined.
function connectionIn(data: unknown): Connection<unknown> | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  if ('pageInfo' in data) return data as Connection<unknown>
  for (const value of Object.values(data)) {
    const found = connectionIn(value)
    if (found) return found
  }
  return undefined
}
