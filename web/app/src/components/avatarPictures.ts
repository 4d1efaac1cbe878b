// Pictures come from our own server, which fetches them from where they are. A path names the picture, and behind the question mark
// whose it is: things that have the same picture share one request.
// SECURITY: nothing but such a path is asked for, whatever an answer holds.
const OWN = /^(avatars\/[0-9a-f]{32})\?of=\d+$/
const AGAIN = 60_000 // ms after which a picture that could not be had is asked for again

const paths = new Map<string, string>()
const missing = new Map<string, number>() // when

// nameOf is equal for equal pictures; undefined when there is none.
export const nameOf = (path: string | null | undefined) => OWN.exec(path ?? '')?.[1]

// pathOf is where the picture is asked for; undefined when there is none, or none that could be had.
export function pathOf(picture: string | null | undefined): string | undefined {
  const name = nameOf(picture)
  if (!name || Date.now() < (missing.get(name) ?? 0) + AGAIN) return undefined
  const path = paths.get(name) ?? picture!
  paths.set(name, path)
  return path
}

// markUnavailable is said of a picture that could not be had: initials are in its place, and it is not asked of the same thing again.
export function markUnavailable(path: string) {
  const name = nameOf(path)!
  missing.set(name, Date.now())
  paths.delete(name)
}
