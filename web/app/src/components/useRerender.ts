import { useEffect, useState } from 'preact/hooks'

// useRerender renders the component again whenever the listener is called, and when the returned function is.
export function useRerender(listen?: (listener: () => void) => () => void) {
  const [, set] = useState({})
  const rerender = () => set({})
  useEffect(() => listen?.(rerender), [])
  return rerender
}
