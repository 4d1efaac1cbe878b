import { RevokeSignInLinksDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'

interface Props {
  user: { id: string; name: string }
  close: () => void
}

// RevokeSignInLinks revokes the unused sign-in links of a user, including those of other administrators.
export function RevokeSignInLinks({ user, close }: Props) {
  const revoke = useMutation(RevokeSignInLinksDocument)
  const confirm = async () => (await revoke.run({ userId: user.id })) && close()
  return (
    <ConfirmDialog title={`Revoke the sign-in links of ${user.name}?`} action="Revoke links" busy={revoke.busy} failure={revoke.failure} confirm={confirm} close={close}>
      <p>Unused links for this user stop working. Sessions that started with a link continue.</p>
      <p>The audit log records that you revoked them.</p>
    </ConfirmDialog>
  )
}
