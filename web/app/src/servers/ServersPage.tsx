import { useState } from 'preact/hooks'
import { NoPassword } from '../account/PasswordReminder'
import { ServersDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import { NewServer } from './NewServer'
import { Avatar } from '../components/Avatar'
import { Empty } from '../components/EmptyState'
import { Items } from '../components/ItemList'
import { PageHead } from '../components/PageHeader'
import { to } from '../route'
import { useUser } from '../user'

export function Servers() {
  const user = useUser()
  const list = useList(ServersDocument, {}, ({ viewer }) => viewer.servers)
  const [creating, setCreating] = useState(false)
  const create = <button type="button" class="primary" onClick={() => setCreating(true)}>New server</button>
  return (
    <div class="page">
      <PageHead title="Servers" action={list.data?.items.length ? create : undefined}>A server groups channels and the people who see them.</PageHead>
      <Items list={list} empty={<Empty title="No server yet"><p>Make one, add a channel, and give a program the URL of a webhook to post there.</p>{create}</Empty>}>
        {({ id, name, owner }) => (
          <li key={id}>
            <a class="row" href={to.server(id)}>
              <Avatar id={id} name={name} />
              <span class="row-text">
                <bdi class="row-title">{name}</bdi>
                <span class="row-detail">{owner.id === user.id ? 'Yours' : <>Owned by <bdi>{owner.name}</bdi></>}</span>
              </span>
            </a>
          </li>
        )}
      </Items>
      {list.data && <NoPassword />}
      {creating && <NewServer close={() => setCreating(false)} />}
    </div>
  )
}
