// The data of a user that the pages hold in memory: results of queries, drafts, URLs of webhooks and more.
import { emitter } from './emitter'
import { queryCache } from './graphql/client'

// memoryCleared is emitted when a module must remove what it holds.
export const memoryCleared = emitter()

// clearMemory removes everything, since another user may sign in next.
export function clearMemory() {
  queryCache.clear()
  memoryCleared.emit()
}
