import { useState } from 'preact/hooks'
import { ChangePassword } from '../account/ChangePassword'
import { SignInMethods } from '../account/SignInMethods'
import { SignOutEverywhere } from '../account/SignOutEverywhere'
import { AccountDocument, UpdateViewerDocument, type AccountQuery } from '../documents/generated'
import { renamed } from '../graphql/ask'
import { useMutation } from '../graphql/useMutation'
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
  const update = useMutation(UpdateViewerDocument)
  const [name, setName] = useState(viewer.user.name)
  const [email, setEmail] = useState(viewer.email ?? '')
  const [saved, setSaved] = useState(false)
  const isFirst = viewer.user.name === FIRST_USER
  async function save() {
    const done = await update.run({ name, email: email.trim() || null })
    setSaved(Boolean(done))
    if (done && name !== viewer.user.name) renamed.tell()
  }
  return (
    <section class="card">
      <Form submit={save} action="Save" busy={update.busy} failure={update.failure} done={saved && 'Saved.'}>
        <Field label="Name" name="name" value={name} change={setName} failure={update.failure} required autocomplete="username" readOnly={isFirst}
          hint={isFirst ? 'The first user keeps this name: the owner token acts as it.' : 'What others see. Messages keep the name they were posted under.'} />
        <Field label="E-mail" name="email" type="email" value={email} change={setEmail} failure={update.failure} autocomplete="email"
          hint="For signing in only: only administrators see it, and nothing is sent to it." />
      </Form>
    </section>
  )
}
