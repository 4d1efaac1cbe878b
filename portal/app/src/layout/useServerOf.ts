import { useRef } from 'preact/hooks'
import { ChannelDocument, ServerDocument, WebhookDocument, type ServerQuery } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'
import type { Route } from '../route'

export type CurrentServer = NonNullable<ServerQuery['server']>

// useServerOf is the server that a page belongs to; null for a page of none. While the next one is not known it is the last.
export function useServerOf(route: Route): CurrentServer | null {
  const channel = useQuery(ChannelDocument, route.page === 'channel' ? { id: route.channelId } : null)
  const webhook = useQuery(WebhookDocument, route.page === 'webhook' ? { id: route.webhookId } : null)
  const id = 'serverId' in route ? route.serverId : (channel.data?.channel?.server.id ?? webhook.data?.webhook?.channel.server.id)
  const { data } = useQuery(ServerDocument, id ? { id } : null)
  const last = useRef<CurrentServer | null>(null)
  const isOfServer = 'serverId' in route || route.page === 'channel' || route.page === 'webhook'
  if (data) last.current = data.server
  return isOfServer ? last.current : null
}
