import type { List } from '../graphql/useList'

// ShowMoreButton loads the next page of a list, if there is one.
export function ShowMoreButton<T>({ list }: { list: List<T> }) {
  if (!list.data?.hasMore) return null
  return <button type="button" class="more" onClick={list.showMore}>Show more</button>
}
