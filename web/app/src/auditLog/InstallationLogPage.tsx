import { AuditEntries } from './AuditEntries'
import { InstallationLogDocument } from '../documents/generated'
import { useNewest } from '../graphql/useList'
import { PageHeader } from '../components/PageHeader'
import { to } from '../route'
import { NotFound } from '../layout/NotFound'

export function InstallationLogPage() {
  const list = useNewest(InstallationLogDocument, {}, ({ auditLog }) => auditLog)
  if (list.data === null) return <NotFound />
  return (
    <div class="page">
      <PageHeader title="Audit log of accounts" action={<a class="button" href={to.accounts}>Accounts</a>}>What was done to accounts, newest first.</PageHeader>
      <AuditEntries list={list}>Each account that is disabled, enabled or made an administrator, linked to an OpenID provider or unlinked, and each sign-in link that is made, is written down here.</AuditEntries>
    </div>
  )
}
