import { useState } from 'preact/hooks'
import { InvitationsDocument, RevokeInvitationDocument, type InvitationsQuery } from '../documents/generated'
import { useList } from '../graphql/useList'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { ShowMoreButton } from '../components/ShowMoreButton'
import { FailureMessage } from '../components/FailureMessage'
import { TimeButton } from '../components/Time'
import { NewInvitation } from './NewInvitation'

type Invitation = NonNullable<NonNullable<InvitationsQuery['server']>['invitations']>['edges'][number]['node']

// Invitations lists the links that let people in.
export function Invitations({ serverId }: { serverId: string }) {
  const list = useList(InvitationsDocument, { serverId }, ({ server }) => server?.invitations)
  const [creating, setCreating] = useState(false)
  const items = list.data?.items ?? []
  const good = items.filter((invitation) => !endOf(invitation))
  const ended = items.filter(endOf)
  return (
    <section class="section-below">
      <div class="section-header">
        <div>
          <h2>Invitations</h2>
          <p>A link that lets people in; who has no account makes one with it.</p>
        </div>
        <button type="button" onClick={() => setCreating(true)}>Invite people</button>
      </div>
      <FailureMessage failure={list.failure} again={list.reload} />
      <ul class="list">{[...good, ...ended].map((invitation) => <Row key={invitation.id} invitation={invitation} />)}</ul>
      <ShowMoreButton list={list} />
      {creating && <NewInvitation serverId={serverId} close={() => setCreating(false)} />}
    </section>
  )
}

// endOf is why an invitation lets nobody in any more; undefined while it does.
const endOf = ({ uses, maxUses, expiresAt }: Invitation) =>
  uses >= maxUses ? 'Used up' : Date.parse(expiresAt) < Date.now() ? 'Expired' : undefined

function Row({ invitation }: { invitation: Invitation }) {
  const { id, creator, uses, maxUses, expiresAt } = invitation
  const revoke = useMutation(RevokeInvitationDocument)
  const [asking, setAsking] = useState(false)
  const end = endOf(invitation)
  const act = () => void revoke.run({ invitationId: id })
  return (
    <li class="row">
      <span class="row-text">
        <span class="row-header">
          <span class="row-title">{uses} of {maxUses} used</span>
          {end && <span class="tag warning">{end}</span>}
        </span>
        <span class="row-detail">
          {creator && <>By <bdi>{creator.name}</bdi></>}{end !== 'Used up' && <>{creator && ' · '}{end ? 'expired' : 'expires'} <TimeButton at={expiresAt} /></>}
        </span>
        {end && <FailureMessage failure={revoke.failure} />}
      </span>
      {end
        ? <button type="button" class="small" aria-disabled={revoke.busy} onClick={act}>Remove</button>
        : <button type="button" class="small" onClick={() => setAsking(true)}>Revoke…</button>}
      {asking && (
        <ConfirmDialog title="Revoke this invitation?" action="Revoke invitation" busy={revoke.busy} failure={revoke.failure} close={() => setAsking(false)} confirm={act}>
          <p>Its link stops working at once. Who came by it stays.</p>
        </ConfirmDialog>
      )}
    </li>
  )
}
