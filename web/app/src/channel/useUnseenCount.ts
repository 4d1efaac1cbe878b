import { useEffect, useState } from 'preact/hooks'

const isVisible = () => document.visibilityState === 'visible'

// useUnseenCount counts the messages that arrive while the page is not visible, for the title of the browser's tab. Call arrived for
// each message.
export function useUnseenCount(): [count: number, arrived: () => void] {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const reset = () => isVisible() && setCount(0)
    document.addEventListener('visibilitychange', reset)
    return () => document.removeEventListener('visibilitychange', reset)
  }, [])
  return [count, () => isVisible() || setCount((count) => count + 1)]
}
