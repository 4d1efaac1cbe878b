import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Avatar } from '../components/Avatar'
import { dayOf, exactTime, timeOfDay } from '../components/time'
import { Time } from '../components/Time'
import { WebhookBadge } from '../components/WebhookBadge'
import type { Message } from './blocks'
import { EditMessage } from './EditMessage'
import { moveFocusFrom } from './focus'
import { LongText } from './LongText'
import { MessageActions } from './MessageActions'
import type { Rights } from './MessageList'

interface Props {
  message: Message
  newDay?: boolean // it is the first of its day
  continued?: boolean // it belongs to the group of the message before it
  rights?: Rights
}

// MessageItem shows one message.
export function MessageItem({ message, newDay, continued, rights }: Props) {
  const [editing, setEditing] = useState(false)
  const article = useRef<HTMLElement>(null)
  const { author, content, createdAt, editedAt } = message
  useLayoutEffect(() => {
    const own = article.current!
    return () => moveFocusFrom(own)
  }, [])
  function endEditing() {
    setEditing(false)
    article.current!.focus({ preventScroll: true })
  }
  return (
    <>
      {newDay && <p class="day"><span>{dayOf(createdAt)}</span></p>}
      {/* Focusable for the arrow keys, and for touch screens, which have no hover to show the time and the actions. */}
      <article ref={article} class={`message ${continued ? 'continued' : ''}`} tabIndex={-1}>
        {continued ? <span class="message-time" title={exactTime(createdAt)} aria-hidden>{timeOfDay(createdAt)}</span> : <Avatar id={author.id} name={author.name} picture={author.avatarPath} />}
        <div class="message-body">
          <header class={continued ? 'visually-hidden' : ''}>
            <bdi class="author">{author.name}</bdi>
            {author.kind === 'WEBHOOK' && <WebhookBadge />}
            <Time at={createdAt} />
          </header>
          {editing ? <EditMessage message={message} close={endEditing} /> : <LongText id={message.id} text={content} />}
          {editedAt && !editing && <span class="edited" title={`Edited ${exactTime(editedAt)}`}>edited</span>}
        </div>
        {!editing && <MessageActions message={message} rights={rights} edit={() => setEditing(true)} />}
      </article>
    </>
  )
}
