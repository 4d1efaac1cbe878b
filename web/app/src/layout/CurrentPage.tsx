import { AccountsPage } from '../administration/AccountsPage'
import { AccountPage } from '../account/AccountPage'
import { AccessTokensPage } from '../accessTokens/AccessTokensPage'
import { AuditLogPage } from '../auditLog/AuditLogPage'
import { ChannelPage } from '../channel/ChannelPage'
import { InstallationLogPage } from '../auditLog/InstallationLogPage'
import { MembersPage } from '../members/MembersPage'
import { AccessDenied } from './AccessDenied'
import { NotFound } from './NotFound'
import { NewWebhookPage } from '../webhooks/NewWebhookPage'
import { RolesPage } from '../members/RolesPage'
import { ServerChannelsPage } from '../servers/ServerChannelsPage'
import { ServerSettingsPage } from '../servers/ServerSettingsPage'
import { ServersPage } from '../servers/ServersPage'
import { WebhookPage } from '../webhooks/WebhookPage'
import { WebhooksPage } from '../webhooks/WebhooksPage'
import type { Route, ServerSection } from '../route'
import { isAllowed } from '../user'
import type { CurrentServer } from './place'

const sections: Record<ServerSection, (props: { serverId: string; server: CurrentServer | null }) => preact.JSX.Element> = {
  channels: ServerChannelsPage,
  webhooks: WebhooksPage,
  members: MembersPage,
  roles: RolesPage,
  'audit-log': AuditLogPage,
  settings: ServerSettingsPage,
}

const isForManagers = (route: Route) => route.page === 'newWebhook' || (route.page === 'server' && (route.section === 'webhooks' || route.section === 'audit-log'))

// CurrentPage shows the page of a route. The server is null if the page belongs to none or it was not found, and undefined while it is
// read.
export function CurrentPage({ route, server }: { route: Route; server: CurrentServer | null | undefined }) {
  if ('serverId' in route && server === null) return <NotFound what="server" />
  if (isForManagers(route) && server && !isAllowed(server.viewerPermissions, 'MANAGE_SERVER')) return <AccessDenied server={server} />
  switch (route.page) {
    case 'servers':
      return <ServersPage />
    case 'server': {
      const Section = sections[route.section]
      return <Section serverId={route.serverId} server={server ?? null} />
    }
    case 'newWebhook':
      return <NewWebhookPage serverId={route.serverId} channelId={route.channelId} />
    case 'webhook':
      return <WebhookPage webhookId={route.webhookId} />
    case 'channel':
      return <ChannelPage channelId={route.channelId} />
    case 'tokens':
      return <AccessTokensPage />
    case 'accounts':
      return <AccountsPage />
    case 'installationLog':
      return <InstallationLogPage />
    case 'account':
      return <AccountPage />
    default:
      return <NotFound />
  }
}
