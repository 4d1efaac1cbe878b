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

// NewAccessToken creates an access token and shows its secret once.
export function NewAccessToken({ close }: { close: () => void }) {
  const create = useMutation(CreateAccessTokenDocument)
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [readOnly, setReadOnly] = useState(true)
  const [choice, setChoice] = useState<Choice>({ limited: true, selected: [] })
  const [isMissing, setMissing] = useState(false)
  const [secret, setSecret] = useState('')

  const choose = (choice: Choice) => (setChoice(choice), setMissing(false))
  async function submit() {
    if (choice.limited && choice.selected.length === 0) return setMissing(true)
    const expiresAt = days ? inDays(Number(days)) : null
    const data = await create.run({ name, expiresAt, readOnly, channelIds: choice.limited ? [...choice.selected] : null })
    if (data) setSecret(data.createAccessToken.secret)
  }
  if (secret) {
    return (
      <SecretDialog title="Copy the token now" label="Access token" secret={secret} close={close}>
        Send it as <code>Authorization: Bearer …</code>, and protect it like a password. If a web page sends it, add the origin of the page
        to <code>--allowed-origins</code> of the server. Otherwise browsers block the response.
      </SecretDialog>
    )
  }
  return (
    <Dialog title="New access token" close={close}>
      <Form submit={submit} action="Create token" busy={create.busy} failure={create.failure} cancel={close}>
        <Field label="Name" name="name" value={name} change={setName} failure={create.failure} required autofocus placeholder="status page" hint="Describe what it is for." />
        <Select label="Expires" value={days} change={setDays} options={lifetimes} />
        <label class="checkbox"><input type="checkbox" checked={readOnly} onChange={(event) => setReadOnly(event.currentTarget.checked)} />
          <span>Read only <span class="hint">It can query and subscribe, and change nothing. This is enough for a web page.</span></span></label>
        <ChannelChoice choice={choice} choose={choose} isMissing={isMissing} />
      </Form>
    </Dialog>
  )
}
