import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'

interface Props {
  title: string
  action?: ComponentChildren
  children?: ComponentChildren // one sentence: what the page is for
}

// PageHeader is the head of a page, and its title in the browser's tab.
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

export function useTitle(title: string) {
  useEffect(() => void (document.title = title ? `${title} · Chattr` : 'Chattr'), [title])
}
