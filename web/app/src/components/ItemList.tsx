import type { ComponentChildren } from 'preact'
import type { List } from '../graphql/useList'
import { Loading } from './Loading'
import { More } from './ShowMoreButton'
import { Problem } from './FailureMessage'

interface Props<T> {
  list: List<T>
  rows?: number // that it keeps room for while it is on its way
  empty?: ComponentChildren // what there is to say when there is nothing
  children: (item: T) => ComponentChildren // its row, an li with a key
}

// Items shows what a list has, whatever has become of it: on its way, failed, empty, or with more to come.
export function Items<T>({ list, rows, empty, children }: Props<T>) {
  const items = list.data?.items
  return (
    <>
      <Problem failure={list.failure} again={list.reload} />
      {!items && !list.failure && <Loading rows={rows} />}
      {items?.length === 0 && empty}
      <ul class="list">{items?.map(children)}</ul>
      <More list={list} />
    </>
  )
}
