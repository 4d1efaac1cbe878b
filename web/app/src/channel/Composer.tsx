import { useState } from 'preact/hooks'
import { PostMessageDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { RequiredPermission } from '../layout/RequiredPermission'
import { hasKeyboard } from '../components/hasKeyboard'
import { FailureMessage } from '../components/FailureMessage'
import { type Draft, draftOf, newDraft, saveDraft } from './drafts'
import { MessageInput } from './MessageInput'

interface Props {
  channel: { id: string; name: string; server: CurrentServer }
  canPost: boolean
}

const LIMIT = 4000 // code points

// Composer posts messages. If a post fails, it shows the text again.
export function Composer({ channel, canPost }: Props) {
  const [draft, setDraft] = useState(() => draftOf(channel.id))
  const post = useMutation(PostMessageDocument, false)
  const { content, key } = draft
  const remaining = LIMIT - [...content.trim()].length

  function update(draft: Draft) {
    saveDraft(channel.id, draft)
    setDraft(draft)
  }
  function change(text: string) {
    update(newDraft(text))
    if (post.failure) post.clear()
  }
  // The text is removed before it is sent: else it would be visible twice, here and in the list, until the response is here.
  async function send() {
    if (!canPost || post.busy || !content.trim() || remaining < 0) return
    update(newDraft(''))
    if (await post.run({ channelId: channel.id, content, idempotencyKey: key })) return
    const writtenSince = draftOf(channel.id).content
    update(writtenSince ? newDraft(`${content}\n${writtenSince}`) : draft)
  }
  const label = `Message #${channel.name}`
  return (
    <form class="composer" onSubmit={(event) => (event.preventDefault(), event.currentTarget.querySelector('textarea')!.focus(), void send())}>
      {canPost && <FailureMessage failure={post.failure} />}
      <div class="composer-row">
        <MessageInput label={label} placeholder={canPost ? (post.busy ? 'Sending…' : label) : 'You cannot post here'} value={content}
          change={change} send={send} autofocus={canPost && hasKeyboard()} disabled={!canPost} />
        <button type="submit" class="primary" disabled={!canPost || post.busy || !content.trim() || remaining < 0}>Send</button>
      </div>
      {!canPost && <p class="hint" role="status">You cannot post here. <RequiredPermission permission="POST_MESSAGES" server={channel.server} /></p>}
      {canPost && remaining < 500 && <p class={`hint ${remaining < 0 ? 'error' : ''}`} role="status">{count(Math.abs(remaining))} {remaining < 0 ? 'too long' : 'left'}</p>}
    </form>
  )
}

const count = (n: number) => `${n} ${n === 1 ? 'character' : 'characters'}`
