import { useRef, useState } from 'preact/hooks'
import type { Document } from './client'
import type { Connection } from './pagesExchange'
import { usePolling } from './refresh'
import { type QueryState, useQuery } from './useQuery'

interface Items<T> {
  items: T[]
  hasMore: boolean
}

export interface List<T> extends QueryState<Items<T> | null> {
  showMore: () => void
}

const doNothing = async () => {}

// useList reads a connection page by page: the first page, and one more after each showMore; all pages if `all` is set. Its data is
// null if the viewer may not see the connection. While the page is visible, a list of one page is polled.
export function useList<R, V extends { after?: string | null }, T>(
  document: Document<R, V>, variables: Omit<V, 'after'>, connectionOf: (data: R) => Connection<T> | null | undefined, all = false,
): List<T> {
  const { isFirst, ...list } = usePages(document, variables, connectionOf, all)
  usePolling(all || !isFirst ? doNothing : list.poll)
  return list
}

// useNewest is useList from the other end: the newest items come first. It is not polled.
export function useNewest<R, V extends { before?: string | null }, T>(
  document: Document<R, V>, variables: Omit<V, 'before'>, connectionOf: (data: R) => Connection<T> | null | undefined,
): List<T> {
  const { isFirst, data, ...list } = usePages(document, variables, connectionOf, false)
  return { ...list, data: data && { ...data, items: data.items.toReversed() } }
}

function usePages<R, T>(document: Document<R, any>, variables: object, connectionOf: (data: R) => Connection<T> | null | undefined, all: boolean) {
  const key = document.toString() + JSON.stringify(variables)
  const [wanted, setWanted] = useState({ key, pages: 1 })
  const pages = all ? Infinity : wanted.key === key ? wanted.pages : 1
  const query = useQuery(document, { ...variables, pages })
  // While one more page is read, the pages before it stay.
  const shown = useRef<{ key: string; data?: R }>({ key })
  if (query.data !== undefined || shown.current.key !== key) shown.current = { key, data: query.data }
  const data = shown.current.data && itemsOf(connectionOf(shown.current.data))
  return { ...query, data, showMore: () => setWanted({ key, pages: pages + 1 }), isFirst: pages === 1 }
}

function itemsOf<T>(connection: Connection<T> | null | undefined): Items<T> | null {
  if (!connection) return null
  const { edges, pageInfo } = connection
  return { items: edges.map(({ node }) => node), hasMore: 'hasNextPage' in pageInfo ? pageInfo.hasNextPage : pageInfo.hasPreviousPage }
}
