import { useIsAdministrator } from '../administration/useIsAdministrator'
import type { CurrentServer } from '../layout/place'
import { Loading } from '../components/Loading'
import { PageHeader } from '../components/PageHeader'
import { DeleteServer } from './DeleteServer'
import { LeaveServer } from './LeaveServer'
import { RenameServer } from './RenameServer'
import { isAllowed, useUser } from '../user'

// ServerSettingsPage renames, leaves or deletes a server.
export function ServerSettingsPage({ server }: { server: CurrentServer | null }) {
  const isOwner = useUser().id === server?.owner.id
  const isAdministrator = useIsAdministrator()
  if (!server) return <div class="page"><PageHeader title="Settings" /><Loading /></div>
  return (
    <div class="page">
      <PageHeader title="Settings" />
      {isAllowed(server.viewerPermissions, 'MANAGE_SERVER') && <RenameServer key={server.id} server={server} />}
      {!isOwner && <LeaveServer server={server} />}
      {(isOwner || isAdministrator) && <DeleteServer server={server} />}
    </div>
  )
}
