// emitter creates a source of notifications: emit calls all listeners; listen adds one and returns the function that removes it.
export function emitter() {
  const listeners = new Set<() => void>()
  const emit = () => [...listeners].forEach((listener) => listener())
  const listen = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return { emit, listen }
}
