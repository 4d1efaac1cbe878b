import { useState } from 'preact/hooks'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { UpdateViewerDocument, type AccountQuery } from '../documents/generated'
import { userRenamed } from '../signIn/session'
import { CurrentPassword } from './CurrentPassword'
import { useReauthenticatedMutation } from './useReauthenticatedMutation'

const FIRST_USER = 'owner' // the server's name for the first user

// AccountDetails changes the name and the e-mail address of the viewer.
export function AccountDetails({ viewer }: { viewer: AccountQuery['viewer'] }) {
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
          hint={isFirst ? 'The first user keeps this name: the owner token acts as this user.' : 'Other users see it. Messages keep the name they were posted with.'} />
        <Field label="E-mail" name="email" type="email" value={email} change={setEmail} failure={update.failure} autocomplete="email"
          hint="Only for sign-in. Only administrators see it, and nothing is sent to it." />
        {edited && hasPassword && <CurrentPassword value={current} change={setCurrent} failure={update.failure} />}
      </Form>
    </section>
  )
}
