import { useEffect, useMemo, useState } from 'preact/hooks'
import { refresh } from '../graphql/refresh'
import type { Message } from './blocks'
import { emptyFeed, MessageFeed, type MessageFeedState } from './MessageFeed'

// useMessageFeed runs the feed of a channel while the component is mounted, and returns its state.
export function useMessageFeed(channelId: string, posted: (message: Message) => void) {
  const [state, setState] = useState<MessageFeedState>(emptyFeed)
  const feed = useMemo(() => new MessageFeed(channelId, setState, posted), [channelId])
  useEffect(() => {
    setState(emptyFeed)
    void feed.start()
    return feed.stop
  }, [feed])
  const { failure } = state
  const notFound = failure?.code === 'NOT_FOUND'
  useEffect(() => void (notFound && refresh.emit()), [notFound]) // the page reads why
  useEffect(() => refresh.listen(() => failure && !notFound && void feed.start()), [feed, failure])
  return { ...state, start: feed.start, loadOlder: feed.loadOlder }
}
