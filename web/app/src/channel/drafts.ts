// The text that was written and not sent, for each channel. It is in memory only: the portal stores nothing in the browser. At sign-out
// it is removed.
import { memoryCleared } from '../memory'

export interface Draft {
  content: string
  key: string // the idempotency key: a draft that is sent twice is posted once
}

const drafts = new Map<string, Draft>()
memoryCleared.listen(() => drafts.clear())

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

export const newDraft = (content: string): Draft => ({ content, key: newKey() })
export const draftOf = (channelId: string) => drafts.get(channelId) ?? newDraft('')

export function saveDraft(channelId: string, draft: Draft) {
  if (draft.content) drafts.set(channelId, draft)
  else drafts.delete(channelId)
}
