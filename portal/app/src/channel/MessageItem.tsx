import { useState } from 'preact/hooks'
import { Markdown } from '../markdown/Markdown'
import { Avatar } from '../parts/Avatar'
import { dayOf, exactTime, timeOfDay } from '../parts/time'
import { Time } from '../parts/Time'
import { WebhookBadge } from '../parts/WebhookBadge'
import type { Message } from './blocks'
import { EditMessage } from './EditMessage'
import { MessageActions } from './MessageActions'
import type { Rights } from './MessageList'

interface Props {
  message: Message
  newDay?: boolean // the first of its day
  continued?: boolean // of the author of the message before, shortly after it
  rights?: Rights
}

export function MessageItem({ message, newDay, continued, rights }: Props) {
  const [editing, setEditing] = useState(false)
  const { author, content, createdAt, editedAt } = message
  return (
    <>
      {newDay && <p class="day"><span>{dayOf(createdAt)}</span></p>}
      {/* Focusable by touch, which has no hover to show the actions by. */}
      <article class={`message ${continued ? 'continued' : ''}`} tabIndex={-1}>
        {continued ? <span class="clock" title={exactTime(createdAt)} aria-hidden>{timeOfDay(createdAt)}</span> : <Avatar id={author.id} name={author.name} picture={author.avatarPath} />}
        <div class="message-body">
          <header class={continued ? 'out-of-sight' : ''}>
            <bdi class="author">{author.name}</bdi>
            {author.kind === 'WEBHOOK' && <WebhookBadge />}
            <Time at={createdAt} />
          </header>
          {editing ? <EditMessage message={message} close={() => setEditing(false)} /> : <Markdown text={content} />}
          {editedAt && !editing && <span class="edited" title={`Edited ${exactTime(editedAt)}`}>edited</span>}
        </div>
        {rights && !editing && <MessageActions message={message} rights={rights} edit={() => setEditing(true)} />}
      </article>
    </>
  )
}
