import { exactTime, minuteChanged, relativeTime } from './time'
import { useRerender } from './useRerender'

// Time shows how long ago something happened, with the exact time on hover.
export function Time({ at }: { at: string }) {
  useRerender(minuteChanged.listen)
  return <time dateTime={at} title={exactTime(at)}>{relativeTime(at)}</time>
}
