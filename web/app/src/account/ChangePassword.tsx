import { useState } from 'preact/hooks'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { changePassword } from '../signIn/session'
import { useAction } from '../useAction'
import { useUser } from '../user'
import { CurrentPassword } from './CurrentPassword'

// ChangePassword sets the first password, or another one. After a sign-in link the old one is not needed for a while.
export function ChangePassword({ has, changed }: { has: boolean; changed: () => void }) {
  const act = useAction()
  const user = useUser()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [saved, setSaved] = useState(false)
  async function submit() {
    const done = await act.run(() => changePassword(current || null, next))
    setSaved(Boolean(done))
    if (done) setCurrent(''), setNext(''), changed()
  }
  return (
    <section class="card">
      <h2>{has ? 'Change the password' : 'Set a password'}</h2>
      <p>{has ? 'Your other sessions are signed out. Access tokens stay until they are revoked.' : 'So far you sign in without one. It takes a sign-in within the last hour.'}</p>
      <Form submit={submit} action={has ? 'Change password' : 'Set password'} busy={act.busy} failure={act.failure} done={saved && 'The password is changed.'}>
        {!has && <input type="text" name="username" value={user.name} autocomplete="username" hidden readOnly />}
        {has && <CurrentPassword value={current} change={setCurrent} failure={act.failure} />}
        <Field label="New password" name="new" type="password" value={next} change={setNext} failure={act.failure} required autocomplete="new-password" hint="10 characters or more." />
      </Form>
    </section>
  )
}
