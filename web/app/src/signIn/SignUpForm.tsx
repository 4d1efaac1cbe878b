import { useState } from 'preact/hooks'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { useAction } from '../useAction'
import { signUp, type InvitationWithSecret, type User } from './session'

interface Props {
  invitation?: InvitationWithSecret
  onSignIn: (user: User, serverId: string | null) => void
}

// SignUpForm creates an account. With an invitation the account joins its server.
export function SignUpForm({ invitation, onSignIn }: Props) {
  const action = useAction()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  async function submit() {
    const created = await action.run(() => signUp({ name, password, email: email.trim() || null, invitation: invitation?.secret }))
    if (created) onSignIn(created.user, created.serverId)
  }
  return (
    <Form submit={submit} action={invitation ? 'Create account and join' : 'Create account'} busy={action.busy} failure={action.failure}>
      <Field label="Name" name="name" value={name} change={setName} failure={action.failure} required autofocus autocomplete="username" hint="Other users see it." />
      <Field label="Password" name="password" type="password" value={password} change={setPassword} failure={action.failure} required autocomplete="new-password"
        hint="At least 10 characters." />
      <Field label="E-mail" name="email" type="email" value={email} change={setEmail} failure={action.failure} autocomplete="email"
        hint="Only for sign-in. Only administrators see it, and nothing is sent to it." />
    </Form>
  )
}
