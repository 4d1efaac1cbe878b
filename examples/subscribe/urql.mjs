// Follows a channel with urql, also when the server restarts: no event is missed or repeated.
//   npm install @urql/core graphql graphql-ws ws
//   CHATTR_URL=http://127.0.0.1:8080 CHATTR_TOKEN=… CHANNEL_ID=… node urql.mjs
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, fetchExchange, gql, subscriptionExchange } from '@urql/core'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws' // browsers, and Node from 22 on, have their own

const { CHATTR_URL, CHATTR_TOKEN, CHANNEL_ID, AFTER } = process.env
const authorization = `Bearer ${CHATTR_TOKEN}`

let pongMissing
const socket = createClient({
  url: `${CHATTR_URL.replace(/^http/, 'ws')}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: { authorization },
  // By default the client gives up after five attempts, and immediately if the server cannot be reached.
  retryAttempts: Infinity,
  shouldRetry: (reason) => 'code' in reason || reason.type === 'error', // the socket was closed, or could not be opened
  retryWait: (retries) => sleep(Math.min(250 * 2 ** retries, 5000) * (0.5 + Math.random())), // random, so that not all clients reconnect simultaneously
  // A connection can break without an error: a laptop slept, or a router dropped it. Only a missing response to a ping shows this.
  keepAlive: 10_000,
  on: {
    ping: (received) => received || (pongMissing = setTimeout(() => socket.terminate(), 5000)),
    pong: (received) => received && clearTimeout(pongMissing),
    closed: () => clearTimeout(pongMissing),
  },
})

// subscribe lets a subscription continue where it was: the socket sends the request again, as it is then, whenever it has to
// connect again.
function subscribe(request, sink) {
  return socket.subscribe(request, {
    error: (reason) => sink.error(reason),
    complete: () => sink.complete(),
    next(result) {
      const after = result.data?.channelEvents?.cursor
      if (after) request.variables = { ...request.variables, after }
      sink.next(result)
    },
  })
}

// Queries go over HTTP. A query that is cancelled on the socket can make graphql-ws end the subscription.
const client = new Client({
  url: `${CHATTR_URL}/graphql`,
  fetchOptions: { headers: { authorization } },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: (request) => ({ subscribe: (sink) => ({ unsubscribe: subscribe(request, sink) }) }),
    }),
  ],
})

const events = gql`
  subscription ($channelId: ID!, $after: String) {
    channelEvents(channelId: $channelId, after: $after) { cursor kind message { id content } }
  }
`
const page = gql`
  query ($channelId: ID!) {
    channel(id: $channelId) { messages { edges { node { content } } resumeCursor } }
  }
`

// A page and its resumeCursor are one snapshot: what is not on the page comes after the cursor.
async function readPage() {
  const { data, error } = await client.query(page, { channelId: CHANNEL_ID }).toPromise()
  if (error?.networkError) return sleep(1000).then(readPage) // the server is still unavailable
  if (error) throw error
  if (!data.channel) throw new Error(`There is no channel ${CHANNEL_ID}.`)
  for (const { node } of data.channel.messages.edges) console.log('PAGE', node.content)
  return data.channel.messages.resumeCursor
}

let after = AFTER

// follow prints events until something ends the subscription, and throws the reason.
function follow() {
  return new Promise((_, fail) => {
    const { unsubscribe } = client.subscription(events, { channelId: CHANNEL_ID, after }).subscribe(({ data, error }) => {
      if (error) return unsubscribe(), fail(error)
      const { cursor, kind, message } = data.channelEvents
      console.log(cursor, kind, message.content)
      after = cursor
    })
  })
}

for (;;) {
  try {
    after ??= await readPage()
    await follow()
  } catch (reason) {
    const code = reason.graphQLErrors?.[0]?.extensions.code // a closed socket has none
    if (code === 'CURSOR_EXPIRED' || code === 'CURSOR_FORKED') {
      console.error(`${code}: the events after the cursor are gone; reading a page again`)
      after = null
    } else if (/^(STORE_UNAVAILABLE|OVERLOADED|INTERNAL)$/.test(code)) {
      await sleep(1000)
    } else {
      console.error('cannot follow:', reason.message) // no such channel, a token that was revoked …
      process.exit(1)
    }
  }
}
