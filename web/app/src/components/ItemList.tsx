import type { ComponentChildren } from 'preact'
import type { List } from '../graphql/useList'
import { Loading } from './Loading'
import { ShowMoreButton } from './ShowMoreButton'
import { FailureMessage } from './FailureMessage'

interface Props<T> {
  list: List<T>
  rows?: number // that it keeps room for while it is on its way
  empty?: ComponentChildren // what there is to say when there is nothing
  children: (item: T) => ComponentChildren // its row, an li with a key
}

// ItemList shows what a list has, whatever has become of it: on its way, failed, empty, or with more to come.
export function ItemList<T>({ list, rows, empty, children }: Props<T>) {
  const items = list.data?.items
  return (
    <>
      <FailureMessage failure={list.failure} again={list.reload} />
      {!items && !list.failure && <Loading rows={rows} />}
      {items?.length === 0 && empty}
      <ul class="list">{items?.map(children)}</ul>
      <ShowMoreButton list={list} />
    </>
  )
}
