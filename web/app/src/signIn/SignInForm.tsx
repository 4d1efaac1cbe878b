import { useState } from 'preact/hooks'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { signIn, type User } from './session'
import { useAction } from '../useAction'

export function SignInForm({ enter }: { enter: (user: User) => void }) {
  const act = useAction()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  async function submit() {
    const done = await act.run(() => signIn(login, password))
    if (done?.user) enter(done.user)
  }
  return (
    <Form submit={submit} action="Sign in" busy={act.busy} failure={act.failure}>
      <Field label="Name or e-mail" name="login" value={login} change={setLogin} failure={act.failure} required autofocus autocomplete="username" />
      <Field label="Password" name="password" type="password" value={password} change={setPassword} failure={act.failure} required autocomplete="current-password" />
    </Form>
  )
}
