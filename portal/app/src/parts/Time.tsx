import { useEffect, useState } from 'preact/hooks'
import { exactTime, minute, relativeTime } from './time'

// Time shows how long ago something was; the exact time on hover, and to machines.
export function Time({ at }: { at: string }) {
  const [, again] = useState({})
  useEffect(() => minute.listen(() => again({})), [])
  return <time dateTime={at} title={exactTime(at)}>{relativeTime(at)}</time>
}
