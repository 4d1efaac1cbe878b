import { useRef, useState } from 'preact/hooks'
import { ask, type Document } from './ask'
import { type Answer, useRead } from './useQuery'

interface Connection<T> {
  edges: { node: T }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

interface Pages<T> {
  items: T[]
  more: boolean
}

export interface List<T> extends Answer<Pages<T> | null> {
  showMore: () => void
}

// useList reads a connection page by page: the first, and one more with each showMore; all of them with `all`. Its data is
// null where there is nothing to see.
export function useList<R, V extends { after?: string | null }, T>(
  document: Document<R, V>, variables: Omit<V, 'after'>, connectionOf: (data: R) => Connection<T> | null | undefined, all = false,
): List<T> {
  const key = document.toString() + JSON.stringify(variables)
  const [wanted, setWanted] = useState({ key, pages: 1 })
  const pages = all ? Infinity : wanted.key === key ? wanted.pages : 1
  const size = useRef(pages)
  size.current = pages

  async function read(): Promise<Pages<T> | null> {
    const items: T[] = []
    let after: string | null = null
    for (let page = 0; page < size.current; page++) {
      const found = connectionOf(await ask(document, { ...variables, after } as V))
      if (!found) return null
      items.push(...found.edges.map(({ node }) => node))
      after = found.pageInfo.endCursor
      if (!found.pageInfo.hasNextPage) return { items, more: false }
    }
    return { items, more: true }
  }

  const answer = useRead(`${key} ${pages}`, read)
  const shown = useRef<{ key: string; data?: Pages<T> | null }>({ key })
  if (answer.data !== undefined || shown.current.key !== key) shown.current = { key, data: answer.data }
  return { ...answer, data: shown.current.data, showMore: () => setWanted({ key, pages: pages + 1 }) }
}
