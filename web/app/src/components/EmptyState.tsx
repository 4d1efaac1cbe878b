import type { ComponentChildren } from 'preact'

// EmptyState takes the place of a list without items. It explains what belongs there and how to add it.
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  )
}
