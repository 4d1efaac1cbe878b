import { AuditEntries } from './AuditEntries'
import { InstallationLogDocument } from '../documents/generated'
import { useNewest } from '../graphql/useList'
import { PageHeader } from '../components/PageHeader'
import { to } from '../route'
import { NotFound } from '../layout/NotFound'

// InstallationLogPage shows the audit log of the installation, for its administrators.
export function InstallationLogPage() {
  const list = useNewest(InstallationLogDocument, {}, ({ auditLog }) => auditLog)
  if (list.data === null) return <NotFound />
  return (
    <div class="page">
      <PageHeader title="Audit log of accounts" action={<a class="button" href={to.accounts}>Accounts</a>}>The changes of accounts, newest first.</PageHeader>
      <AuditEntries list={list}>This log records each account that is disabled, enabled, made an administrator, linked to an OpenID provider or unlinked, and each sign-in link that is created.</AuditEntries>
    </div>
  )
}
