import { useEffect, useState } from 'preact/hooks'

const isSeen = () => document.visibilityState === 'visible'

// useUnseenCount counts what arrives while nobody looks at the page: to be told of each arrival, for the title of the browser's tab.
export function useUnseenCount(): [count: number, arrived: () => void] {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const look = () => isSeen() && setCount(0)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return [count, () => isSeen() || setCount((count) => count + 1)]
}
