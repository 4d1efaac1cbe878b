import { useRef, useState } from 'preact/hooks'
import { useLook } from './again'
import { ask, type Document } from './ask'
import { type Answer, useRead } from './useQuery'

interface Forwards<T> {
  edges: { node: T }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

interface Backwards<T> {
  edges: { node: T }[]
  pageInfo: { hasPreviousPage: boolean; startCursor: string | null }
}

interface Pages<T> {
  items: T[]
  more: boolean
}

export interface List<T> extends Answer<Pages<T> | null> {
  showMore: () => void
  isFirst: boolean // no more than the first page is here
}

type Turn<T> = (cursor: string | null) => Promise<{ items: T[]; more: boolean; cursor: string | null } | null>

// nothing: what was asked for in full, or page after page, is not read again just to see whether it has changed.
const nothing = async () => {}

// useList reads a connection page by page: the first, and one more with each showMore; all of them with `all`. Its data is
// null where there is nothing to see. While the page is seen, its first page is read again now and then.
export function useList<R, V extends { after?: string | null }, T>(
  document: Document<R, V>, variables: Omit<V, 'after'>, connectionOf: (data: R) => Forwards<T> | null | undefined, all = false,
): List<T> {
  const list = usePages(document.toString() + JSON.stringify(variables), all, async (after) => {
    const page = connectionOf(await ask(document, { ...variables, after } as V))
    return page ? { items: nodes(page), more: page.pageInfo.hasNextPage, cursor: page.pageInfo.endCursor } : null
  })
  useLook(all || !list.isFirst ? nothing : list.look)
  return list
}

// useNewest is useList from the other end: the newest come first.
export function useNewest<R, V extends { before?: string | null }, T>(
  document: Document<R, V>, variables: Omit<V, 'before'>, connectionOf: (data: R) => Backwards<T> | null | undefined,
): List<T> {
  return usePages(document.toString() + JSON.stringify(variables), false, async (before) => {
    const page = connectionOf(await ask(document, { ...variables, before } as V))
    return page ? { items: nodes(page).reverse(), more: page.pageInfo.hasPreviousPage, cursor: page.pageInfo.startCursor } : null
  })
}

const nodes = <T>({ edges }: { edges: { node: T }[] }) => edges.map(({ node }) => node)

function usePages<T>(key: string, all: boolean, turn: Turn<T>): List<T> {
  const [wanted, setWanted] = useState({ key, pages: 1 })
  const pages = all ? Infinity : wanted.key === key ? wanted.pages : 1
  const answer = useRead(`${key} ${pages}`, () => read(turn, pages))
  // While one page more is read, those that are here stay.
  const shown = useRef<{ key: string; data?: Pages<T> | null }>({ key })
  if (answer.data !== undefined || shown.current.key !== key) shown.current = { key, data: answer.data }
  return { ...answer, data: shown.current.data, showMore: () => setWanted({ key, pages: pages + 1 }), isFirst: pages === 1 }
}

async function read<T>(turn: Turn<T>, pages: number): Promise<Pages<T> | null> {
  const items: T[] = []
  let cursor: string | null = null
  for (let page = 0; page < pages; page++) {
    const found: Awaited<ReturnType<Turn<T>>> = await turn(cursor)
    if (!found) return null
    items.push(...found.items)
    if (!found.more) return { items, more: false }
    cursor = found.cursor
  }
  return { items, more: true }
}
