import { AuditEntries } from './AuditEntries'
import { AuditLogDocument } from '../documents/generated'
import { useNewest } from '../graphql/useList'
import { PageHeader } from '../components/PageHeader'
import { NotFound } from '../layout/NotFound'

export function AuditLogPage({ serverId }: { serverId: string }) {
  const list = useNewest(AuditLogDocument, { serverId }, ({ server }) => server?.auditLog)
  if (list.data === null) return <NotFound what="server" />
  return (
    <div class="page">
      <PageHeader title="Audit log">Who did what on this server, newest first.</PageHeader>
      <AuditEntries list={list}>Each change of channels, webhooks and the server itself is written down here.</AuditEntries>
    </div>
  )
}
