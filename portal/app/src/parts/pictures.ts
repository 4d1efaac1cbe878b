// Pictures come from our own server, which fetches them from where they are: `of` is the message or webhook that has stored
// the address. Things that have the same picture share one request.
export interface Picture {
  of: string
  url: string | null
}

let shown = false
const paths = new Map<string, string>()
const missing = new Set<string>()

export const showPictures = (on: boolean) => void (shown = on)

// pathOf is where our server has the picture; null when there is none.
export function pathOf(picture: Picture | undefined): string | null {
  if (!shown || !picture?.url || missing.has(picture.url)) return null
  const path = paths.get(picture.url) ?? `avatars/${picture.of}?${fingerprint(picture.url)}`
  paths.set(picture.url, path)
  return path
}

// isMissing is said of a picture that could not be shown: initials are from then on.
export const isMissing = (url: string) => void missing.add(url)

// fingerprint makes another address of another picture of the same webhook, so that no cache shows the old one.
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
