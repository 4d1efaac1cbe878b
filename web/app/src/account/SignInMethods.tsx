import { useContext, useEffect, useState } from 'preact/hooks'
import { FailureMessage } from '../components/FailureMessage'
import { TimeButton } from '../components/TimeButton'
import type { AccountQuery } from '../documents/generated'
import { ProviderContext } from '../signIn/provider'
import { LinkProvider } from './LinkProvider'
import { SignInMethod } from './SignInMethod'
import { UnlinkProvider } from './UnlinkProvider'

// SignInMethods shows the ways in which the viewer can sign in, and links and unlinks the provider. If a password is the only possible
// way, it shows nothing.
export function SignInMethods({ viewer }: { viewer: AccountQuery['viewer'] }) {
  const { name, issuer: currentIssuer, clearLinkResult, ...provider } = useContext(ProviderContext)
  const [linkResult] = useState(provider.linkResult)
  const [unlinked, setUnlinked] = useState('')
  useEffect(clearLinkResult, [])
  const identities = viewer.identities ?? []
  const hasPassword = viewer.signInMethods?.includes('PASSWORD') ?? false
  const isLinked = identities.some(({ issuer }) => issuer === currentIssuer)
  const nameOf = (issuer: string) => (name && issuer === currentIssuer ? name : hostOf(issuer))
  if (!name && identities.length === 0 && !unlinked) return null
  return (
    <section class="card sign-in-methods">
      <h2>Ways to sign in</h2>
      <p>You can also sign in with a link that an administrator creates for you.</p>
      {!unlinked && <FailureMessage failure={linkResult?.failure} />}
      <p class="done" role="status">{unlinked || (linkResult && !linkResult.failure && `Linked. You can now sign in with ${name}.`)}</p>
      <ul>
        <SignInMethod name="Password" state={hasPassword ? 'Set. Change it below' : 'Not set. Set one below'} />
        {identities.map(({ issuer, createdAt }) => (
          <SignInMethod key={issuer} name={nameOf(issuer)} state={<>Linked <TimeButton at={createdAt} />{issuer !== currentIssuer && ', but no longer used here'}</>}>
            <UnlinkProvider issuer={issuer} name={nameOf(issuer)} hasPassword={hasPassword} done={() => setUnlinked(`Unlinked. You can no longer sign in with ${nameOf(issuer)}.`)} />
          </SignInMethod>
        ))}
        {name && !isLinked && (
          <SignInMethod name={name} state="Not linked">
            <LinkProvider name={name} hasPassword={hasPassword} />
          </SignInMethod>
        )}
      </ul>
    </section>
  )
}

const hostOf = (issuer: string) => (URL.canParse(issuer) ? new URL(issuer).hostname : issuer)
