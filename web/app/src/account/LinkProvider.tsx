import { useState } from 'preact/hooks'
import { Dialog } from '../components/Dialog'
import { Form } from '../components/Form'
import { withProviderName } from '../signIn/provider'
import { startLinking } from '../signIn/session'
import { useAction } from '../useAction'
import { CurrentPassword } from './CurrentPassword'

interface Props {
  name: string // of the provider
  hasPassword: boolean
}

// LinkProvider sends the user to the provider, which sends them back to this page. It asks for the password first, because the provider
// becomes another way to sign in.
export function LinkProvider({ name, hasPassword }: Props) {
  const action = useAction()
  const [asking, setAsking] = useState(false)
  const [current, setCurrent] = useState('')
  async function start() {
    const redirect = await action.run(() => startLinking(current || null))
    if (redirect) location.assign(redirect.url)
  }
  const close = () => (setAsking(false), setCurrent(''), action.clear())
  return (
    <>
      <button type="button" class="small" onClick={() => setAsking(true)}>Link…</button>
      {asking && (
        <Dialog title={`Link ${name}`} close={close}>
          <p class="explanation">Sign in to <bdi>{name}</bdi>; you then return to this page. After that you can sign in here with it.</p>
          <Form submit={start} action="Continue" busy={action.busy} failure={withProviderName(name, 'link', action.failure)} cancel={close}>
            {hasPassword && <CurrentPassword value={current} change={setCurrent} failure={action.failure} />}
          </Form>
        </Dialog>
      )}
    </>
  )
}
