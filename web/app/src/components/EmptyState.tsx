import type { ComponentChildren } from 'preact'

// Empty stands where there is nothing yet, and says what would be there and how to make it so.
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  )
}
