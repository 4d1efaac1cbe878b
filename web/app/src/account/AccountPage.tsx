import { useState } from 'preact/hooks'
import { ChangePassword } from './ChangePassword'
import { SignInMethods } from './SignInMethods'
import { CurrentPassword } from './CurrentPassword'
import { SignOutEverywhere } from './SignOutEverywhere'
import { useReauthenticatedMutation } from './useReauthenticatedMutation'
import { AccountDocument, UpdateViewerDocument, type AccountQuery } from '../documents/generated'
import { userRenamed } from '../signIn/session'
import { useQuery } from '../graphql/useQuery'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { Loading } from '../components/Loading'
import { PageHeader } from '../components/PageHeader'
import { FailureMessage } from '../components/FailureMessage'

export function AccountPage() {
  const { data, failure, reload } = useQuery(AccountDocument, {})
  return (
    <div class="page narrow">
      <PageHeader title="Account" />
      <FailureMessage failure={failure} again={reload} />
      {!data && !failure && <Loading />}
      {data && (
        <>
          <Details viewer={data.viewer} />
          <SignInMethods viewer={data.viewer} />
          <ChangePassword has={data.viewer.signInMethods?.includes('PASSWORD') ?? false} changed={reload} />
          <SignOutEverywhere linkOnly={data.viewer.signInMethods?.length === 0} />
        </>
      )}
    </div>
  )
}

const FIRST_USER = 'owner' // as the server calls it

function Details({ viewer }: { viewer: AccountQuery['viewer'] }) {
  const update = useReauthenticatedMutation(UpdateViewerDocument)
  const [name, setName] = useState(viewer.user.name)
  const [email, setEmail] = useState(viewer.email ?? '')
  const [current, setCurrent] = useState('')
  const [saved, setSaved] = useState(false)
  const edited = name !== viewer.user.name || email.trim() !== (viewer.email ?? '')
  const hasPassword = viewer.signInMethods?.includes('PASSWORD') ?? false
  const isFirst = viewer.user.name === FIRST_USER
  async function save() {
    const done = edited ? await update.run(current, { name, email: email.trim() || null }) : true
    setSaved(Boolean(done))
    if (done) setCurrent('')
    if (done && name !== viewer.user.name) userRenamed.emit()
  }
  return (
    <section class="card">
      <Form submit={save} action="Save" busy={update.busy} failure={update.failure} done={saved && 'Saved.'}>
        <Field label="Name" name="name" value={name} change={setName} failure={update.failure} required autocomplete="username" readOnly={isFirst}
          hint={isFirst ? 'The first user keeps this name: the owner token acts as it.' : 'What others see. Messages keep the name they were posted under.'} />
        <Field label="E-mail" name="email" type="email" value={email} change={setEmail} failure={update.failure} autocomplete="email"
          hint="For signing in only: only administrators see it, and nothing is sent to it." />
        {edited && hasPassword && <CurrentPassword value={current} change={setCurrent} failure={update.failure} />}
      </Form>
    </section>
  )
}
