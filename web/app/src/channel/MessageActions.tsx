import { useState } from 'preact/hooks'
import { DeleteMessageDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Icon } from '../components/Icon'
import { exactTime } from '../components/time'
import type { Message } from './blocks'
import type { Rights } from './MessageList'

interface Props {
  message: Message
  rights?: Rights // without them, no actions are shown
  edit: () => void
}

// MessageActions shows when a message was posted and edited, and the actions that the viewer may take.
export function MessageActions({ message, rights, edit }: Props) {
  const [asking, setAsking] = useState(false)
  const remove = useMutation(DeleteMessageDocument)
  const own = rights?.post && message.author.kind === 'USER' && message.author.id === rights.userId
  const deleteMessage = async () => (await remove.run({ messageId: message.id })) && setAsking(false)
  return (
    <>
      <div class="message-actions">
        <span class="exact-time">{exactTime(message.createdAt)}{message.editedAt && <span>edited {exactTime(message.editedAt)}</span>}</span>
        {own && <button type="button" class="icon-button" onClick={edit} title="Edit"><Icon name="edit" /><span class="visually-hidden">Edit message</span></button>}
        {(own || rights?.manage) && <button type="button" class="icon-button" onClick={() => setAsking(true)} title="Delete"><Icon name="delete" /><span class="visually-hidden">Delete message</span></button>}
      </div>
      {asking && (
        <ConfirmDialog title="Delete this message?" action="Delete message" busy={remove.busy} failure={remove.failure} confirm={deleteMessage} close={() => setAsking(false)}>
          <p>This deletes its text immediately and for all readers. You cannot undo this.</p>
        </ConfirmDialog>
      )}
    </>
  )
}
