import { FailureMessage } from '../components/FailureMessage'
import { Loading } from '../components/Loading'
import { PageHeader } from '../components/PageHeader'
import { AccountDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'
import { AccountDetails } from './AccountDetails'
import { ChangePassword } from './ChangePassword'
import { SignInMethods } from './SignInMethods'
import { SignOutEverywhere } from './SignOutEverywhere'

// AccountPage is the page of the viewer's own account.
export function AccountPage() {
  const { data, failure, reload } = useQuery(AccountDocument, {})
  return (
    <div class="page narrow">
      <PageHeader title="Account" />
      <FailureMessage failure={failure} retry={reload} />
      {!data && !failure && <Loading />}
      {data && (
        <>
          <AccountDetails viewer={data.viewer} />
          <SignInMethods viewer={data.viewer} />
          <ChangePassword hasPassword={data.viewer.signInMethods?.includes('PASSWORD') ?? false} changed={reload} />
          <SignOutEverywhere linkOnly={data.viewer.signInMethods?.length === 0} />
        </>
      )}
    </div>
  )
}
