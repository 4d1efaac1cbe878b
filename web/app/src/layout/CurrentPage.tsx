import { Accounts } from '../administration/AccountsPage'
import { AccountPage } from '../account/AccountPage'
import { AccessTokens } from '../accessTokens/AccessTokensPage'
import { AuditLog } from '../auditLog/AuditLogPage'
import { ChannelPage } from '../channel/ChannelPage'
import { InstallationLog } from '../auditLog/InstallationLogPage'
import { Members } from '../members/MembersPage'
import { Denied, Missing } from './NotFound'
import { NewWebhook } from '../webhooks/NewWebhookPage'
import { Roles } from '../members/RolesPage'
import { ServerChannels } from '../servers/ServerChannelsPage'
import { ServerSettings } from '../servers/ServerSettingsPage'
import { Servers } from '../servers/ServersPage'
import { WebhookPage } from '../webhooks/WebhookPage'
import { Webhooks } from '../webhooks/WebhooksPage'
import type { Route, ServerSection } from '../route'
import { may } from '../user'
import type { CurrentServer } from './place'

const sections: Record<ServerSection, (props: { serverId: string; server: CurrentServer | null }) => preact.JSX.Element> = {
  channels: ServerChannels,
  webhooks: Webhooks,
  members: Members,
  roles: Roles,
  'audit-log': AuditLog,
  settings: ServerSettings,
}

const forManagers = (route: Route) => route.page === 'newWebhook' || (route.page === 'server' && (route.section === 'webhooks' || route.section === 'audit-log'))

// CurrentPage is the page at an address. The server is null for none and for one that is gone, undefined while it is not known.
export function CurrentPage({ route, server }: { route: Route; server: CurrentServer | null | undefined }) {
  if ('serverId' in route && server === null) return <Missing what="server" />
  if (forManagers(route) && server && !may(server.viewerPermissions, 'MANAGE_SERVER')) return <Denied server={server} />
  switch (route.page) {
    case 'servers':
      return <Servers />
    case 'server': {
      const Section = sections[route.section]
      return <Section serverId={route.serverId} server={server ?? null} />
    }
    case 'newWebhook':
      return <NewWebhook serverId={route.serverId} channelId={route.channelId} />
    case 'webhook':
      return <WebhookPage webhookId={route.webhookId} />
    case 'channel':
      return <ChannelPage channelId={route.channelId} />
    case 'tokens':
      return <AccessTokens />
    case 'accounts':
      return <Accounts />
    case 'installationLog':
      return <InstallationLog />
    case 'account':
      return <AccountPage />
    default:
      return <Missing />
  }
}
