import { useEffect, useState } from 'preact/hooks'
import { exactTime, minute, relativeTime } from './time'

// Time shows how long ago something was, and to machines and on hover the exact time.
export function Time({ at }: { at: string }) {
  useMinute()
  return <time dateTime={at} title={exactTime(at)}>{relativeTime(at)}</time>
}

// TimeButton is Time that shows the exact time when it is pressed: touch screens have no hover.
export function TimeButton({ at }: { at: string }) {
  const [exact, setExact] = useState(false)
  useMinute()
  return (
    <button type="button" class="time-button" title={exactTime(at)} aria-pressed={exact} onClick={() => setExact(!exact)}>
      <time dateTime={at}>{exact ? exactTime(at) : relativeTime(at)}</time>
    </button>
  )
}

function useMinute() {
  const [, again] = useState({})
  useEffect(() => minute.listen(() => again({})), [])
}
