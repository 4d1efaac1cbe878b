import { useState } from 'preact/hooks'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { useAction } from '../useAction'
import { signIn, type User } from './session'

// SignInForm signs in with a name or e-mail address and a password.
export function SignInForm({ onSignIn }: { onSignIn: (user: User) => void }) {
  const action = useAction()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  async function submit() {
    const session = await action.run(() => signIn(login, password))
    if (session?.user) onSignIn(session.user)
  }
  return (
    <Form submit={submit} action="Sign in" busy={action.busy} failure={action.failure}>
      <Field label="Name or e-mail" name="login" value={login} change={setLogin} failure={action.failure} required autofocus autocomplete="username" />
      <Field label="Password" name="password" type="password" value={password} change={setPassword} failure={action.failure} required autocomplete="current-password" />
    </Form>
  )
}
