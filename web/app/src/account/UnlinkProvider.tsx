import { useState } from 'preact/hooks'
import { UnlinkIdentityDocument } from '../documents/generated'
import { useReauthenticatedMutation } from './useReauthenticatedMutation'
import { Dialog } from '../components/Dialog'
import { Form } from '../components/Form'
import { CurrentPassword } from './CurrentPassword'

interface Props {
  issuer: string
  name: string // of the provider
  hasPassword: boolean
  done: () => void
}

// UnlinkProvider unlinks the provider, after a question that names the consequences.
export function UnlinkProvider({ issuer, name, hasPassword, done }: Props) {
  const unlink = useReauthenticatedMutation(UnlinkIdentityDocument)
  const [asking, setAsking] = useState(false)
  const [current, setCurrent] = useState('')
  const close = () => (setAsking(false), setCurrent(''), unlink.clear())
  const submit = async () => (await unlink.run(current, { issuer })) && (close(), done())
  return (
    <>
      <button type="button" class="small" onClick={() => setAsking(true)}>Unlink…</button>
      {asking && (
        <Dialog title={`Unlink ${name}?`} close={close}>
          <div class="explanation">
            <p>You can no longer sign in with <bdi>{name}</bdi> until you link it again. This signs out your other sessions.</p>
            <p>Your account, your servers and your access tokens stay.</p>
          </div>
          <Form submit={submit} action="Unlink" danger busy={unlink.busy} failure={unlink.failure} cancel={close}>
            {hasPassword && <CurrentPassword value={current} change={setCurrent} failure={unlink.failure} />}
          </Form>
        </Dialog>
      )}
    </>
  )
}
