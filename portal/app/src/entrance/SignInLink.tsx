import { CopyButton } from '../parts/CopyButton'

// SignInLink tells of the way in that needs no password: the first one, and the way back.
export function SignInLink() {
  return (
    <section class="with-link">
      <h2>Or with a link</h2>
      <p>For the first sign-in, and for a forgotten password: ask an administrator for a link, or print one on the machine that runs Chattr. It works once, within 24 hours.</p>
      <div class="command"><code>chattr sign-in-link</code><CopyButton text="chattr sign-in-link" /></div>
    </section>
  )
}
