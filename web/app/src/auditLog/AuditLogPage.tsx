import { AuditEntries } from './AuditEntries'
import { AuditLogDocument } from '../documents/generated'
import { useNewest } from '../graphql/useList'
import { PageHeader } from '../components/PageHeader'
import { NotFound } from '../layout/NotFound'

// AuditLogPage shows the audit log of a server.
export function AuditLogPage({ serverId }: { serverId: string }) {
  const list = useNewest(AuditLogDocument, { serverId }, ({ server }) => server?.auditLog)
  if (list.data === null) return <NotFound what="server" />
  return (
    <div class="page">
      <PageHeader title="Audit log">The changes on this server, newest first.</PageHeader>
      <AuditEntries list={list}>This log records each change of channels, webhooks, members, roles and the server itself.</AuditEntries>
    </div>
  )
}
