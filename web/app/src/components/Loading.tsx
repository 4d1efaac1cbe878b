// Loading keeps the space of a list that loads. It is visible only after a short delay.
export function Loading({ rows = 3 }: { rows?: number }) {
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">Loading…</span>
      {Array.from({ length: rows }, (_, i) => <div key={i} class="placeholder" />)}
    </div>
  )
}
