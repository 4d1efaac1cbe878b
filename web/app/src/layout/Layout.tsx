import { useEffect, useRef, useState } from 'preact/hooks'
import { useRefresh } from '../graphql/refresh'
import { Icon } from '../components/Icon'
import { useRoute } from '../route'
import { CurrentPage } from './CurrentPage'
import { ServerUnavailable } from './ServerUnavailable'
import { PlaceContext, useLastServer, useCurrentPlace } from './place'
import { Sidebar } from './Sidebar'
import { useFocusRecovery } from './useFocusRecovery'

// Layout is the frame of every page. It has the sidebar, which a button opens on a narrow screen.
export function Layout({ onSignOut }: { onSignOut: () => void }) {
  const route = useRoute()
  const { poll, ...place } = useCurrentPlace(route)
  const server = useLastServer(place.server)
  const [open, setOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const key = JSON.stringify(route)

  useRefresh(key, poll)
  useFocusRecovery(main)
  useEffect(() => {
    setOpen(false)
    main.current?.scrollTo(0, 0)
  }, [key])

  return (
    <div class={`layout ${open ? 'menu-open' : ''}`} onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <a class="skip-link" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>Skip to the content</a>
      <header class="top-bar">
        <button type="button" class="icon-button" aria-expanded={open} aria-controls="sidebar" onClick={() => setOpen(!open)}>
          <Icon name="menu" /><span class="visually-hidden">Menu</span>
        </button>
        <bdi class="top-bar-title">{server?.name ?? 'Chattr'}</bdi>
      </header>
      <Sidebar server={server} route={route} onSignOut={onSignOut} close={() => setOpen(false)} />
      <div class="backdrop" onClick={() => setOpen(false)} />
      <main id="main" ref={main} tabIndex={-1}>
        <PlaceContext.Provider value={place}><CurrentPage key={key} route={route} server={place.server} /></PlaceContext.Provider>
      </main>
      <ServerUnavailable />
    </div>
  )
}
