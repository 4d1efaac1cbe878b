import { useState } from 'preact/hooks'
import { UnlinkIdentityDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { Confirm } from '../parts/Confirm'

interface Props {
  issuer: string
  name: string // of the provider
  done: () => void
}

// UnlinkProvider asks what is lost, and has one no longer sign in with the provider.
export function UnlinkProvider({ issuer, name, done }: Props) {
  const unlink = useMutation(UnlinkIdentityDocument)
  const [asking, setAsking] = useState(false)
  const act = async () => (await unlink.run({ issuer })) && (setAsking(false), done())
  const close = () => (setAsking(false), unlink.clear())
  return (
    <>
      <button type="button" class="small" onClick={() => setAsking(true)}>Unlink…</button>
      {asking && (
        <Confirm title={`Unlink ${name}?`} action="Unlink" busy={unlink.busy} failure={unlink.failure} confirm={act} close={close}>
          <p>You can no longer sign in with <bdi>{name}</bdi>, until you link it again. Your other sessions are signed out.</p>
          <p>Your account, your servers and your access tokens stay.</p>
        </Confirm>
      )}
    </>
  )
}
