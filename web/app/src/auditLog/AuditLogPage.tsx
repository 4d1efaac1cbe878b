import { Entries } from './AuditEntries'
import { AuditLogDocument } from '../documents/generated'
import { useNewest } from '../graphql/useList'
import { PageHead } from '../components/PageHeader'
import { Missing } from '../layout/NotFound'

export function AuditLog({ serverId }: { serverId: string }) {
  const list = useNewest(AuditLogDocument, { serverId }, ({ server }) => server?.auditLog)
  if (list.data === null) return <Missing what="server" />
  return (
    <div class="page">
      <PageHead title="Audit log">Who did what on this server, newest first.</PageHead>
      <Entries list={list}>Each change of channels, webhooks and the server itself is written down here.</Entries>
    </div>
  )
}
