import { useState } from 'preact/hooks'
import { PostMessageDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { RequiredPermission } from '../layout/NotFound'
import { hasKeyboard } from '../components/hasKeyboard'
import { FailureMessage } from '../components/FailureMessage'
import { type Draft, draftOf, saveDraft, newDraft } from './drafts'
import { MessageInput } from './MessageInput'

interface Props {
  channel: { id: string; name: string; server: CurrentServer }
  mayPost: boolean
}

const LIMIT = 4000 // code points

// Composer posts messages. What could not be sent comes back.
export function Composer({ channel, mayPost }: Props) {
  const [draft, setDraft] = useState(() => draftOf(channel.id))
  const post = useMutation(PostMessageDocument, false)
  const { content, key } = draft
  const left = LIMIT - [...content.trim()].length

  function write(draft: Draft) {
    saveDraft(channel.id, draft)
    setDraft(draft)
  }
  function change(text: string) {
    write(newDraft(text))
    if (post.failure) post.clear()
  }
  // The text leaves when it is sent: else it would be seen twice, here and in the list, until the answer has come.
  async function send() {
    if (!mayPost || post.busy || !content.trim() || left < 0) return
    write(newDraft(''))
    const done = await post.run({ channelId: channel.id, content, idempotencyKey: key })
    if (done) return
    const since = draftOf(channel.id).content
    write(since ? newDraft(`${content}\n${since}`) : draft)
  }
  const label = `Message #${channel.name}`
  return (
    <form class="composer" onSubmit={(event) => (event.preventDefault(), event.currentTarget.querySelector('textarea')!.focus(), void send())}>
      {mayPost && <FailureMessage failure={post.failure} />}
      <div class="composer-row">
        <MessageInput label={label} placeholder={mayPost ? (post.busy ? 'Sending…' : label) : 'You may not post here'} value={content}
          change={change} send={send} autofocus={mayPost && hasKeyboard()} disabled={!mayPost} />
        <button type="submit" class="primary" disabled={!mayPost || post.busy || !content.trim() || left < 0}>Send</button>
      </div>
      {!mayPost && <p class="hint" role="status">You may not post here. <RequiredPermission permission="POST_MESSAGES" server={channel.server} /></p>}
      {mayPost && left < 500 && <p class={`hint ${left < 0 ? 'error' : ''}`} role="status">{count(Math.abs(left))} {left < 0 ? 'too long' : 'left'}</p>}
    </form>
  )
}

const count = (n: number) => `${n} ${n === 1 ? 'character' : 'characters'}`
