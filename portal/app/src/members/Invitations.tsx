import { useState } from 'preact/hooks'
import { InvitationsDocument, RevokeInvitationDocument, type InvitationsQuery } from '../documents/generated'
import { useList } from '../graphql/useList'
import { useMutation } from '../graphql/useMutation'
import { Confirm } from '../parts/Confirm'
import { More } from '../parts/More'
import { Problem } from '../parts/Problem'
import { Time } from '../parts/Time'
import { NewInvitation } from './NewInvitation'

type Invitation = NonNullable<NonNullable<InvitationsQuery['server']>['invitations']>['edges'][number]['node']

// Invitations lists the links that let people in.
export function Invitations({ serverId }: { serverId: string }) {
  const list = useList(InvitationsDocument, { serverId }, ({ server }) => server?.invitations)
  const [creating, setCreating] = useState(false)
  return (
    <section class="below">
      <div class="section-head">
        <div>
          <h2>Invitations</h2>
          <p>A link that lets people in; who has no account makes one with it.</p>
        </div>
        <button type="button" onClick={() => setCreating(true)}>Invite people</button>
      </div>
      <Problem failure={list.failure} again={list.reload} />
      <ul class="list">{list.data?.items.map((invitation) => <Row key={invitation.id} invitation={invitation} />)}</ul>
      <More list={list} />
      {creating && <NewInvitation serverId={serverId} close={() => setCreating(false)} />}
    </section>
  )
}

function Row({ invitation: { id, creator, uses, maxUses, expiresAt } }: { invitation: Invitation }) {
  const revoke = useMutation(RevokeInvitationDocument)
  const [asking, setAsking] = useState(false)
  const expired = Date.parse(expiresAt) < Date.now()
  return (
    <li class="row">
      <span class="row-text">
        <span class="row-head">
          <span class="row-title">{uses} of {maxUses} used</span>
          {expired && <span class="tag off">Expired</span>}
        </span>
        <span class="row-detail">{creator && <>By <bdi>{creator.name}</bdi> · </>}{expired ? 'expired' : 'expires'} <Time at={expiresAt} /></span>
      </span>
      <button type="button" class="small" onClick={() => setAsking(true)}>Revoke…</button>
      {asking && (
        <Confirm title="Revoke this invitation?" action="Revoke invitation" busy={revoke.busy} failure={revoke.failure} close={() => setAsking(false)}
          confirm={() => void revoke.run({ invitationId: id })}>
          <p>Its link stops working at once. Who came by it stays.</p>
        </Confirm>
      )}
    </li>
  )
}
