// Follows a channel with graphql-ws, also when the server restarts: no event is missed or repeated.
//   npm install graphql-ws ws
//   CHATTR_URL=http://127.0.0.1:8080 CHATTR_TOKEN=… CHANNEL_ID=… node graphql-ws.mjs
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws' // browsers, and Node from 22 on, have their own

const { CHATTR_URL, CHATTR_TOKEN, CHANNEL_ID, AFTER } = process.env

let pongMissing
const client = createClient({
  url: `${CHATTR_URL.replace(/^http/, 'ws')}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: { authorization: `Bearer ${CHATTR_TOKEN}` },
  // By default the client gives up after five attempts, and immediately if the server cannot be reached.
  retryAttempts: Infinity,
  shouldRetry: (reason) => 'code' in reason || reason.type === 'error', // the socket was closed, or could not be opened
  retryWait: (retries) => sleep(Math.min(250 * 2 ** retries, 5000) * (0.5 + Math.random())), // random, so that not all clients reconnect simultaneously
  // A connection can break without an error: a laptop slept, or a router dropped it. Only a missing response to a ping shows this.
  keepAlive: 10_000,
  on: {
    ping: (received) => received || (pongMissing = setTimeout(() => client.terminate(), 5000)),
    pong: (received) => received && clearTimeout(pongMissing),
    closed: () => clearTimeout(pongMissing),
  },
})

const request = {
  query: `subscription ($channelId: ID!, $after: String) {
    channelEvents(channelId: $channelId, after: $after) { cursor kind message { id content } }
  }`,
  variables: { channelId: CHANNEL_ID, after: AFTER },
}

// A page and its resumeCursor are one snapshot: what is not on the page comes after the cursor.
async function readPage() {
  const query = `query ($channelId: ID!) { channel(id: $channelId) { messages { edges { node { content } } resumeCursor } } }`
  const { data, errors } = (await client.iterate({ query, variables: { channelId: CHANNEL_ID } }).next()).value
  if (errors) throw errors
  if (!data.channel) throw new Error(`There is no channel ${CHANNEL_ID}.`)
  for (const { node } of data.channel.messages.edges) console.log('PAGE', node.content)
  return data.channel.messages.resumeCursor
}

// follow prints events until something ends the subscription, and throws the reason.
function follow() {
  return new Promise((completed, fail) => {
    const stop = client.subscribe(request, {
      next({ data, errors }) {
        if (errors) return stop(), fail(errors)
        const { cursor, kind, message } = data.channelEvents
        console.log(cursor, kind, message.content)
        request.variables.after = cursor // the client sends the request again, as it is then, when it has to connect again
      },
      error: fail,
      complete: completed,
    })
  })
}

for (;;) {
  try {
    request.variables.after ??= await readPage()
    await follow()
  } catch (reason) {
    const code = reason[0]?.extensions?.code // of a GraphQL error; a closed socket has none
    if (code === 'CURSOR_EXPIRED' || code === 'CURSOR_FORKED') {
      console.error(`${code}: the events after the cursor are gone; reading a page again`)
      request.variables.after = null
    } else if (/^(STORE_UNAVAILABLE|OVERLOADED|INTERNAL)$/.test(code)) {
      await sleep(1000)
    } else {
      console.error('cannot follow:', reason[0]?.message ?? reason) // no such channel, a token that was revoked …
      process.exit(1)
    }
  }
}
