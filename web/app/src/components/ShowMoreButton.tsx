import type { List } from '../graphql/useList'

// More reads the next page of a list, where there is one.
export function More<T>({ list }: { list: List<T> }) {
  if (!list.data?.hasMore) return null
  return <button type="button" class="more" onClick={list.showMore}>Show more</button>
}
