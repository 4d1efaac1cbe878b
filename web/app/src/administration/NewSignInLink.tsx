import { useState } from 'preact/hooks'
import { CreateSignInLinkDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { SecretDialog } from '../components/SecretDialog'

interface Props {
  user: { id: string; name: string }
  close: () => void
}

// NewSignInLink makes a link for somebody who cannot sign in, and shows it this once.
export function NewSignInLink({ user, close }: Props) {
  const create = useMutation(CreateSignInLinkDocument)
  const [url, setURL] = useState('')
  async function make() {
    const done = await create.run({ userId: user.id })
    if (done) setURL(done.createSignInLink.url)
  }
  if (url) {
    return (
      <SecretDialog title="Copy the link now" label="Sign-in link" secret={url} close={close}>
        Give it to <bdi>{user.name}</bdi> and nobody else, where only they can read it: whoever opens it first is signed in as them.
      </SecretDialog>
    )
  }
  return (
    <ConfirmDialog title={`Make a sign-in link for ${user.name}?`} action="Make a link" danger={false} busy={create.busy} failure={create.failure} confirm={make} close={close}>
      <p>It signs them in once, within 24 hours. On their Account page they can then, for an hour, choose a new password without the old one.</p>
      <p>An older one that an administrator made for them no longer works.</p>
      <p>That you made it is written into the log.</p>
    </ConfirmDialog>
  )
}
