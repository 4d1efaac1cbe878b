import type { Failure } from '../graphql/failure'
import { CopyButton } from '../parts/CopyButton'
import type { User } from '../session'

interface Props {
  failure?: Failure
  stillIn: User | null // who is signed in although a link did not work
  start: () => void
  goOn: () => void
}

export function SignIn({ failure, stillIn, start, goOn }: Props) {
  return (
    <main class="sign-in">
      <img src="assets/icon.svg" alt="" width="48" height="48" />
      <h1>Chattr</h1>
      <p class="lead">A home for webhooks that post into text channels, seen live.</p>
      <section class="card">
        <State failure={failure} stillIn={stillIn} />
        {failure?.code === 'UNREACHABLE' && <button type="button" class="primary" onClick={start}>Try again</button>}
        {stillIn && <button type="button" class="primary" onClick={goOn}>Go on</button>}
        <h2>Sign in with a link</h2>
        <p>On the machine that runs Chattr, print a sign-in link and open it here. It works once, within 24 hours.</p>
        <div class="command"><code>chattr sign-in-link</code><CopyButton text="chattr sign-in-link" /></div>
      </section>
      <p class="aside">Programs use an access token: <a href="playground">the playground</a> takes one, too.</p>
    </main>
  )
}

function State({ failure, stillIn }: { failure?: Failure; stillIn: User | null }) {
  if (failure?.code === 'UNAUTHENTICATED') {
    return (
      <div class="problem" role="alert">
        <p>This sign-in link does not work any more: it was used already or has expired.</p>
        {stillIn ? <p>You are still signed in as <bdi>{stillIn.name}</bdi>.</p> : <p>The command below prints a new one.</p>}
      </div>
    )
  }
  if (failure) return <div class="problem" role="alert"><p>{failure.message}</p></div>
  return <p role="status">You are not signed in.</p>
}
