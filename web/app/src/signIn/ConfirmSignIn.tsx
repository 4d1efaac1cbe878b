import { useAction } from '../useAction'
import type { User } from './session'

interface Props {
  user: User // the signed-in user
  signIn: () => Promise<void>
  close: () => void
}

// ConfirmSignIn asks a signed-in user whether a sign-in link may end the session. Until then the link is not used.
export function ConfirmSignIn({ user, signIn, close }: Props) {
  const action = useAction()
  return (
    <main class="sign-in-page">
      <img src="assets/icon.svg" alt="" width="48" height="48" />
      <h1>Sign in with this link?</h1>
      <p class="page-description">You are signed in as <bdi>{user.name}</bdi>.</p>
      <section class="card">
        <p>This link ends your session in this browser and signs in the user it was created for, who may be another person. Use it only if you asked for it.</p>
        <div class="actions">
          <button type="button" class="primary" onClick={close}>Stay signed in</button>
          <button type="button" aria-disabled={action.busy} onClick={() => void action.run(signIn)}>Sign in with the link</button>
        </div>
      </section>
    </main>
  )
}
