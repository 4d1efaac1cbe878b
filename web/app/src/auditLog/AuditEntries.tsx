import { Fragment, type ComponentChildren } from 'preact'
import { ChannelDocument, type EntryFragment } from '../documents/generated'
import type { List } from '../graphql/useList'
import { useQuery } from '../graphql/useQuery'
import { Avatar } from '../components/Avatar'
import { EmptyState } from '../components/EmptyState'
import { ItemList } from '../components/ItemList'
import { TimeButton } from '../components/Time'
import { linesOf } from './changes'
import { sentenceOf, type Part } from './sentence'

// AuditEntries shows an audit log; the children say what will be in it while it is empty.
export function AuditEntries({ list, children }: { list: List<EntryFragment>; children: ComponentChildren }) {
  return (
    <ItemList list={list} rows={6} empty={<EmptyState title="Nothing yet"><p>{children}</p></EmptyState>}>
      {(entry) => <Row key={entry.id} entry={entry} />}
    </ItemList>
  )
}

function Row({ entry }: { entry: EntryFragment }) {
  const { actor, actorName, createdAt } = entry
  return (
    <li class="row">
      <Avatar id={actor?.id ?? '0'} name={actorName} />
      <span class="row-text">
        <span><bdi class="row-title">{actorName}</bdi> <Parts of={sentenceOf(entry)} names="row-title" /></span>
        {linesOf(entry).map((line, i) => <span key={i} class="row-detail"><Parts of={line} /></span>)}
      </span>
      <span class="row-aside"><TimeButton at={createdAt} /></span>
    </li>
  )
}

function Parts({ of: parts, names }: { of: Part[]; names?: string }) {
  return parts.map((part, i) => (
    <Fragment key={i}>{i > 0 && ' '}{typeof part === 'string' ? part : 'channel' in part ? <ChannelName id={part.channel} name={names} /> : <bdi class={names}>{part.name}</bdi>}</Fragment>
  ))
}

function ChannelName({ id, name }: { id: string; name?: string }) {
  const { data } = useQuery(ChannelDocument, { id })
  return data?.channel === null ? 'a channel that is gone' : <bdi class={name}>#{data?.channel.name}</bdi>
}
