import { CopyButton } from '../components/CopyButton'

// The address for which the command creates links by default.
const defaultAddress = 'http://127.0.0.1:8080/'
const address = new URL('.', location.href).href
const command = address === defaultAddress ? 'chattrd sign-in-link' : `chattrd sign-in-link --public-url ${address.slice(0, -1)}`

// SignInLinkHelp explains how to get a sign-in link, which needs no password.
export function SignInLinkHelp() {
  return (
    <section class="sign-in-link">
      <h2>Or with a link</h2>
      <p>For your first sign-in, or if you forgot your password, ask an administrator for a sign-in link. You can also print one on the machine that runs Chattr,
        in the same directory and with the same settings. The link works once, within 24 hours.</p>
      <div class="command"><code>{command}</code><CopyButton text={command} /></div>
    </section>
  )
}
