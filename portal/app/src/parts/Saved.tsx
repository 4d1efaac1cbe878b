// Saved says that something was done where nothing else shows it.
export function Saved({ shown, children = 'Saved.' }: { shown: boolean; children?: string }) {
  return <p class="saved" role="status">{shown && children}</p>
}
