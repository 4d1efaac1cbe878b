import { createContext } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import { AdministersDocument, ChannelDocument, ServerDocument, WebhookDocument, type ServerQuery } from '../documents/generated'
import { queryCache } from '../graphql/client'
import { useQuery } from '../graphql/useQuery'
import { memoryCleared } from '../memory'
import type { Route } from '../route'

export type CurrentServer = NonNullable<ServerQuery['server']>

// Place describes where a page belongs.
export interface Place {
  server?: CurrentServer | null // null: it belongs to no server, or the viewer may not see it; undefined: it is being read
  serverName?: string // the last name of a server that was not found
  name?: string // the last name of the channel or webhook of the page
}

export const PlaceContext = createContext<Place>({})
export const usePlace = () => useContext(PlaceContext)

// The names of all servers, channels and webhooks that were shown, by id, so that a message about a deleted one can name it.
const names = new Map<string, { name: string; serverId: string }>()
memoryCleared.listen(() => names.clear())

function saveName(name: string, id: string, serverId: string) {
  names.set(id, { name, serverId })
}

// useCurrentPlace returns the place of a page, and poll, which reads again what all pages of a server show beside their own content.
// That is one query of the server, the permissions of the viewer and up to 100 channels: about 1 KB with ten channels, 10 KB with a
// hundred, and one or two milliseconds of the server's time.
export function useCurrentPlace(route: Route): Place & { poll: () => Promise<void> } {
  const channel = useQuery(ChannelDocument, route.page === 'channel' ? { id: route.channelId } : null)
  const webhook = useQuery(WebhookDocument, route.page === 'webhook' ? { id: route.webhookId } : null)
  const subject = channel.data?.channel ?? webhook.data?.webhook
  const subjectId = route.page === 'channel' ? route.channelId : route.page === 'webhook' ? route.webhookId : undefined
  const ownServer = channel.data?.channel?.server ?? webhook.data?.webhook?.channel.server
  if (subject && ownServer) saveName(subject.name, subject.id, ownServer.id)

  const subjectNotFound = channel.data?.channel === null || webhook.data?.webhook === null
  const serverId = 'serverId' in route ? route.serverId : subjectNotFound ? names.get(subjectId!)?.serverId : undefined
  const serverById = useQuery(ServerDocument, serverId ? { id: serverId } : null)
  const server = serverId ? serverById.data?.server : subjectId && !subjectNotFound ? ownServer : null
  if (server) saveName(server.name, server.id, server.id)

  // SECURITY: against reading after a removal, a viewer who has lost access to a server sees nothing of it from memory.
  const accessLost = server === null && serverId !== undefined
  useEffect(() => void (accessLost && queryCache.clear()), [accessLost])

  const viewer = useQuery(AdministersDocument, serverId || subjectId ? null : {}) // polled on pages that belong to no server
  const polled = serverId ? serverById : route.page === 'channel' ? channel : route.page === 'webhook' ? webhook : viewer
  return {
    server,
    serverName: serverId && names.get(serverId)?.name,
    name: subjectId && names.get(subjectId)?.name,
    poll: polled.poll,
  }
}

// useLastServer returns the server, and while the next one is read, the last one, so that the sidebar does not flicker.
export function useLastServer(server: CurrentServer | null | undefined) {
  const last = useRef(server)
  if (server !== undefined) last.current = server
  return last.current
}
