import { useAdministers } from '../accounts/useAdministers'
import type { CurrentServer } from '../layout/place'
import { Loading } from '../parts/Loading'
import { PageHead } from '../parts/PageHead'
import { DeleteServer } from '../server/DeleteServer'
import { LeaveServer } from '../server/LeaveServer'
import { RenameServer } from '../server/RenameServer'
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
