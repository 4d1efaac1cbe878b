import { useId } from 'preact/hooks'
import { ChannelsOfServersDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'

// Choice says which channels a token can access: with `limited` the selected ones, else all. The selection stays while all are chosen.
export interface Choice {
  limited: boolean
  selected: readonly string[] // ids
}

interface Props {
  choice: Choice
  choose: (choice: Choice) => void
  isMissing: boolean // whether the form was submitted without a channel
}

// ChannelChoice selects the channels that a token can access.
export function ChannelChoice({ choice, choose, isMissing }: Props) {
  const name = useId()
  const option = (limited: boolean) => ({ type: 'radio' as const, name, checked: choice.limited === limited, onChange: () => choose({ ...choice, limited }) })
  return (
    <fieldset>
      <legend>Channels</legend>
      <label class="checkbox"><input {...option(true)} />Only these channels</label>
      {choice.limited && <ChannelBoxes selected={choice.selected} select={(selected) => choose({ ...choice, selected })} />}
      {isMissing && <p class="hint error" role="alert">Select at least one channel, or choose all channels.</p>}
      <label class="checkbox"><input {...option(false)} />
        <span>All channels, including future ones <span class="hint">And everything else that you can access: servers, members, webhooks.</span></span></label>
    </fieldset>
  )
}

function ChannelBoxes({ selected, select }: { selected: readonly string[]; select: (ids: readonly string[]) => void }) {
  const { data } = useQuery(ChannelsOfServersDocument, {})
  const toggle = (id: string) => select(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id])
  const servers = data?.viewer.servers.edges.map(({ node }) => node) ?? []
  return (
    <div class="choices">
      {servers.flatMap(({ id, name, channels }) => [
        <p key={id} class="hint"><bdi>{name}</bdi></p>,
        ...channels.edges.map(({ node }) => (
          <label key={node.id} class="checkbox"><input type="checkbox" checked={selected.includes(node.id)} onChange={() => toggle(node.id)} />#<bdi>{node.name}</bdi></label>
        )),
      ])}
    </div>
  )
}
