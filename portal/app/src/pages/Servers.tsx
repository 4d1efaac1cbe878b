import { useState } from 'preact/hooks'
import { NoPassword } from '../account/NoPassword'
import { ServersDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import { NewServer } from '../server/NewServer'
import { Avatar } from '../parts/Avatar'
import { Empty } from '../parts/Empty'
import { Loading } from '../parts/Loading'
import { More } from '../parts/More'
import { PageHead } from '../parts/PageHead'
import { Problem } from '../parts/Problem'
import { to } from '../route'
import { useUser } from '../user'

export function Servers() {
  const user = useUser()
  const list = useList(ServersDocument, {}, ({ viewer }) => viewer.servers)
  const [creating, setCreating] = useState(false)
  const items = list.data?.items
  const create = <button type="button" class="primary" onClick={() => setCreating(true)}>New server</button>
  return (
    <div class="page">
      <PageHead title="Servers" action={items?.length ? create : undefined}>A server groups channels and the people who see them.</PageHead>
      <Problem failure={list.failure} again={list.reload} />
      {!items && !list.failure && <Loading />}
      {items?.length === 0 && <Empty title="No server yet"><p>Make one, add a channel, and give a program the URL of a webhook to post there.</p>{create}</Empty>}
      <ul class="list">
        {items?.map(({ id, name, owner }) => (
          <li key={id}>
            <a class="row" href={to.server(id)}>
              <Avatar id={id} name={name} />
              <span class="row-text">
                <bdi class="row-title">{name}</bdi>
                <span class="row-detail">{owner.id === user.id ? 'Yours' : <>Owned by <bdi>{owner.name}</bdi></>}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      <More list={list} />
      {items && <NoPassword />}
      {creating && <NewServer close={() => setCreating(false)} />}
    </div>
  )
}
