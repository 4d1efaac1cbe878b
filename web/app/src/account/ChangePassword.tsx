import { useState } from 'preact/hooks'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { changePassword } from '../signIn/session'
import { useAction } from '../useAction'
import { useUser } from '../user'
import { CurrentPassword } from './CurrentPassword'

// ChangePassword sets the first password or changes it. Within an hour after a sign-in with a link, the current one is not needed.
export function ChangePassword({ hasPassword, changed }: { hasPassword: boolean; changed: () => void }) {
  const action = useAction()
  const user = useUser()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [saved, setSaved] = useState(false)
  async function submit() {
    const done = await action.run(() => changePassword(current || null, next))
    setSaved(Boolean(done))
    if (done) setCurrent(''), setNext(''), changed()
  }
  return (
    <section class="card">
      <h2>{hasPassword ? 'Change your password' : 'Set a password'}</h2>
      <p>{hasPassword ? 'This signs out your other sessions. Access tokens stay valid until you revoke them.' : 'You have no password yet. You can set one within an hour after you signed in.'}</p>
      <Form submit={submit} action={hasPassword ? 'Change password' : 'Set password'} busy={action.busy} failure={action.failure} done={saved && 'Your password was changed.'}>
        {!hasPassword && <input type="text" name="username" value={user.name} autocomplete="username" hidden readOnly />}
        {hasPassword && <CurrentPassword value={current} change={setCurrent} failure={action.failure} />}
        <Field label="New password" name="new" type="password" value={next} change={setNext} failure={action.failure} required autocomplete="new-password" hint="At least 10 characters." />
      </Form>
    </section>
  )
}
