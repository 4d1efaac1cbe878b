import type { User } from './session'
import { useAction } from '../useAction'

interface Props {
  user: User // who is signed in
  signIn: () => Promise<void>
  close: () => void
}

// ConfirmSignIn asks who is signed in whether they want a sign-in link to end that. Until they do, the link is not used up.
export function ConfirmSignIn({ user, signIn, close }: Props) {
  const act = useAction()
  return (
    <main class="sign-in-page">
      <img src="assets/icon.svg" alt="" width="48" height="48" />
      <h1>Sign in with this link?</h1>
      <p class="page-description">You are signed in as <bdi>{user.name}</bdi>.</p>
      <section class="card">
        <p>The link signs in whom it was made for, perhaps somebody else, and ends your session in this browser. Use it only if you have asked for it.</p>
        <div class="actions">
          <button type="button" class="primary" onClick={close}>Stay signed in</button>
          <button type="button" aria-disabled={act.busy} onClick={() => void act.run(signIn)}>Sign in with the link</button>
        </div>
      </section>
    </main>
  )
}
