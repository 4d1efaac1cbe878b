import { useState } from 'preact/hooks'
import { UpdateAccountDocument, type AccountEntryFragment } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Dialog } from '../components/Dialog'
import { changesOf, type AccountChange } from './accountChanges'
import { NewSignInLink } from './NewSignInLink'
import { RevokeSignInLinks } from './RevokeSignInLinks'

interface Props {
  account: AccountEntryFragment
  close: () => void
}

// EditAccount offers the actions on an account. Each one names its consequences before it runs.
export function EditAccount({ account, close }: Props) {
  const [chosen, choose] = useState<AccountChange | 'link' | 'revoke'>()
  const { name } = account.user
  if (chosen === 'link') return <NewSignInLink user={account.user} close={close} />
  if (chosen === 'revoke') return <RevokeSignInLinks user={account.user} close={close} />
  if (chosen) return <ConfirmChange account={account} change={chosen} close={close} />
  const changes = changesOf(account)
  return (
    <Dialog title={name} close={close}>
      <ul class="account-actions">
        {account.enabled && (
          <li>
            <p>The user cannot sign in, or forgot the password.</p>
            <button type="button" onClick={() => choose('link')}>Create sign-in link…</button>
          </li>
        )}
        {account.signInLinkExpiresAt && (
          <li>
            <p>A sign-in link was created by mistake, or was leaked.</p>
            <button type="button" onClick={() => choose('revoke')}>Revoke sign-in links…</button>
          </li>
        )}
        {changes.map((change) => (
          <li key={change.action}>
            <p>{change.situation}</p>
            <button type="button" class={change.danger ? 'danger' : ''} onClick={() => choose(change)}>{change.action}…</button>
          </li>
        ))}
      </ul>
      <div class="actions end"><button type="button" onClick={close}>Cancel</button></div>
    </Dialog>
  )
}

function ConfirmChange({ account, change, close }: Props & { change: AccountChange }) {
  const update = useMutation(UpdateAccountDocument)
  const confirm = async () => (await update.run({ userId: account.user.id, ...change.input })) && close()
  return (
    <ConfirmDialog title={change.question(account.user.name)} action={change.action} danger={change.danger} busy={update.busy} failure={update.failure}
      confirm={confirm} close={close}>
      {change.consequences.map((sentence) => <p key={sentence}>{sentence}</p>)}
    </ConfirmDialog>
  )
}
