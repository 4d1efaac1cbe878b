import { useState } from 'preact/hooks'
import { PasswordReminder } from '../account/PasswordReminder'
import { ServersDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import { NewServer } from './NewServer'
import { Avatar } from '../components/Avatar'
import { EmptyState } from '../components/EmptyState'
import { ItemList } from '../components/ItemList'
import { PageHeader } from '../components/PageHeader'
import { to } from '../route'
import { useUser } from '../user'

// ServersPage is the start page: the servers of the viewer.
export function ServersPage() {
  const user = useUser()
  const list = useList(ServersDocument, {}, ({ viewer }) => viewer.servers)
  const [creating, setCreating] = useState(false)
  const create = <button type="button" class="primary" onClick={() => setCreating(true)}>New server</button>
  return (
    <div class="page">
      <PageHeader title="Servers" action={list.data?.items.length ? create : undefined}>A server is a group of channels and the people who can see them.</PageHeader>
      <ItemList list={list} empty={<EmptyState title="No servers yet"><p>Create a server, add a channel, and give a program the URL of a webhook to post there.</p>{create}</EmptyState>}>
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
      </ItemList>
      {list.data && <PasswordReminder />}
      {creating && <NewServer close={() => setCreating(false)} />}
    </div>
  )
}
