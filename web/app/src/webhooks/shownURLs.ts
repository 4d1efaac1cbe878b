import { useRerender } from '../components/useRerender'
import { memoryCleared } from '../memory'
import { emitter } from '../emitter'

// The webhook URLs that were shown since the page was loaded. They are in memory only, and the server cannot show them again.
const urls = new Map<string, string>()
memoryCleared.listen(() => urls.clear())
const { emit, listen } = emitter()

export function keepURL(webhookId: string, url: string) {
  urls.set(webhookId, url)
  emit()
}

export const removeURL = (webhookId: string) => void urls.delete(webhookId)

// useShownURL returns the URL of a webhook, if it was shown.
export function useShownURL(webhookId: string): string | undefined {
  useRerender(listen)
  return urls.get(webhookId)
}
