import { useState } from 'preact/hooks'
import { CreateSignInLinkDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { SecretDialog } from '../components/SecretDialog'

interface Props {
  user: { id: string; name: string }
  close: () => void
}

// NewSignInLink creates a sign-in link for another user and shows it once.
export function NewSignInLink({ user, close }: Props) {
  const create = useMutation(CreateSignInLinkDocument)
  const [url, setURL] = useState('')
  async function confirm() {
    const data = await create.run({ userId: user.id })
    if (data) setURL(data.createSignInLink.url)
  }
  if (url) {
    return (
      <SecretDialog title="Copy the link now" label="Sign-in link" secret={url} close={close}>
        Give it only to <bdi>{user.name}</bdi>, in a way that no one else can read: the first person who opens it is signed in as this user.
      </SecretDialog>
    )
  }
  return (
    <ConfirmDialog title={`Create a sign-in link for ${user.name}?`} action="Create link" danger={false} busy={create.busy} failure={create.failure} confirm={confirm} close={close}>
      <p>It signs the user in once, within 24 hours. For an hour after that, the user can set a new password on the Account page without the current one.</p>
      <p>An earlier link that an administrator created for this user stops working.</p>
      <p>The audit log records that you created the link.</p>
    </ConfirmDialog>
  )
}
