import type { ComponentChildren } from 'preact'
import type { List } from '../graphql/useList'
import { Loading } from './Loading'
import { ShowMoreButton } from './ShowMoreButton'
import { FailureMessage } from './FailureMessage'

interface Props<T> {
  list: List<T>
  rows?: number // for how many it keeps space while it loads
  empty?: ComponentChildren // shown if there are no items
  children: (item: T) => ComponentChildren // the row of an item: an li with a key
}

// ItemList shows a list in each of its states: loading, failed, empty, or with more pages.
export function ItemList<T>({ list, rows, empty, children }: Props<T>) {
  const items = list.data?.items
  return (
    <>
      <FailureMessage failure={list.failure} retry={list.reload} />
      {!items && !list.failure && <Loading rows={rows} />}
      {items?.length === 0 && empty}
      <ul class="list">{items?.map(children)}</ul>
      <ShowMoreButton list={list} />
    </>
  )
}
