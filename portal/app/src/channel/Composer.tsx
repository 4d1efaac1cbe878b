import { useRef, useState } from 'preact/hooks'
import { PostMessageDocument } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import { Problem } from '../parts/Problem'
import { MessageText } from './MessageText'

const LIMIT = 4000 // code points
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

// Composer posts messages. What could not be sent stays; sent again it has the same key, so that nothing is posted twice.
export function Composer({ channelId, channelName }: { channelId: string; channelName: string }) {
  const [content, setContent] = useState('')
  const key = useRef(newKey())
  const post = useMutation(PostMessageDocument)

  function change(text: string) {
    setContent(text)
    key.current = newKey()
    if (post.failure) post.clear()
  }
  async function send() {
    if (!content.trim() || !(await post.run({ channelId, content, idempotencyKey: key.current }))) return
    change('')
  }
  const left = LIMIT - [...content].length
  return (
    <form class="composer" onSubmit={(event) => (event.preventDefault(), void send())}>
      <Problem failure={post.failure} />
      <div class="composer-row">
        <MessageText label={`Message #${channelName}`} placeholder={`Message #${channelName}`} value={content} change={change} send={send} />
        <button type="submit" class="primary" disabled={post.busy || !content.trim() || left < 0}>Send</button>
      </div>
      {left < 500 && <p class={`hint ${left < 0 ? 'wrong' : ''}`} role="status">{left < 0 ? `${-left} characters too long` : `${left} characters left`}</p>}
    </form>
  )
}
