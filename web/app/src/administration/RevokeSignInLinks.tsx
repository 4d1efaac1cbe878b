import { RevokeSignInLinksDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'

interface Props {
  user: { id: string; name: string }
  close: () => void
}

// RevokeSignInLinks makes links void that were not used yet, whoever made them.
export function RevokeSignInLinks({ user, close }: Props) {
  const revoke = useMutation(RevokeSignInLinksDocument)
  const act = async () => (await revoke.run({ userId: user.id })) && close()
  return (
    <ConfirmDialog title={`Revoke the sign-in links of ${user.name}?`} action="Revoke links" busy={revoke.busy} failure={revoke.failure} confirm={act} close={close}>
      <p>Links that were made for them and not used yet no longer work. Who has signed in with one stays signed in.</p>
      <p>That you revoked them is written into the log.</p>
    </ConfirmDialog>
  )
}
