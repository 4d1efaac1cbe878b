import { Entries } from './AuditEntries'
import { InstallationLogDocument } from '../documents/generated'
import { useNewest } from '../graphql/useList'
import { PageHead } from '../components/PageHeader'
import { to } from '../route'
import { Missing } from '../layout/NotFound'

export function InstallationLog() {
  const list = useNewest(InstallationLogDocument, {}, ({ auditLog }) => auditLog)
  if (list.data === null) return <Missing />
  return (
    <div class="page">
      <PageHead title="Audit log of accounts" action={<a class="button" href={to.accounts}>Accounts</a>}>What was done to accounts, newest first.</PageHead>
      <Entries list={list}>Each account that is disabled, enabled or made an administrator, linked to an OpenID provider or unlinked, and each sign-in link that is made, is written down here.</Entries>
    </div>
  )
}
