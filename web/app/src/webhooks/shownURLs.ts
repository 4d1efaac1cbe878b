import { useEffect, useState } from 'preact/hooks'
import { memoryCleared } from '../memory'
import { emitter } from '../emitter'

// The URLs that were shown since the page was opened. They are kept in memory only: the server cannot show them again.
const urls = new Map<string, string>()
memoryCleared.listen(() => urls.clear())
const { emit, listen } = emitter()

export function keepURL(webhookId: string, url: string) {
  urls.set(webhookId, url)
  emit()
}

export const removeURL = (webhookId: string) => void urls.delete(webhookId)

// useShownURL is a webhook's URL, when it is known.
export function useShownURL(webhookId: string): string | undefined {
  const [, again] = useState({})
  useEffect(() => listen(() => again({})), [])
  return urls.get(webhookId)
}
