import { CopyButton } from '../components/CopyButton'

// By itself the command prints links for the address that Chattr serves without settings.
const standard = 'http://127.0.0.1:8080/'
const here = new URL('.', location.href).href
const command = here === standard ? 'chattrd sign-in-link' : `chattrd sign-in-link --public-url ${here.slice(0, -1)}`

// SignInLinkHelp tells of the way in that needs no password: the first one, and the way back.
export function SignInLinkHelp() {
  return (
    <section class="sign-in-link">
      <h2>Or with a link</h2>
      <p>For the first sign-in, and for a forgotten password: ask an administrator for a link, or print one on the machine that runs Chattr, in the directory and
        with the settings it runs with. It works once, within 24 hours.</p>
      <div class="command"><code>{command}</code><CopyButton text={command} /></div>
    </section>
  )
}
