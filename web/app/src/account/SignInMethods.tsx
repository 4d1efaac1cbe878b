import { useContext, useEffect, useState } from 'preact/hooks'
import type { AccountQuery } from '../documents/generated'
import { FailureMessage } from '../components/FailureMessage'
import { TimeButton } from '../components/Time'
import { ProviderContext } from '../signIn/provider'
import { LinkProvider } from './LinkProvider'
import { SignInMethod } from './SignInMethod'
import { UnlinkProvider } from './UnlinkProvider'

// SignInMethods shows how one signs in, and links and unlinks the provider. Where there is only the password it is not shown.
export function SignInMethods({ viewer }: { viewer: AccountQuery['viewer'] }) {
  const { name, issuer: current, seen, ...provider } = useContext(ProviderContext)
  const [back] = useState(provider.back)
  const [unlinked, setUnlinked] = useState('')
  useEffect(seen, [])
  const identities = viewer.identities ?? []
  const hasPassword = viewer.signInMethods?.includes('PASSWORD') ?? false
  const linked = identities.some(({ issuer }) => issuer === current)
  const nameOf = (issuer: string) => (name && issuer === current ? name : hostOf(issuer))
  if (!name && identities.length === 0 && !unlinked) return null
  return (
    <section class="card sign-in-methods">
      <h2>Ways to sign in</h2>
      <p>Beside links, which whoever runs this Chattr can print for you.</p>
      {!unlinked && <FailureMessage failure={back?.failure} />}
      <p class="done" role="status">{unlinked || (back && !back.failure && `Linked. From now on you can sign in with ${name}.`)}</p>
      <ul>
        <SignInMethod name="Password" state={hasPassword ? 'Set. Change it below' : 'Not set. Set one below'} />
        {identities.map(({ issuer, createdAt }) => (
          <SignInMethod key={issuer} name={nameOf(issuer)} state={<>Linked <TimeButton at={createdAt} />{issuer !== current && ', but not in use here any more'}</>}>
            <UnlinkProvider issuer={issuer} name={nameOf(issuer)} hasPassword={hasPassword} done={() => setUnlinked(`Unlinked. You no longer sign in with ${nameOf(issuer)}.`)} />
          </SignInMethod>
        ))}
        {name && !linked && (
          <SignInMethod name={name} state="Not linked">
            <LinkProvider name={name} hasPassword={hasPassword} />
          </SignInMethod>
        )}
      </ul>
    </section>
  )
}

const hostOf = (issuer: string) => (URL.canParse(issuer) ? new URL(issuer).hostname : issuer)
