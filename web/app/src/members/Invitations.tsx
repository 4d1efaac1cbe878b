import { useState } from 'preact/hooks'
import { InvitationsDocument, RevokeInvitationDocument, type InvitationsQuery } from '../documents/generated'
import { useList } from '../graphql/useList'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { ShowMoreButton } from '../components/ShowMoreButton'
import { FailureMessage } from '../components/FailureMessage'
import { TimeButton } from '../components/TimeButton'
import { NewInvitation } from './NewInvitation'

type Invitation = NonNullable<NonNullable<InvitationsQuery['server']>['invitations']>['edges'][number]['node']

// Invitations lists the invitation links of a server.
export function Invitations({ serverId }: { serverId: string }) {
  const list = useList(InvitationsDocument, { serverId }, ({ server }) => server?.invitations)
  const [creating, setCreating] = useState(false)
  const items = list.data?.items ?? []
  const valid = items.filter((invitation) => !endOf(invitation))
  const ended = items.filter(endOf)
  return (
    <section class="section-below">
      <div class="section-header">
        <div>
          <h2>Invitations</h2>
          <p>People join with an invitation link. If they have no account, they can create one with it.</p>
        </div>
        <button type="button" onClick={() => setCreating(true)}>Invite people</button>
      </div>
      <FailureMessage failure={list.failure} retry={list.reload} />
      <ul class="list">{[...valid, ...ended].map((invitation) => <Row key={invitation.id} invitation={invitation} />)}</ul>
      <ShowMoreButton list={list} />
      {creating && <NewInvitation serverId={serverId} close={() => setCreating(false)} />}
    </section>
  )
}

// endOf returns why an invitation is no longer valid, or undefined if it is valid.
const endOf = ({ uses, maxUses, expiresAt }: Invitation) =>
  uses >= maxUses ? 'Used up' : Date.parse(expiresAt) < Date.now() ? 'Expired' : undefined

function Row({ invitation }: { invitation: Invitation }) {
  const { id, creator, uses, maxUses, expiresAt } = invitation
  const revoke = useMutation(RevokeInvitationDocument)
  const [asking, setAsking] = useState(false)
  const end = endOf(invitation)
  const confirm = () => void revoke.run({ invitationId: id })
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
        ? <button type="button" class="small" aria-disabled={revoke.busy} onClick={confirm}>Remove</button>
        : <button type="button" class="small" onClick={() => setAsking(true)}>Revoke…</button>}
      {asking && (
        <ConfirmDialog title="Revoke this invitation?" action="Revoke invitation" busy={revoke.busy} failure={revoke.failure} close={() => setAsking(false)} confirm={confirm}>
          <p>Its link stops working immediately. Members who joined with it stay.</p>
        </ConfirmDialog>
      )}
    </li>
  )
}
