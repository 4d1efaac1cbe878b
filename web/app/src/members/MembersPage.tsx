import { MembersDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import type { CurrentServer } from '../layout/place'
import { Invitations } from './Invitations'
import { MemberRow } from './MemberRow'
import { Loading } from '../components/Loading'
import { More } from '../components/ShowMoreButton'
import { PageHead } from '../components/PageHeader'
import { Problem } from '../components/FailureMessage'
import { may } from '../user'
import { Missing } from '../layout/NotFound'

export function Members({ serverId, server }: { serverId: string; server: CurrentServer | null }) {
  const list = useList(MembersDocument, { serverId }, ({ server }) => server?.members)
  if (list.data === null) return <Missing what="server" />
  return (
    <div class="page">
      <PageHead title="Members">Members see all channels of the server. Roles say what else they may do.</PageHead>
      <Problem failure={list.failure} again={list.reload} />
      {!(list.data && server) && !list.failure && <Loading />}
      <ul class="list">{server && list.data?.items.map((member) => <MemberRow key={member.id} member={member} server={server} />)}</ul>
      <More list={list} />
      {list.data && may(server?.viewerPermissions, 'MANAGE_SERVER') && <Invitations serverId={serverId} />}
    </div>
  )
}
