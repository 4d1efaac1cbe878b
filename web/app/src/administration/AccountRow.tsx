import { useState } from 'preact/hooks'
import type { AccountEntryFragment } from '../documents/generated'
import { Avatar } from '../components/Avatar'
import { TimeButton } from '../components/TimeButton'
import { useUser } from '../user'
import { EditAccount } from './EditAccount'

// AccountRow is one account in the list of all accounts.
export function AccountRow({ account }: { account: AccountEntryFragment }) {
  const me = useUser()
  const [editing, setEditing] = useState(false)
  const { user, email, administrator, enabled, lastSignedInAt, signInLinkExpiresAt } = account
  return (
    <li class="row">
      <Avatar id={user.id} name={user.name} />
      <span class="row-text">
        <span class="row-header">
          <bdi class="row-title">{user.name}</bdi>
          {user.id === me.id && <span class="row-detail">you</span>}
          {administrator && <span class="tag accent">Administrator</span>}
          {!enabled && <span class="tag warning">Disabled</span>}
        </span>
        {email && <span class="row-detail"><bdi>{email}</bdi></span>}
        <span class="row-detail">{lastSignedInAt ? <>Signed in <TimeButton at={lastSignedInAt} /></> : 'Never signed in'}</span>
        {signInLinkExpiresAt && <span class="row-detail">A sign-in link is valid until <TimeButton at={signInLinkExpiresAt} /></span>}
      </span>
      {user.id !== me.id && <button type="button" class="small" onClick={() => setEditing(true)}>Manage<span class="visually-hidden"> <bdi>{user.name}</bdi></span></button>}
      {editing && <EditAccount account={account} close={() => setEditing(false)} />}
    </li>
  )
}
