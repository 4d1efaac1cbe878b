// Times in words.
import { emitter } from '../emitter'

const relative = new Intl.RelativeTimeFormat(undefined, { style: 'short' })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

const units = [['day', 86_400], ['hour', 3600], ['minute', 60]] as const
const MAX_RELATIVE = 14 * 86_400 // seconds; for longer times the date is clearer

export function relativeTime(time: string, now = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000
  if (Math.abs(seconds) < 45) return 'just now'
  if (Math.abs(seconds) > MAX_RELATIVE) return date.format(Date.parse(time))
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60]
  const count = seconds / length
  return relative.format(count > 0 ? Math.round(count) : Math.trunc(count) || -1, unit) // a link that is valid for 7 days shows 7 days
}

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
export const exactTime = (time: string) => exact.format(Date.parse(time))
export const timeOfDay = (time: string) => clock.format(Date.parse(time))
export const dayOf = (time: string) => day.format(Date.parse(time))

// minuteChanged is emitted when relative times may have changed.
export const minuteChanged = emitter()
setInterval(minuteChanged.emit, 30_000)
