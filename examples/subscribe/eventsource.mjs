// Follows a channel with the npm package eventsource, also when the server restarts: no event is missed or repeated.
//   npm install eventsource
//   CHATTR_URL=http://127.0.0.1:8080 CHATTR_TOKEN=… CHANNEL_ID=… node eventsource.mjs
import { setTimeout as sleep } from 'node:timers/promises'
import { EventSource } from 'eventsource'

const { CHATTR_URL, CHATTR_TOKEN, CHANNEL_ID, AFTER } = process.env
const address = (query, variables) =>
  `${CHATTR_URL}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`

// The browser's EventSource cannot send a header; this one accepts a fetch function.
const withToken = (url, options) =>
  fetch(url, { ...options, headers: { ...options?.headers, authorization: `Bearer ${CHATTR_TOKEN}` } })

const events = `subscription ($channelId: ID!, $after: String) {
  channelEvents(channelId: $channelId, after: $after) { cursor kind message { id content } }
}`
const page = `query ($channelId: ID!) {
  channel(id: $channelId) { messages { edges { node { content } } resumeCursor } }
}`

// A page and its resumeCursor are one snapshot: what is not on the page comes after the cursor.
async function readPage() {
  const { data, errors } = await (await withToken(address(page, { channelId: CHANNEL_ID }))).json()
  if (errors) throw errors[0]
  if (!data.channel) throw { message: `There is no channel ${CHANNEL_ID}.`, extensions: { code: 'NOT_FOUND' } }
  for (const { node } of data.channel.messages.edges) console.log('PAGE', node.content)
  return data.channel.messages.resumeCursor
}

let after = AFTER

// follow prints events until something ends the source, and throws the reason. Until then, the source connects again by itself as
// often as necessary, and sends the server the id of the last event, which is its cursor. This id has priority over `after`.
function follow() {
  return new Promise((_, fail) => {
    const source = new EventSource(address(events, { channelId: CHANNEL_ID, after }), { fetch: withToken })
    source.addEventListener('next', ({ data }) => {
      const result = JSON.parse(data)
      if (result.errors) return source.close(), fail(result.errors[0]) // otherwise it would reconnect and get the same error
      const { cursor, kind, message } = result.data.channelEvents
      console.log(cursor, kind, message.content)
      after = cursor
    })
    // Every status but 200 is final for an EventSource: also that of a server that shuts down, or of a proxy without a server.
    source.addEventListener('error', ({ code, message }) => {
      if (source.readyState !== EventSource.CLOSED) return
      fail({ message, extensions: { code: code === 401 ? 'UNAUTHENTICATED' : null } })
    })
  })
}

for (;;) {
  try {
    after ??= await readPage()
    await follow()
  } catch ({ message, extensions }) {
    const code = extensions?.code
    if (code === 'CURSOR_EXPIRED' || code === 'CURSOR_FORKED') {
      console.error(`${code}: the events after the cursor are gone; reading a page again`)
      after = null
    } else if (/^(UNAUTHENTICATED|NOT_FOUND|CURSOR_INVALID|BAD_USER_INPUT)$/.test(code)) {
      console.error('cannot follow:', message)
      process.exit(1)
    } else {
      await sleep(1000 + Math.random() * 2000) // random, so that not all clients reconnect simultaneously
    }
  }
}
