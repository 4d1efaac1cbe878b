// A channel's messages as they come: a page of the newest, then every event after it, and older pages when asked.
import { ChannelEventsDocument, MessagesDocument, type ChannelEventsSubscription } from '../documents/generated'
import { query } from '../graphql/client'
import { asFailure, Failure } from '../graphql/Failure'
import { subscribe } from '../graphql/socket'
import { append, prepend, remove, replace, type Block, type Message } from './blocks'

export interface MessageFeedState {
  readonly blocks: readonly Block[]
  readonly loaded: boolean
  readonly older: string | null // the cursor before which there is more
  readonly loadingOlder: boolean
  readonly failure?: Failure // nothing more comes until start is called again
}

export const emptyFeed: MessageFeedState = { blocks: [], loaded: false, older: null, loadingOlder: false }

const FIRST = 50
const MORE = 50
// Codes that say that the history behind a cursor is not there: what is shown may be wrong, and is read again.
const startAgain = ['CURSOR_EXPIRED', 'CURSOR_FORKED']

type Event = ChannelEventsSubscription['channelEvents']

export class MessageFeed {
  private state = emptyFeed
  private stopWatching = () => {}
  private ended = false
  private readonly channelId: string
  private readonly show: (state: MessageFeedState) => void
  private readonly arrived: (message: Message) => void

  // show is called with each new state, arrived with each message that is posted while watching.
  constructor(channelId: string, show: (state: MessageFeedState) => void, arrived: (message: Message) => void) {
    this.channelId = channelId
    this.show = show
    this.arrived = arrived
  }

  private set(more: Partial<MessageFeedState>) {
    if (this.ended) return
    this.state = { ...this.state, ...more }
    this.show(this.state)
  }

  start = async () => {
    this.stopWatching()
    this.set({ failure: undefined })
    try {
      const page = await this.read(FIRST, null)
      this.set({ blocks: prepend([], page.messages), loaded: true, older: page.older })
      if (!this.ended) this.follow(page.resumeCursor)
    } catch (thrown) {
      this.set({ failure: asFailure(thrown) })
    }
  }

  stop = () => {
    this.ended = true
    this.stopWatching()
  }

  loadOlder = async () => {
    const { older, loadingOlder } = this.state
    if (older === null || loadingOlder) return
    this.set({ loadingOlder: true })
    try {
      const page = await this.read(MORE, older)
      this.set({ blocks: prepend(this.state.blocks, page.messages), older: page.older, loadingOlder: false })
    } catch {
      this.set({ loadingOlder: false }) // scrolling on asks again
    }
  }

  private async read(last: number, before: string | null) {
    const { channel } = await query(MessagesDocument, { channelId: this.channelId, last, before })
    if (!channel) throw new Failure('NOT_FOUND', 'This channel is gone, or you may no longer see it.')
    const { edges, pageInfo, resumeCursor } = channel.messages
    return { messages: edges.map(({ node }) => node), older: pageInfo.hasPreviousPage ? pageInfo.startCursor : null, resumeCursor }
  }

  private follow(after: string) {
    const variables = { channelId: this.channelId, after }
    const next = ({ channelEvents }: ChannelEventsSubscription) => {
      variables.after = channelEvents.cursor
      this.take(channelEvents)
    }
    this.stopWatching = subscribe(ChannelEventsDocument, variables, next, (why) => {
      if (startAgain.includes(why.code)) void this.start()
      else this.set({ failure: why })
    })
  }

  // take applies an event. Its message may be newer than the event: what is deleted since is never shown.
  private take({ kind, message }: Event) {
    const { blocks } = this.state
    if (message.deletedAt) this.set({ blocks: remove(blocks, message.id) })
    else if (kind === 'MESSAGE_POSTED') this.set({ blocks: append(blocks, message) })
    else this.set({ blocks: replace(blocks, message) })
    if (kind === 'MESSAGE_POSTED' && !message.deletedAt) this.arrived(message)
  }
}
