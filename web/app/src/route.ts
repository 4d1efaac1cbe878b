// The addresses of the pages. They are in the fragment, so that they work behind a proxy that adds a path, and browsers do not send them
// to the server.
import { useEffect, useState } from 'preact/hooks'

const sections = ['channels', 'webhooks', 'members', 'roles', 'audit-log', 'settings'] as const
export type ServerSection = (typeof sections)[number]

export type Route =
  | { page: 'servers' }
  | { page: 'server'; serverId: string; section: ServerSection }
  | { page: 'newWebhook'; serverId: string; channelId?: string }
  | { page: 'webhook'; webhookId: string }
  | { page: 'channel'; channelId: string }
  | { page: 'tokens' }
  | { page: 'account' }
  | { page: 'accounts' }
  | { page: 'installationLog' }
  | { page: 'notFound' }

// routeOf returns the route of a fragment.
export function routeOf(hash: string): Route {
  const [path = '', query] = hash.replace(/^#?\/?/, '').split('?')
  const [kind, id = '', section = 'channels', action] = path.split('/')
  const channelId = new URLSearchParams(query).get('channel') ?? undefined
  if (!kind) return { page: 'servers' }
  if (kind === 'tokens' || kind === 'account') return { page: kind }
  if (kind === 'accounts') return { page: id === 'audit-log' ? 'installationLog' : 'accounts' }
  if (kind === 'channels' && id) return { page: 'channel', channelId: id }
  if (kind === 'webhooks' && id) return { page: 'webhook', webhookId: id }
  if (kind === 'servers' && id && section === 'webhooks' && action === 'new') return { page: 'newWebhook', serverId: id, channelId }
  const serverSection = sections.find((name) => name === section)
  if (kind === 'servers' && id && serverSection) return { page: 'server', serverId: id, section: serverSection }
  return { page: 'notFound' }
}

// to returns the address of each page.
export const to = {
  servers: '#/',
  tokens: '#/tokens',
  account: '#/account',
  accounts: '#/accounts',
  installationLog: '#/accounts/audit-log',
  server: (id: string, section: ServerSection = 'channels') => `#/servers/${id}/${section}`,
  channel: (id: string) => `#/channels/${id}`,
  webhook: (id: string) => `#/webhooks/${id}`,
  newWebhook: (serverId: string, channelId?: string) => `#/servers/${serverId}/webhooks/new${channelId ? `?channel=${channelId}` : ''}`,
}

export const go = (address: string) => void (location.hash = address)

// useRoute returns the route of the current address.
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const update = () => setHash(location.hash)
    window.addEventListener('hashchange', update)
    update() // it may have changed since the component was rendered
    return () => window.removeEventListener('hashchange', update)
  }, [])
  return routeOf(hash)
}
