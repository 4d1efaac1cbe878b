import { useIsAdministrator } from '../administration/useIsAdministrator'
import { Icon, type IconName } from '../components/Icon'
import { to, type Route, type ServerSection } from '../route'
import { isAllowed } from '../user'
import { AccountLinks } from './AccountLinks'
import { ChannelLinks } from './ChannelLinks'
import { ServerLinks } from './ServerLinks'
import type { CurrentServer } from './place'

interface Props {
  server: CurrentServer | null | undefined // null: the page belongs to none; undefined: it is being read
  route: Route
  onSignOut: () => void
  close: () => void // on a narrow screen, after a click on a link
}

// Sidebar has the links to the pages: those of the current server, or those of the installation.
export function Sidebar({ server, route, onSignOut, close }: Props) {
  const onClick = (event: Event) => event.target instanceof Element && event.target.closest('a') && close()
  return (
    <nav id="sidebar" class="sidebar" aria-label="Pages" onClick={onClick}>
      <a class="brand" href={to.servers}><img src="assets/icon.svg" alt="" width="24" height="24" />Chattr</a>
      <div class="links">
        {server ? <LinksOfServer server={server} route={route} /> : server === null ? <LinksOfInstallation route={route} /> : <LoadingLinks />}
      </div>
      <AccountLinks route={route} onSignOut={onSignOut} />
    </nav>
  )
}

function LinksOfInstallation({ route }: { route: Route }) {
  const current = route.page === 'accounts' || route.page === 'installationLog'
  return (
    <>
      <ServerLinks />
      {useIsAdministrator() && (
        <>
          <div class="group"><h2>Installation</h2></div>
          <a class="link" href={to.accounts} aria-current={current ? 'page' : undefined}><Icon name="people" />Accounts</a>
        </>
      )}
    </>
  )
}

// LoadingLinks keeps the space of the links of a server while it is read.
function LoadingLinks() {
  return <div class="loading">{['up', 'name', 'a', 'b', 'c'].map((key) => <div key={key} class="link"><div class="placeholder" /></div>)}</div>
}

function LinksOfServer({ server, route }: { server: CurrentServer; route: Route }) {
  const section = route.page === 'server' ? route.section : route.page === 'webhook' || route.page === 'newWebhook' ? 'webhooks' : ''
  const isManager = isAllowed(server.viewerPermissions, 'MANAGE_SERVER')
  return (
    <>
      <a class="link back-link" href={to.servers}><Icon name="back" />All servers</a>
      <a class="server-name" href={to.server(server.id)} title={server.name} aria-current={section === 'channels' ? 'page' : undefined}><bdi>{server.name}</bdi></a>
      {links.map((link) => (isManager || link.forAll) && <SectionLink key={link.section} server={server.id} current={section} {...link} />)}
      <ChannelLinks server={server} currentId={route.page === 'channel' ? route.channelId : ''}
        canCreate={isAllowed(server.viewerPermissions, 'MANAGE_CHANNELS')} />
    </>
  )
}

interface Link {
  section: ServerSection
  icon: IconName
  label: string
  forAll: boolean // false: only for members who can manage the server
}

const links: readonly Link[] = [
  { section: 'webhooks', icon: 'webhook', label: 'Webhooks', forAll: false },
  { section: 'members', icon: 'people', label: 'Members', forAll: true },
  { section: 'roles', icon: 'shield', label: 'Roles', forAll: true },
  { section: 'audit-log', icon: 'list', label: 'Audit log', forAll: false },
  { section: 'settings', icon: 'settings', label: 'Settings', forAll: true },
]

function SectionLink({ server, section, current, icon, label }: Link & { server: string; current: string }) {
  return <a class="link" href={to.server(server, section)} aria-current={section === current ? 'page' : undefined}><Icon name={icon} />{label}</a>
}
