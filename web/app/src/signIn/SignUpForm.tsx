import { useState } from 'preact/hooks'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { signUp, type User } from './session'
import { useAction } from '../useAction'
import type { InvitationWithSecret } from './JoinServer'

interface Props {
  invited?: InvitationWithSecret
  enter: (user: User, serverId: string | null) => void
}

// SignUpForm makes an account, and lets it in to the server that its invitation is for.
export function SignUpForm({ invited, enter }: Props) {
  const act = useAction()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  async function submit() {
    const done = await act.run(() => signUp({ name, password, email: email.trim() || null, invitation: invited?.secret }))
    if (done) enter(done.user, done.serverId)
  }
  return (
    <Form submit={submit} action={invited ? 'Make an account and join' : 'Make an account'} busy={act.busy} failure={act.failure}>
      <Field label="Name" name="name" value={name} change={setName} failure={act.failure} required autofocus autocomplete="username" hint="What others see." />
      <Field label="Password" name="password" type="password" value={password} change={setPassword} failure={act.failure} required autocomplete="new-password"
        hint="10 characters or more." />
      <Field label="E-mail" name="email" type="email" value={email} change={setEmail} failure={act.failure} autocomplete="email"
        hint="For signing in only: only administrators see it, and nothing is sent to it." />
    </Form>
  )
}
