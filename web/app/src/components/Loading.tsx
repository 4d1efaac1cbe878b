// Loading keeps the room of a list that is on its way. It shows only when that takes a moment.
export function Loading({ rows = 3 }: { rows?: number }) {
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">Loading…</span>
      {Array.from({ length: rows }, (_, i) => <div key={i} class="placeholder" />)}
    </div>
  )
}
