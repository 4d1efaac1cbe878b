import { useState } from 'preact/hooks'
import { exactTime, minuteChanged, relativeTime } from './time'
import { useRerender } from './useRerender'

// TimeButton shows how long ago something happened, and the exact time when it is pressed: touch screens have no hover.
export function TimeButton({ at }: { at: string }) {
  const [exact, setExact] = useState(false)
  useRerender(minuteChanged.listen)
  return (
    <button type="button" class="time-button" title={exactTime(at)} aria-pressed={exact} onClick={() => setExact(!exact)}>
      <time dateTime={at}>{exact ? exactTime(at) : relativeTime(at)}</time>
    </button>
  )
}
