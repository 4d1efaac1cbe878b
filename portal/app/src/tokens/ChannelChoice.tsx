import { ChannelsOfServersDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'

interface Props {
  chosen: readonly string[]
  choose: (ids: readonly string[]) => void
}

// ChannelChoice binds a token to channels; none chosen means all.
export function ChannelChoice({ chosen, choose }: Props) {
  const { data } = useQuery(ChannelsOfServersDocument, {})
  const toggle = (id: string) => choose(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  const servers = data?.viewer.servers.edges.map(({ node }) => node) ?? []
  return (
    <fieldset class="channel-choice">
      <legend>Channels <span class="hint">{chosen.length === 0 ? 'all of them, also future ones' : `only ${chosen.length}`}</span></legend>
      <div class="choices">
        {servers.flatMap(({ id, name, channels }) => [
          <p key={id} class="hint"><bdi>{name}</bdi></p>,
          ...channels.edges.map(({ node }) => (
            <label key={node.id} class="check"><input type="checkbox" checked={chosen.includes(node.id)} onChange={() => toggle(node.id)} />#<bdi>{node.name}</bdi></label>
          )),
        ])}
      </div>
    </fieldset>
  )
}
