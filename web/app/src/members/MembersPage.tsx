import { MembersDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import type { CurrentServer } from '../layout/place'
import { Invitations } from './Invitations'
import { MemberRow } from './MemberRow'
import { Loading } from '../components/Loading'
import { ShowMoreButton } from '../components/ShowMoreButton'
import { PageHeader } from '../components/PageHeader'
import { FailureMessage } from '../components/FailureMessage'
import { isAllowed } from '../user'
import { NotFound } from '../layout/NotFound'

// MembersPage lists the members of a server, and its invitations.
export function MembersPage({ serverId, server }: { serverId: string; server: CurrentServer | null }) {
  const list = useList(MembersDocument, { serverId }, ({ server }) => server?.members)
  if (list.data === null) return <NotFound what="server" />
  return (
    <div class="page">
      <PageHeader title="Members">Members see all channels of the server. Roles give them permissions.</PageHeader>
      <FailureMessage failure={list.failure} retry={list.reload} />
      {!(list.data && server) && !list.failure && <Loading />}
      <ul class="list">{server && list.data?.items.map((member) => <MemberRow key={member.id} member={member} server={server} />)}</ul>
      <ShowMoreButton list={list} />
      {list.data && isAllowed(server?.viewerPermissions, 'MANAGE_SERVER') && <Invitations serverId={serverId} />}
    </div>
  )
}
