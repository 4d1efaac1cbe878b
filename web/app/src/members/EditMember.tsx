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

// EditMember gives and removes roles, removes the member, and transfers the server to them.
export function EditMember({ member, server, close }: Props) {
  const me = useUser()
  const isAdministrator = useIsAdministrator()
  const [asking, ask] = useState<'remove' | 'transfer'>()
  const remove = useMutation(RemoveMemberDocument)
  const transfer = useMutation(TransferServerDocument)
  const { name, id } = member.user
  const isOwner = id === server.owner.id

  if (asking === 'remove') {
    const confirm = async () => (await remove.run({ memberId: member.id })) && close()
    return (
      <ConfirmDialog title={`Remove ${name}?`} action="Remove member" busy={remove.busy} failure={remove.failure} confirm={confirm} close={close}>
        <p>They lose access to the server, and their open streams end within a second. Their messages stay. They can join again with a new invitation.</p>
      </ConfirmDialog>
    )
  }
  if (asking === 'transfer') {
    const confirm = async () => (await transfer.run({ serverId: server.id, memberId: member.id })) && close()
    return (
      <ConfirmDialog title={`Transfer the server to ${name}?`} action="Transfer server" busy={transfer.busy} failure={transfer.failure} confirm={confirm} close={close}>
        <p>They become the owner, and only the owner can delete or transfer the server. You stay a member and keep your roles.</p>
        {isAdministrator && <p>As an administrator of this installation, you can still see and change everything there.</p>}
      </ConfirmDialog>
    )
  }
  return (
    <Dialog title={name} close={close}>
      <MemberRoles member={member} server={server} />
      <div class="actions">
        {!isOwner && server.owner.id === me.id && <button type="button" onClick={() => ask('transfer')}>Transfer server…</button>}
        {!isOwner && id !== me.id && <button type="button" class="danger" onClick={() => ask('remove')}>Remove…</button>}
        <button type="button" class="last" autofocus onClick={close}>Done</button>
      </div>
    </Dialog>
  )
}
