import { useEffect, useState } from 'preact/hooks'
import { connection } from '../graphql/socket'

const FIRST_DELAY = 3000 // ms, for the first connection on a slow network
const DELAY = 700 // ms; shorter interruptions are not shown

// useConnected reports whether events can arrive. It reports an interruption only after a delay.
export function useConnected(): boolean {
  const [connected, setConnected] = useState(true)
  useEffect(() => {
    let timer: number | undefined
    let delay = FIRST_DELAY
    const update = () => {
      clearTimeout(timer)
      if (connection.open) setConnected(true), (delay = DELAY)
      else timer = window.setTimeout(() => setConnected(false), delay)
    }
    update()
    const stop = connection.listen(update)
    return () => (clearTimeout(timer), stop())
  }, [])
  return connected
}
