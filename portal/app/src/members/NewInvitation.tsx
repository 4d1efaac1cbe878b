import { useState } from 'preact/hooks'
import { CreateInvitationDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { Dialog } from '../parts/Dialog'
import { Form } from '../parts/Form'
import { Secret } from '../parts/Secret'
import { Select } from '../parts/Select'

const DAY = 86_400_000
const lifetimes = [['1', '1 day'], ['7', '7 days'], ['30', '30 days']] as const
const numbers = [['1', '1 person'], ['5', '5 people'], ['25', '25 people'], ['100', '100 people']] as const

export function NewInvitation({ serverId, close }: { serverId: string; close: () => void }) {
  const create = useMutation(CreateInvitationDocument)
  const [days, setDays] = useState('7')
  const [maxUses, setMaxUses] = useState('1')
  const [url, setURL] = useState('')
  async function submit() {
    const expiresAt = new Date(Date.now() + Number(days) * DAY).toISOString()
    const done = await create.run({ serverId, maxUses: Number(maxUses), expiresAt })
    if (done) setURL(done.createInvitation.url)
  }
  if (url) {
    return (
      <Dialog title="Copy the link now" close={close} once>
        <p class="explain">It is shown this once. Send it to whom you want to let in; whoever has it can use it.</p>
        <Secret label="Invitation link" value={url} />
        <div class="actions end"><button type="button" onClick={close}>Done</button></div>
      </Dialog>
    )
  }
  return (
    <Dialog title="Invite people" close={close}>
      <Form submit={submit} action="Make a link" busy={create.busy} failure={create.failure} cancel={close}>
        <Select label="Lets in" value={maxUses} change={setMaxUses} options={numbers} />
        <Select label="Works for" value={days} change={setDays} options={lifetimes} />
      </Form>
    </Dialog>
  )
}
