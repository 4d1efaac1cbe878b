import { useState } from 'preact/hooks'
import { DeleteMessageDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { Confirm } from '../parts/Confirm'
import { Icon } from '../parts/Icon'
import type { Message } from './blocks'
import type { Rights } from './MessageList'

interface Props {
  message: Message
  rights: Rights
  edit: () => void
}

// MessageActions is what the viewer may do with a message.
export function MessageActions({ message, rights, edit }: Props) {
  const [asking, setAsking] = useState(false)
  const remove = useMutation(DeleteMessageDocument)
  const own = message.author.kind === 'USER' && message.author.id === rights.userId && rights.post
  if (!own && !rights.manage) return null
  const erase = async () => (await remove.run({ messageId: message.id })) && setAsking(false)
  return (
    <>
      <div class="message-actions">
        {own && <button type="button" class="plain" onClick={edit} title="Edit"><Icon name="edit" /><span class="out-of-sight">Edit message</span></button>}
        <button type="button" class="plain" onClick={() => setAsking(true)} title="Delete"><Icon name="delete" /><span class="out-of-sight">Delete message</span></button>
      </div>
      {asking && (
        <Confirm title="Delete this message?" action="Delete message" busy={remove.busy} failure={remove.failure} confirm={erase} close={() => setAsking(false)}>
          <p>Its text is gone at once, for everybody and for good.</p>
        </Confirm>
      )}
    </>
  )
}
