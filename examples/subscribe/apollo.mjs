// Follows a channel with Apollo Client, also when the server restarts: no event is missed or repeated.
//   npm install @apollo/client graphql graphql-ws rxjs ws
//   CHATTR_URL=http://127.0.0.1:8080 CHATTR_TOKEN=… CHANNEL_ID=… node apollo.mjs
import { setTimeout as sleep } from 'node:timers/promises'
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client'
import { RetryLink } from '@apollo/client/link/retry'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { createClient } from 'graphql-ws'
import { tap } from 'rxjs'
import WebSocket from 'ws'

globalThis.WebSocket ??= WebSocket // browsers, and Node from 22 on, have their own

const { CHATTR_URL, CHATTR_TOKEN, CHANNEL_ID, AFTER } = process.env
const authorization = `Bearer ${CHATTR_TOKEN}`

let pongMissing
const socket = createClient({
  url: `${CHATTR_URL.replace(/^http/, 'ws')}/graphql`,
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

// Lets a subscription continue where it was: the socket sends its variables again, as they are then, whenever it has to
// connect again.
const resume = new ApolloLink((operation, forward) => {
  const variables = { ...operation.variables } // Apollo's own variables name the entry in its cache and must not change
  operation.variables = variables
  return forward(operation).pipe(tap(({ data }) => (variables.after = data?.channelEvents.cursor ?? variables.after)))
})

// Queries go over HTTP. A query that is cancelled on the socket can make graphql-ws end the subscription.
const client = new ApolloClient({
  link: ApolloLink.split(
    ({ operationType }) => operationType === 'subscription',
    resume.concat(new GraphQLWsLink(socket)),
    new RetryLink({ attempts: { max: Infinity } }).concat(new HttpLink({ uri: `${CHATTR_URL}/graphql`, headers: { authorization } })),
  ),
  cache: new InMemoryCache(),
})

const events = gql`
  subscription ($channelId: ID!, $after: String) {
    channelEvents(channelId: $channelId, after: $after) { cursor kind message { id content } }
  }
`
const page = gql`
  query ($channelId: ID!) {
    channel(id: $channelId) { id messages { edges { cursor node { id content } } resumeCursor } }
  }
`

// A page and its resumeCursor are one snapshot: what is not on the page comes after the cursor.
async function readPage() {
  const variables = { channelId: CHANNEL_ID }
  const { data } = await client.query({ query: page, variables, fetchPolicy: 'network-only' })
  if (!data.channel) throw new Error(`There is no channel ${CHANNEL_ID}.`)
  for (const { node } of data.channel.messages.edges) console.log('PAGE', node.content)
  return data.channel.messages.resumeCursor
}

let after = AFTER

// follow prints events until something ends the subscription, and throws the reason.
function follow() {
  return new Promise((completed, fail) => {
    const subscription = client.subscribe({ query: events, variables: { channelId: CHANNEL_ID, after } }).subscribe({
      next({ data, error }) {
        if (error) return subscription.unsubscribe(), fail(error)
        const { cursor, kind, message } = data.channelEvents
        console.log(cursor, kind, message.content)
        after = cursor
      },
      complete: completed,
    })
  })
}

for (;;) {
  try {
    after ??= await readPage()
    await follow()
  } catch (reason) {
    const code = CombinedGraphQLErrors.is(reason) && reason.errors[0].extensions?.code // a closed socket has none
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
