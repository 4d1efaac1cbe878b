import { useState } from 'preact/hooks'
import { useIsAdministrator } from '../administration/useIsAdministrator'
import { RemoveMemberDocument, TransferServerDocument, type MemberEntryFragment } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Dialog } from '../components/Dialog'
import { useUser } from '../user'
import { MemberRoles } from './MemberRoles'

interface Props {
  member: MemberEntryFragment
  server: CurrentServer
  close: () => void
}

// EditMember gives and takes roles, removes the member, and hands the server over to them.
export function EditMember({ member, server, close }: Props) {
  const me = useUser()
  const isAdministrator = useIsAdministrator()
  const [asking, ask] = useState<'remove' | 'transfer'>()
  const remove = useMutation(RemoveMemberDocument)
  const transfer = useMutation(TransferServerDocument)
  const { name, id } = member.user
  const isOwner = id === server.owner.id

  if (asking === 'remove') {
    const act = async () => (await remove.run({ memberId: member.id })) && close()
    return (
      <ConfirmDialog title={`Remove ${name}?`} action="Remove member" busy={remove.busy} failure={remove.failure} confirm={act} close={close}>
        <p>They no longer see the server, and what they watch there ends within a second. What they posted stays. They can come back by another invitation.</p>
      </ConfirmDialog>
    )
  }
  if (asking === 'transfer') {
    const act = async () => (await transfer.run({ serverId: server.id, memberId: member.id })) && close()
    return (
      <ConfirmDialog title={`Hand the server over to ${name}?`} action="Hand over" busy={transfer.busy} failure={transfer.failure} confirm={act} close={close}>
        <p>They own it from then on, and only they can delete it or hand it on. You stay a member, with the roles you have.</p>
        {isAdministrator && <p>As an administrator of this installation you still see and change everything there.</p>}
      </ConfirmDialog>
    )
  }
  return (
    <Dialog title={name} close={close}>
      <MemberRoles member={member} server={server} />
      <div class="actions">
        {!isOwner && server.owner.id === me.id && <button type="button" onClick={() => ask('transfer')}>Hand the server over…</button>}
        {!isOwner && id !== me.id && <button type="button" class="danger" onClick={() => ask('remove')}>Remove…</button>}
        <button type="button" class="last" autofocus onClick={close}>Done</button>
      </div>
    </Dialog>
  )
}
