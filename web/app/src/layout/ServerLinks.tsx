import { ServersDocument } from '../documents/generated'
import { useList } from '../graphql/useList'
import { Avatar } from '../components/Avatar'
import { to } from '../route'

// ServerLinks lists the servers in the sidebar of the pages that belong to no server.
export function ServerLinks() {
  const { data } = useList(ServersDocument, {}, ({ viewer }) => viewer.servers)
  return (
    <>
      <div class="group"><h2>Servers</h2></div>
      {data?.items.map(({ id, name }) => (
        <a key={id} class="link" href={to.server(id)}><Avatar id={id} name={name} /><bdi>{name}</bdi></a>
      ))}
    </>
  )
}
