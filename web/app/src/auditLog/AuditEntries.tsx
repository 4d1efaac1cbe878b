import { Fragment, type ComponentChildren } from 'preact'
import { ChannelDocument, type EntryFragment } from '../documents/generated'
import type { List } from '../graphql/useList'
import { useQuery } from '../graphql/useQuery'
import { Avatar } from '../components/Avatar'
import { EmptyState } from '../components/EmptyState'
import { ItemList } from '../components/ItemList'
import { TimeButton } from '../components/TimeButton'
import { linesOf } from './changes'
import { sentenceOf, type Part } from './sentence'

// AuditEntries shows an audit log. While it is empty, the children describe what it will contain.
export function AuditEntries({ list, children }: { list: List<EntryFragment>; children: ComponentChildren }) {
  return (
    <ItemList list={list} rows={6} empty={<EmptyState title="No entries yet"><p>{children}</p></EmptyState>}>
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
        <span><bdi class="row-title">{actorName}</bdi> <Parts of={sentenceOf(entry)} nameClass="row-title" /></span>
        {linesOf(entry).map((line, i) => <span key={i} class="row-detail"><Parts of={line} /></span>)}
      </span>
      <span class="row-aside"><TimeButton at={createdAt} /></span>
    </li>
  )
}

// Parts shows the parts of a sentence. The class is that of the names in it.
function Parts({ of: parts, nameClass }: { of: Part[]; nameClass?: string }) {
  return parts.map((part, i) => (
    <Fragment key={i}>{i > 0 && ' '}{typeof part === 'string' ? part : 'channel' in part ? <ChannelName id={part.channel} nameClass={nameClass} /> : <bdi class={nameClass}>{part.name}</bdi>}</Fragment>
  ))
}

function ChannelName({ id, nameClass }: { id: string; nameClass?: string }) {
  const { data } = useQuery(ChannelDocument, { id })
  return data?.channel === null ? 'a deleted channel' : <bdi class={nameClass}>#{data?.channel.name}</bdi>
}
