import { useAdministers } from '../administration/useIsAdministrator'
import type { CurrentServer } from '../layout/place'
import { Loading } from '../components/Loading'
import { PageHead } from '../components/PageHeader'
import { DeleteServer } from './DeleteServer'
import { LeaveServer } from './LeaveServer'
import { RenameServer } from './RenameServer'
import { may, useUser } from '../user'

export function ServerSettings({ server }: { server: CurrentServer | null }) {
  const owns = useUser().id === server?.owner.id
  const administers = useAdministers()
  if (!server) return <div class="page"><PageHead title="Settings" /><Loading /></div>
  return (
    <div class="page">
      <PageHead title="Settings" />
      {may(server.viewerPermissions, 'MANAGE_SERVER') && <RenameServer key={server.id} server={server} />}
      {!owns && <LeaveServer server={server} />}
      {(owns || administers) && <DeleteServer server={server} />}
    </div>
  )
}
