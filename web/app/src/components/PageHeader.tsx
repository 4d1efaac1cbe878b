import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'

interface Props {
  title: string
  action?: ComponentChildren
  children?: ComponentChildren // one sentence about the purpose of the page
}

// PageHeader is the header of a page. It also sets the title of the browser's tab.
export function PageHeader({ title, action, children }: Props) {
  useTitle(title)
  return (
    <header class="page-header">
      <div>
        <h1><bdi>{title}</bdi></h1>
        {children && <p class="page-description">{children}</p>}
      </div>
      {action}
    </header>
  )
}

// useTitle sets the title of the browser's tab.
export function useTitle(title: string) {
  useEffect(() => void (document.title = title ? `${title} · Chattr` : 'Chattr'), [title])
}
