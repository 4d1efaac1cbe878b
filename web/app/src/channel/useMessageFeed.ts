import { useEffect, useMemo, useState } from 'preact/hooks'
import { refresh } from '../graphql/refresh'
import { connection } from '../graphql/socket'
import type { Message } from './blocks'
import { emptyFeed, MessageFeed, type MessageFeedState } from './MessageFeed'

// useMessageFeed watches a channel for as long as the page shows it.
export function useMessageFeed(channelId: string, arrived: (message: Message) => void) {
  const [state, setState] = useState<MessageFeedState>(emptyFeed)
  const feed = useMemo(() => new MessageFeed(channelId, setState, arrived), [channelId])
  useEffect(() => {
    setState(emptyFeed)
    void feed.start()
    return feed.stop
  }, [feed])
  const { failure } = state
  const gone = failure?.code === 'NOT_FOUND'
  useEffect(() => void (gone && refresh.emit()), [gone]) // what became of the channel is for the page to say
  useEffect(() => refresh.listen(() => failure && !gone && void feed.start()), [feed, failure])
  return { ...state, start: feed.start, loadOlder: feed.loadOlder }
}

const FIRST = 3000 // ms for the first connection on a slow network; it is no reconnecting
const BREAK = 700

// useConnected says whether events can arrive. A moment's break is not worth a word.
export function useConnected(): boolean {
  const [connected, setConnected] = useState(true)
  useEffect(() => {
    let timer: number | undefined
    let patience = FIRST
    const look = () => {
      clearTimeout(timer)
      if (connection.open) setConnected(true), (patience = BREAK)
      else timer = window.setTimeout(() => setConnected(false), patience)
    }
    look()
    const stop = connection.listen(look)
    return () => (clearTimeout(timer), stop())
  }, [])
  return connected
}
