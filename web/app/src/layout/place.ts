import { createContext } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import { AdministersDocument, ChannelDocument, ServerDocument, WebhookDocument, type ServerQuery } from '../documents/generated'
import { queryCache } from '../graphql/client'
import { useQuery } from '../graphql/useQuery'
import { memoryCleared } from '../memory'
import type { Route } from '../route'

export type CurrentServer = NonNullable<ServerQuery['server']>

// Place is where a page belongs.
export interface Place {
  server?: CurrentServer | null // null: to none, or to one that is not there for the viewer; undefined: not known yet
  serverName?: string // of one that is gone, where it was seen before
  name?: string // of the channel or webhook that the page is about, where it was seen
}

export const PlaceContext = createContext<Place>({})
export const usePlace = () => useContext(PlaceContext)

// What was seen since the page was opened, by id: so what is gone has a name, and one knows where it was.
const seen = new Map<string, { name: string; serverId: string }>()
memoryCleared.listen(() => seen.clear())

function note(name: string, id: string, serverId: string) {
  seen.set(id, { name, serverId })
}

// useCurrentPlace is the place of a page, and look, which asks whether what all pages of a server show beside their own content has
// changed. That is one query of the server, the viewer's permissions and up to 100 channels: about 1 KB with ten channels,
// 10 KB with a hundred, and a millisecond or two of the server's time.
export function useCurrentPlace(route: Route): Place & { poll: () => Promise<void> } {
  const channel = useQuery(ChannelDocument, route.page === 'channel' ? { id: route.channelId } : null)
  const webhook = useQuery(WebhookDocument, route.page === 'webhook' ? { id: route.webhookId } : null)
  const about = channel.data?.channel ?? webhook.data?.webhook
  const aboutId = route.page === 'channel' ? route.channelId : route.page === 'webhook' ? route.webhookId : undefined
  const own = channel.data?.channel?.server ?? webhook.data?.webhook?.channel.server
  if (about && own) note(about.name, about.id, own.id)

  const answered = channel.data?.channel === null || webhook.data?.webhook === null
  const serverId = 'serverId' in route ? route.serverId : answered ? seen.get(aboutId!)?.serverId : undefined
  const asked = useQuery(ServerDocument, serverId ? { id: serverId } : null)
  const found = serverId ? asked.data?.server : aboutId && !answered ? own : null
  if (found) note(found.name, found.id, found.id)

  // SECURITY: who no longer sees a server is shown nothing of it from memory.
  const lost = found === null && serverId !== undefined
  useEffect(() => void (lost && queryCache.clear()), [lost])

  const none = useQuery(AdministersDocument, serverId || aboutId ? null : {}) // the pages of no server
  const watched = serverId ? asked : route.page === 'channel' ? channel : route.page === 'webhook' ? webhook : none
  return {
    server: found,
    serverName: serverId && seen.get(serverId)?.name,
    name: aboutId && seen.get(aboutId)?.name,
    poll: watched.poll,
  }
}

// useLast is the server while it is known, and until the next one is known the last: what is beside the page does not blink.
export function useLast(server: CurrentServer | null | undefined) {
  const last = useRef(server)
  if (server !== undefined) last.current = server
  return last.current
}
