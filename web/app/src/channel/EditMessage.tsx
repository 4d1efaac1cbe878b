import { useState } from 'preact/hooks'
import { EditMessageDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { FailureMessage } from '../components/FailureMessage'
import type { Message } from './blocks'
import { MessageInput } from './MessageInput'

// EditMessage edits a message in its place in the list.
export function EditMessage({ message, close }: { message: Message; close: () => void }) {
  const [content, setContent] = useState(message.content)
  const update = useMutation(EditMessageDocument)
  const save = async () => (content === message.content || (await update.run({ messageId: message.id, content }))) && close()
  return (
    <form class="edit-message" onSubmit={(event) => (event.preventDefault(), void save())}>
      <MessageInput label="Message" value={content} change={setContent} send={save} cancel={close} autofocus />
      <FailureMessage failure={update.failure} />
      <div class="actions">
        <button type="submit" class="primary small" aria-disabled={update.busy}>Save</button>
        <button type="button" class="small" onClick={close}>Cancel</button>
      </div>
    </form>
  )
}
