import { useState } from 'preact/hooks'
import { Dialog } from '../components/Dialog'
import { Form } from '../components/Form'
import { failureToStart } from '../signIn/provider'
import { startLinking } from '../signIn/session'
import { useAction } from '../useAction'
import { CurrentPassword } from './CurrentPassword'

interface Props {
  name: string // of the provider
  hasPassword: boolean
}

// LinkProvider goes to the provider, and comes back to this page. Another way in is given to who knows the password.
export function LinkProvider({ name, hasPassword }: Props) {
  const act = useAction()
  const [asking, setAsking] = useState(false)
  const [current, setCurrent] = useState('')
  async function start() {
    const way = await act.run(() => startLinking(current || null))
    if (way) location.assign(way.url)
  }
  const close = () => (setAsking(false), setCurrent(''), act.clear())
  return (
    <>
      <button type="button" class="small" onClick={() => setAsking(true)}>Link…</button>
      {asking && (
        <Dialog title={`Link ${name}`} close={close}>
          <p class="explanation">You go to <bdi>{name}</bdi>, sign in there, and come back. From then on you can sign in here with it.</p>
          <Form submit={start} action="Continue" busy={act.busy} failure={failureToStart(name, 'link', act.failure)} cancel={close}>
            {hasPassword && <CurrentPassword value={current} change={setCurrent} failure={act.failure} />}
          </Form>
        </Dialog>
      )}
    </>
  )
}
