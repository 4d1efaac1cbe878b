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

const SEARCH_DELAY = 250 // ms after the last key

// AccountsPage lists all accounts, for administrators of the installation.
export function AccountsPage() {
  const [text, setText] = useState('')
  const search = useDelayed(text.trim())
  const list = useList(AccountsDocument, { search }, ({ accounts }) => accounts)
  const last = useRef(list.data) // the last result stays while the user types, and with it an open dialog
  if (list.data === null) return <NotFound />
  if (list.data) last.current = list.data
  const items = last.current?.items
  return (
    <div class="page">
      <PageHeader title="Accounts" action={<a class="button" href={to.installationLog}>Audit log</a>}>All users of this installation.</PageHeader>
      <input class="search" type="search" aria-label="Search accounts" placeholder="Name or e-mail" autocomplete="off" spellcheck={false} maxLength={254} value={text}
        onInput={(event) => setText(event.currentTarget.value)} />
      <FailureMessage failure={list.failure} retry={list.reload} />
      {!items && !list.failure && <Loading rows={5} />}
      <div role="status">{list.data?.items.length === 0 && <EmptyState title="No account found"><p>No name or e-mail address contains “{search}”.</p></EmptyState>}</div>
      <ul class="list">{items?.map((account) => <AccountRow key={account.user.id} account={account} />)}</ul>
      <ShowMoreButton list={list} />
    </div>
  )
}

// useDelayed returns a value after it has not changed for SEARCH_DELAY.
function useDelayed(value: string): string {
  const [delayed, setDelayed] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), SEARCH_DELAY)
    return () => clearTimeout(timer)
  }, [value])
  return delayed
}
