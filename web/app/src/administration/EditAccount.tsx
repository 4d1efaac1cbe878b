import { useState } from 'preact/hooks'
import { UpdateAccountDocument, type AccountEntryFragment } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Dialog } from '../components/Dialog'
import { changesOf, type Change } from './accountChanges'
import { NewSignInLink } from './NewSignInLink'
import { RevokeSignInLinks } from './RevokeSignInLinks'

interface Props {
  account: AccountEntryFragment
  close: () => void
}

// EditAccount offers what can be done to an account, and says what happens before it does.
export function EditAccount({ account, close }: Props) {
  const [chosen, choose] = useState<Change | 'link' | 'revoke'>()
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
            <p>Cannot sign in, or has forgotten the password?</p>
            <button type="button" onClick={() => choose('link')}>Make a sign-in link…</button>
          </li>
        )}
        {account.signInLinkExpiresAt && (
          <li>
            <p>A link was made that nobody should use any more?</p>
            <button type="button" onClick={() => choose('revoke')}>Revoke sign-in links…</button>
          </li>
        )}
        {changes.map((change) => (
          <li key={change.action}>
            <p>{change.when}</p>
            <button type="button" class={change.danger ? 'danger' : ''} onClick={() => choose(change)}>{change.action}…</button>
          </li>
        ))}
      </ul>
      <div class="actions end"><button type="button" onClick={close}>Cancel</button></div>
    </Dialog>
  )
}

function ConfirmChange({ account, change, close }: Props & { change: Change }) {
  const update = useMutation(UpdateAccountDocument)
  const act = async () => (await update.run({ userId: account.user.id, ...change.input })) && close()
  return (
    <ConfirmDialog title={`${change.title} ${account.user.name}${change.end}?`} action={change.action} danger={change.danger} busy={update.busy} failure={update.failure}
      confirm={act} close={close}>
      {change.happens.map((sentence) => <p key={sentence}>{sentence}</p>)}
    </ConfirmDialog>
  )
}
