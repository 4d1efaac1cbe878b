import { useState } from 'preact/hooks'
import { ChangePassword } from '../account/ChangePassword'
import { SignInMethods } from '../account/SignInMethods'
import { PresentPassword } from '../account/PresentPassword'
import { SignOutEverywhere } from '../account/SignOutEverywhere'
import { useProven } from '../account/useProven'
import { AccountDocument, UpdateViewerDocument, type AccountQuery } from '../documents/generated'
import { userRenamed } from '../session'
import { useQuery } from '../graphql/useQuery'
import { Field } from '../parts/Field'
import { Form } from '../parts/Form'
import { Loading } from '../parts/Loading'
import { PageHead } from '../parts/PageHead'
import { Problem } from '../parts/Problem'

export function AccountPage() {
  const { data, failure, reload } = useQuery(AccountDocument, {})
  return (
    <div class="page narrow">
      <PageHead title="Account" />
      <Problem failure={failure} again={reload} />
      {!data && !failure && <Loading />}
      {data && (
        <>
          <Details viewer={data.viewer} />
          <SignInMethods viewer={data.viewer} />
          <ChangePassword has={data.viewer.signInMethods?.includes('PASSWORD') ?? false} changed={reload} />
          <SignOutEverywhere byLinkOnly={data.viewer.signInMethods?.length === 0} />
        </>
      )}
    </div>
  )
}

const FIRST_USER = 'owner' // as the server calls it

function Details({ viewer }: { viewer: AccountQuery['viewer'] }) {
  const update = useProven(UpdateViewerDocument)
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
        {edited && hasPassword && <PresentPassword value={current} change={setCurrent} failure={update.failure} />}
      </Form>
    </section>
  )
}
