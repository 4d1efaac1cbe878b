// Something that several pages wait for: call it to tell them, listen to be told. listen answers how to stop.
export function signal() {
  const listeners = new Set<() => void>()
  const tell = () => [...listeners].forEach((listener) => listener())
  const listen = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return { tell, listen }
}
