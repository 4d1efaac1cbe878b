import { useEffect, useRef, useState } from 'preact/hooks'
import { AccountRow } from './AccountRow'
import { AccountsDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import { EmptyState } from '../components/EmptyState'
import { Loading } from '../components/Loading'
import { ShowMoreButton } from '../components/ShowMoreButton'
import { PageHeader } from '../components/PageHeader'
import { FailureMessage } from '../components/FailureMessage'
import { to } from '../route'
import { NotFound } from '../layout/NotFound'

const TYPING = 250 // milliseconds without a key before it is searched

// AccountsPage is for administrators of the installation: everybody who has an account.
export function AccountsPage() {
  const [text, setText] = useState('')
  const search = useSettled(text.trim())
  const list = useList(AccountsDocument, { search }, ({ accounts }) => accounts)
  const last = useRef(list.data) // what was found stays while more is typed, and with it an open dialog
  if (list.data === null) return <NotFound />
  if (list.data) last.current = list.data
  const items = last.current?.items
  return (
    <div class="page">
      <PageHeader title="Accounts" action={<a class="button" href={to.installationLog}>Audit log</a>}>Everybody who has an account here.</PageHeader>
      <input class="search" type="search" aria-label="Search accounts" placeholder="Name or e-mail" autocomplete="off" spellcheck={false} maxLength={254} value={text}
        onInput={(event) => setText(event.currentTarget.value)} />
      <FailureMessage failure={list.failure} again={list.reload} />
      {!items && !list.failure && <Loading rows={5} />}
      <div role="status">{list.data?.items.length === 0 && <EmptyState title="Nobody found"><p>No account has “{search}” in its name or e-mail address.</p></EmptyState>}</div>
      <ul class="list">{items?.map((account) => <AccountRow key={account.user.id} account={account} />)}</ul>
      <ShowMoreButton list={list} />
    </div>
  )
}

// useSettled is a value when it has not changed for a moment.
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
