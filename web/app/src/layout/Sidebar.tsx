import { useIsAdministrator } from '../administration/useIsAdministrator'
import { Icon, type IconName } from '../components/Icon'
import { to, type Route, type ServerSection } from '../route'
import { isAllowed } from '../user'
import { Account } from './AccountLinks'
import { ChannelLinks } from './ChannelLinks'
import { ServerLinks } from './ServerLinks'
import type { CurrentServer } from './place'

interface Props {
  server: CurrentServer | null | undefined // undefined: one that is not known yet
  route: Route
  signedOut: () => void
  close: () => void // on a narrow screen, when the way has been chosen
}

export function Sidebar({ server, route, signedOut, close }: Props) {
  const chosen = (event: Event) => event.target instanceof Element && event.target.closest('a') && close()
  return (
    <nav id="sidebar" class="sidebar" aria-label="Pages" onClick={chosen}>
      <a class="brand" href={to.servers}><img src="assets/icon.svg" alt="" width="24" height="24" />Chattr</a>
      <div class="links">
        {server ? <OfServer server={server} route={route} /> : server === null ? <OfNone route={route} /> : <OfUnknown />}
      </div>
      <Account route={route} signedOut={signedOut} />
    </nav>
  )
}

function OfNone({ route }: { route: Route }) {
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

// OfUnknown keeps the place of a server that is on its way.
function OfUnknown() {
  return <div class="loading">{['up', 'name', 'a', 'b', 'c'].map((key) => <div key={key} class="link"><div class="placeholder" /></div>)}</div>
}

function OfServer({ server, route }: { server: CurrentServer; route: Route }) {
  const section = route.page === 'server' ? route.section : route.page === 'webhook' || route.page === 'newWebhook' ? 'webhooks' : ''
  const manages = isAllowed(server.viewerPermissions, 'MANAGE_SERVER')
  return (
    <>
      <a class="link back-link" href={to.servers}><Icon name="back" />All servers</a>
      <a class="server-name" href={to.server(server.id)} title={server.name} aria-current={section === 'channels' ? 'page' : undefined}><bdi>{server.name}</bdi></a>
      {links.map((link) => (manages || link.forAll) && <SectionLink key={link.section} server={server.id} current={section} {...link} />)}
      <ChannelLinks server={server} currentId={route.page === 'channel' ? route.channelId : ''}
        create={isAllowed(server.viewerPermissions, 'MANAGE_CHANNELS')} />
    </>
  )
}

interface Link {
  section: ServerSection
  icon: IconName
  label: string
  forAll: boolean // not only for who manages the server
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
