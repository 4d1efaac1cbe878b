import { ChannelEventsDocument, MessagesDocument, type ChannelEventsSubscription } from '../documents/generated'
import { query } from '../graphql/client'
import { asFailure, Failure } from '../graphql/Failure'
import { subscribe } from '../graphql/socket'
import { append, prepend, remove, replace, type Block, type Message } from './blocks'

export interface MessageFeedState {
  readonly blocks: readonly Block[]
  readonly loaded: boolean
  readonly older: string | null // the cursor of the oldest message, if there are older ones
  readonly loadingOlder: boolean
  readonly failure?: Failure // the feed has stopped until start is called again
}

export const emptyFeed: MessageFeedState = { blocks: [], loaded: false, older: null, loadingOlder: false }

const PAGE_SIZE = 50
// Codes that mean that the history of a cursor is lost: the messages may be wrong, and the feed starts again.
const lostCursorCodes = ['CURSOR_EXPIRED', 'CURSOR_FORKED']

type Event = ChannelEventsSubscription['channelEvents']

// MessageFeed holds the messages of a channel: the newest page, every event after it, and older pages on request.
export class MessageFeed {
  private state = emptyFeed
  private unsubscribe = () => {}
  private stopped = false
  private readonly channelId: string
  private readonly show: (state: MessageFeedState) => void
  private readonly posted: (message: Message) => void

  // The feed calls show with each new state, and posted with each message that arrives while it runs.
  constructor(channelId: string, show: (state: MessageFeedState) => void, posted: (message: Message) => void) {
    this.channelId = channelId
    this.show = show
    this.posted = posted
  }

  private update(changes: Partial<MessageFeedState>) {
    if (this.stopped) return
    this.state = { ...this.state, ...changes }
    this.show(this.state)
  }

  start = async () => {
    this.unsubscribe()
    this.update({ failure: undefined })
    try {
      const page = await this.read(null)
      this.update({ blocks: prepend([], page.messages), loaded: true, older: page.older })
      if (!this.stopped) this.follow(page.resumeCursor)
    } catch (thrown) {
      this.update({ failure: asFailure(thrown) })
    }
  }

  stop = () => {
    this.stopped = true
    this.unsubscribe()
  }

  loadOlder = async () => {
    const { older, loadingOlder } = this.state
    if (older === null || loadingOlder) return
    this.update({ loadingOlder: true })
    try {
      const page = await this.read(older)
      this.update({ blocks: prepend(this.state.blocks, page.messages), older: page.older, loadingOlder: false })
    } catch {
      this.update({ loadingOlder: false }) // the next scroll tries again
    }
  }

  private async read(before: string | null) {
    const { channel } = await query(MessagesDocument, { channelId: this.channelId, last: PAGE_SIZE, before })
    if (!channel) throw new Failure('NOT_FOUND', 'This channel was deleted, or you can no longer see it.')
    const { edges, pageInfo, resumeCursor } = channel.messages
    return { messages: edges.map(({ node }) => node), older: pageInfo.hasPreviousPage ? pageInfo.startCursor : null, resumeCursor }
  }

  private follow(after: string) {
    const variables = { channelId: this.channelId, after }
    const next = ({ channelEvents }: ChannelEventsSubscription) => {
      variables.after = channelEvents.cursor
      this.apply(channelEvents)
    }
    this.unsubscribe = subscribe(ChannelEventsDocument, variables, next, (reason) => {
      if (lostCursorCodes.includes(reason.code)) void this.start()
      else this.update({ failure: reason })
    })
  }

  // apply applies an event. Its message may be newer than the event: a message that was deleted meanwhile is never shown.
  private apply({ kind, message }: Event) {
    const { blocks } = this.state
    if (message.deletedAt) this.update({ blocks: remove(blocks, message.id) })
    else if (kind === 'MESSAGE_POSTED') this.update({ blocks: append(blocks, message) })
    else this.update({ blocks: replace(blocks, message) })
    if (kind === 'MESSAGE_POSTED' && !message.deletedAt) this.posted(message)
  }
}
