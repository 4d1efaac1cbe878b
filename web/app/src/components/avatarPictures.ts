// The pictures of avatars. They come from our own server, which fetches them from their addresses. A path names the picture, and in
// its query the object that has it: objects with the same picture share one request.
// SECURITY: against requests to other servers, only such a path is requested, whatever a response contains.
const PATH = /^(avatars\/[0-9a-f]{32})\?of=\d+$/
const RETRY_AFTER = 60_000 // ms after which a picture that failed to load is requested again

const paths = new Map<string, string>() // by picture
const failedAt = new Map<string, number>() // ms since the epoch, by picture

// pictureId returns a string that is equal for equal pictures, or undefined if there is no picture.
export const pictureId = (path: string | null | undefined) => PATH.exec(path ?? '')?.[1]

// pathOf returns the path from which to load a picture, or undefined if there is none or it failed to load.
export function pathOf(picture: string | null | undefined): string | undefined {
  const id = pictureId(picture)
  if (!id || Date.now() < (failedAt.get(id) ?? 0) + RETRY_AFTER) return undefined
  const path = paths.get(id) ?? picture!
  paths.set(id, path)
  return path
}

// markUnavailable notes that a picture failed to load. Initials take its place, and the next request names another object.
export function markUnavailable(path: string) {
  const id = pictureId(path)!
  failedAt.set(id, Date.now())
  paths.delete(id)
}
