import type { ComponentChildren } from 'preact'
import type { EntryFragment } from '../documents/generated'
import type { List } from '../graphql/useList'
import { Avatar } from '../parts/Avatar'
import { Empty } from '../parts/Empty'
import { Loading } from '../parts/Loading'
import { More } from '../parts/More'
import { Problem } from '../parts/Problem'
import { Time } from '../parts/Time'
import { fieldOf, kindOf, verbOf } from './sentence'

// Entries shows an audit log; the children say what will be in it while it is empty.
export function Entries({ list, children }: { list: List<EntryFragment>; children: ComponentChildren }) {
  const items = list.data?.items
  return (
    <>
      <Problem failure={list.failure} again={list.reload} />
      {!items && !list.failure && <Loading rows={6} />}
      {items?.length === 0 && <Empty title="Nothing yet"><p>{children}</p></Empty>}
      <ul class="list">{items?.map((entry) => <Row key={entry.id} entry={entry} />)}</ul>
      <More list={list} />
    </>
  )
}

function Row({ entry: { action, actor, actorName, target, changes, createdAt } }: { entry: EntryFragment }) {
  return (
    <li class="row">
      <Avatar id={actor?.id ?? '0'} name={actorName} />
      <span class="row-text">
        <span><bdi class="row-title">{actorName}</bdi> {verbOf(action, target.kind)} {target.kind !== 'INVITATION' && `the ${kindOf(target.kind)} `}<bdi class="row-title">{target.name}</bdi></span>
        {changes.map(({ field, before, after }) => (
          <span key={field} class="row-detail">{fieldOf(field)}: <Value text={before} /> → <Value text={after} /></span>
        ))}
      </span>
      <span class="row-aside"><Time at={createdAt} /></span>
    </li>
  )
}

const Value = ({ text }: { text: string | null }) => (text === null ? <em>nothing</em> : <bdi>{text}</bdi>)
