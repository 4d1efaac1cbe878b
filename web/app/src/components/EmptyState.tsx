import type { ComponentChildren } from 'preact'

// EmptyState stands where there is nothing yet, and says what would be there and how to make it so.
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  )
}
