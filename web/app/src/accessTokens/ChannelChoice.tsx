import { useId } from 'preact/hooks'
import { ChannelsOfServersDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'

// Choice is what a token may reach: with `only` the channels that are ticked, which are kept while all are chosen.
export interface Choice {
  only: boolean
  ticked: readonly string[]
}

interface Props {
  choice: Choice
  choose: (choice: Choice) => void
  missing: boolean // it was sent with none ticked
}

// ChannelChoice binds a token to channels, or says that it reaches all.
export function ChannelChoice({ choice, choose, missing }: Props) {
  const name = useId()
  const option = (only: boolean) => ({ type: 'radio' as const, name, checked: choice.only === only, onChange: () => choose({ ...choice, only }) })
  return (
    <fieldset>
      <legend>Channels</legend>
      <label class="checkbox"><input {...option(true)} />Only these</label>
      {choice.only && <Channels ticked={choice.ticked} tick={(ticked) => choose({ ...choice, ticked })} />}
      {missing && <p class="hint error" role="alert">Tick at least one channel, or choose all of them.</p>}
      <label class="checkbox"><input {...option(false)} />
        <span>All channels, also future ones <span class="hint">And what is yours besides: servers, members, webhooks.</span></span></label>
    </fieldset>
  )
}

function Channels({ ticked, tick }: { ticked: readonly string[]; tick: (ids: readonly string[]) => void }) {
  const { data } = useQuery(ChannelsOfServersDocument, {})
  const toggle = (id: string) => tick(ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id])
  const servers = data?.viewer.servers.edges.map(({ node }) => node) ?? []
  return (
    <div class="choices">
      {servers.flatMap(({ id, name, channels }) => [
        <p key={id} class="hint"><bdi>{name}</bdi></p>,
        ...channels.edges.map(({ node }) => (
          <label key={node.id} class="checkbox"><input type="checkbox" checked={ticked.includes(node.id)} onChange={() => toggle(node.id)} />#<bdi>{node.name}</bdi></label>
        )),
      ])}
    </div>
  )
}
