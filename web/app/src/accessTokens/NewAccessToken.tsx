import { useState } from 'preact/hooks'
import { CreateAccessTokenDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { Dialog } from '../components/Dialog'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { Select } from '../components/Select'
import { SecretDialog } from '../components/SecretDialog'
import { inDays } from '../components/time'
import { ChannelChoice, type Choice } from './ChannelChoice'

const lifetimes = [['7', '7 days'], ['30', '30 days'], ['90', '90 days'], ['365', '1 year'], ['', 'Never']] as const

export function NewAccessToken({ close }: { close: () => void }) {
  const create = useMutation(CreateAccessTokenDocument)
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [readOnly, setReadOnly] = useState(true)
  const [choice, setChoice] = useState<Choice>({ only: true, ticked: [] })
  const [missing, setMissing] = useState(false)
  const [secret, setSecret] = useState('')

  const choose = (choice: Choice) => (setChoice(choice), setMissing(false))
  async function submit() {
    if (choice.only && choice.ticked.length === 0) return setMissing(true)
    const expiresAt = days ? inDays(Number(days)) : null
    const done = await create.run({ name, expiresAt, readOnly, channelIds: choice.only ? [...choice.ticked] : null })
    if (done) setSecret(done.createAccessToken.secret)
  }
  if (secret) {
    return (
      <SecretDialog title="Copy the token now" label="Access token" secret={secret} close={close}>
        Send it as <code>Authorization: Bearer …</code>, and keep it like a password. If a page on the web sends it, name the origin of the page
        in <code>--allowed-origins</code> at the server: browsers refuse the answer otherwise.
      </SecretDialog>
    )
  }
  return (
    <Dialog title="New access token" close={close}>
      <Form submit={submit} action="Create token" busy={create.busy} failure={create.failure} cancel={close}>
        <Field label="Name" name="name" value={name} change={setName} failure={create.failure} required autofocus placeholder="status page" hint="What it is for." />
        <Select label="Expires" value={days} change={setDays} options={lifetimes} />
        <label class="checkbox"><input type="checkbox" checked={readOnly} onChange={(event) => setReadOnly(event.currentTarget.checked)} />
          <span>Read only <span class="hint">It can watch and query, and change nothing. A page on the web needs no more.</span></span></label>
        <ChannelChoice choice={choice} choose={choose} missing={missing} />
      </Form>
    </Dialog>
  )
}
