import { AuditLogDocument, type AuditLogQuery } from '../documents/generated'
import { fieldOf, kindOf, verbOf } from '../audit/sentence'
import { useNewest } from '../graphql/useList'
import { Avatar } from '../parts/Avatar'
import { Empty } from '../parts/Empty'
import { Loading } from '../parts/Loading'
import { More } from '../parts/More'
import { PageHead } from '../parts/PageHead'
import { Problem } from '../parts/Problem'
import { Time } from '../parts/Time'
import { Missing } from './Missing'

type Entry = NonNullable<NonNullable<AuditLogQuery['server']>['auditLog']>['edges'][number]['node']

export function AuditLog({ serverId }: { serverId: string }) {
  const list = useNewest(AuditLogDocument, { serverId }, ({ server }) => server?.auditLog)
  if (list.data === null) return <Missing what="server" />
  const items = list.data?.items
  return (
    <div class="page">
      <PageHead title="Audit log">Who did what on this server, newest first.</PageHead>
      <Problem failure={list.failure} again={list.reload} />
      {!items && !list.failure && <Loading rows={6} />}
      {items?.length === 0 && <Empty title="Nothing yet"><p>Each change of channels, webhooks and the server itself is written down here.</p></Empty>}
      <ul class="list">{items?.map((entry) => <Row key={entry.id} entry={entry} />)}</ul>
      <More list={list} />
    </div>
  )
}

function Row({ entry: { action, actor, actorName, target, changes, createdAt } }: { entry: Entry }) {
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
