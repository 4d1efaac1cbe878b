import { useState } from 'preact/hooks'
import { CreateInvitationDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { Dialog } from '../components/Dialog'
import { Form } from '../components/Form'
import { Select } from '../components/Select'
import { SecretDialog } from '../components/SecretDialog'
import { inDays } from '../components/time'

const lifetimes = [['1', '1 day'], ['7', '7 days'], ['30', '30 days']] as const
const useLimits = [['1', '1 person'], ['5', '5 people'], ['25', '25 people'], ['100', '100 people']] as const

// NewInvitation creates an invitation and shows its link once.
export function NewInvitation({ serverId, close }: { serverId: string; close: () => void }) {
  const create = useMutation(CreateInvitationDocument)
  const [days, setDays] = useState('7')
  const [maxUses, setMaxUses] = useState('1')
  const [url, setURL] = useState('')
  async function submit() {
    const data = await create.run({ serverId, maxUses: Number(maxUses), expiresAt: inDays(Number(days)) })
    if (data) setURL(data.createInvitation.url)
  }
  if (url) {
    return (
      <SecretDialog title="Copy the link now" label="Invitation link" secret={url} close={close}>
        Send it only to the people you invite: everyone who has it can use it.
      </SecretDialog>
    )
  }
  return (
    <Dialog title="Invite people" close={close}>
      <Form submit={submit} action="Create link" busy={create.busy} failure={create.failure} cancel={close}>
        <Select label="Valid for" value={maxUses} change={setMaxUses} options={useLimits} />
        <Select label="Expires after" value={days} change={setDays} options={lifetimes} />
      </Form>
    </Dialog>
  )
}
