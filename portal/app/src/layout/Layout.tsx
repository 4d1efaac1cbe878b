import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../parts/Icon'
import { useRoute } from '../route'
import { CurrentPage } from './CurrentPage'
import { Sidebar } from './Sidebar'
import { useServerOf } from './useServerOf'

// Layout is the frame of every page: beside it, or on a narrow screen behind a button, the ways to all others.
export function Layout({ signedOut }: { signedOut: () => void }) {
  const route = useRoute()
  const server = useServerOf(route)
  const [open, setOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const key = JSON.stringify(route)

  useEffect(() => {
    setOpen(false)
    main.current?.scrollTo(0, 0)
  }, [key])

  return (
    <div class={`layout ${open ? 'menu-open' : ''}`} onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>Skip to the content</a>
      <header class="bar">
        <button type="button" class="plain" aria-expanded={open} aria-controls="sidebar" onClick={() => setOpen(!open)}>
          <Icon name="menu" /><span class="out-of-sight">Menu</span>
        </button>
        <bdi class="bar-title">{server?.name ?? 'Chattr'}</bdi>
      </header>
      <Sidebar server={server} route={route} signedOut={signedOut} />
      <div class="shade" onClick={() => setOpen(false)} />
      <main id="main" ref={main} tabIndex={-1}><CurrentPage key={key} route={route} server={server} /></main>
    </div>
  )
}
