import { Icon, type IconName } from '../parts/Icon'
import { to, type Route } from '../route'
import { may } from '../user'
import { Account } from './Account'
import { ChannelLinks } from './ChannelLinks'
import { ServerLinks } from './ServerLinks'
import type { CurrentServer } from './useServerOf'

interface Props {
  server: CurrentServer | null
  route: Route
  signedOut: () => void
}

export function Sidebar({ server, route, signedOut }: Props) {
  return (
    <nav id="sidebar" class="sidebar" aria-label="Pages">
      <a class="brand" href={to.servers}><img src="assets/icon.svg" alt="" width="24" height="24" />Chattr</a>
      <div class="links">
        {server ? <OfServer server={server} route={route} /> : <ServerLinks />}
      </div>
      <Account route={route} signedOut={signedOut} />
    </nav>
  )
}

function OfServer({ server, route }: { server: CurrentServer; route: Route }) {
  const section = route.page === 'server' ? route.section : route.page === 'webhook' || route.page === 'newWebhook' ? 'webhooks' : ''
  const manages = may(server.viewerPermissions, 'MANAGE_SERVER')
  return (
    <>
      <a class="link up" href={to.servers}><Icon name="back" />All servers</a>
      <a class="server-name" href={to.server(server.id)} aria-current={section === 'channels' ? 'page' : undefined}><bdi>{server.name}</bdi></a>
      {manages && <SectionLink server={server.id} section="webhooks" current={section} icon="webhook" label="Webhooks" />}
      {manages && <SectionLink server={server.id} section="settings" current={section} icon="settings" label="Settings" />}
      <ChannelLinks serverId={server.id} currentId={route.page === 'channel' ? route.channelId : ''}
        create={may(server.viewerPermissions, 'MANAGE_CHANNELS')} />
    </>
  )
}

interface SectionLinkProps {
  server: string
  section: 'webhooks' | 'settings'
  current: string
  icon: IconName
  label: string
}

function SectionLink({ server, section, current, icon, label }: SectionLinkProps) {
  return <a class="link" href={to.server(server, section)} aria-current={section === current ? 'page' : undefined}><Icon name={icon} />{label}</a>
}
