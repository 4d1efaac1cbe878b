// The GraphQL clients that frontends use, against a real server.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApolloClient, HttpLink, InMemoryCache, gql as apolloGql } from '@apollo/client'
import { Client as UrqlClient, fetchExchange, gql as urqlGql } from '@urql/core'
import { createClient } from 'graphql-ws'
import relay from 'relay-runtime'
import WebSocket from 'ws'
import { messagesQuery, postMutation } from './relay.mjs'
import { post, startServer, waitFor } from './server.mjs'

const token = randomBytes(24).toString('hex')
const headers = { authorization: `Bearer ${token}` }

const messages = `query Messages($channelId: ID!, $last: Int) {
  channel(id: $channelId) {
    id
    messages(last: $last) { edges { cursor node { id content } } pageInfo { hasPreviousPage startCursor } resumeCursor }
  }
}`
const postMessage = `mutation Post($input: PostMessageInput!) {
  postMessage(input: $input) { message { id content } cursor replayed }
}`
const watch = `subscription Watch($channelId: ID!, $after: String) {
  channelEvents(channelId: $channelId, after: $after) { cursor kind message { id content } }
}`

describe('clients', { timeout: 120_000 }, () => {
  let server, channelId, url

  before(async () => {
    server = await startServer({ CHATTR_OWNER_TOKEN: token })
    url = `${server.url}/graphql`
    channelId = (await (await fetch(server.webhookURL)).json()).channelId
    for (const n of [1, 2, 3]) await post(server.webhookURL, `message ${n}`)
  })
  after(() => server?.stop())

  const input = (content) => ({ input: { channelId, content } })

  it('@apollo/client', async () => {
    const client = new ApolloClient({ link: new HttpLink({ uri: url, headers }), cache: new InMemoryCache() })
    const page = await client.query({ query: apolloGql(messages), variables: { channelId, last: 2 } })
    assert.equal(page.data.channel.messages.edges.length, 2)
    assert.equal(page.data.channel.messages.pageInfo.hasPreviousPage, true)
    const posted = await client.mutate({ mutation: apolloGql(postMessage), variables: input('by apollo') })
    assert.equal(posted.data.postMessage.message.content, 'by apollo')
    client.stop()
  })

  it('@urql/core', async () => {
    const client = new UrqlClient({ url, exchanges: [fetchExchange], fetchOptions: { headers }, preferGetMethod: false })
    const page = await client.query(urqlGql(messages), { channelId, last: 2 }).toPromise()
    assert.equal(page.error, undefined)
    assert.equal(page.data.channel.messages.edges.length, 2)
    const posted = await client.mutation(urqlGql(postMessage), input('by urql')).toPromise()
    assert.equal(posted.data?.postMessage.message.content, 'by urql', String(posted.error))
    const refused = await client.mutation(urqlGql(postMessage), input(' ')).toPromise()
    assert.equal(refused.error.graphQLErrors[0].extensions.code, 'VALIDATION_FAILED')
  })

  it('relay-runtime', async () => {
    const fetchFunction = async ({ text }, variables) => {
      const body = JSON.stringify({ query: text, variables })
      return (await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body })).json()
    }
    const environment = new relay.Environment({
      network: relay.Network.create(fetchFunction),
      store: new relay.Store(new relay.RecordSource()),
    })
    const page = await relay.fetchQuery(environment, messagesQuery, { channelId, last: 2 }).toPromise()
    assert.equal(page.channel.messages.edges.length, 2)
    assert.equal(page.channel.messages.pageInfo.hasPreviousPage, true)
    const posted = await new Promise((onCompleted, onError) =>
      relay.commitMutation(environment, { mutation: postMutation, variables: input('by relay'), onCompleted, onError }),
    )
    assert.equal(posted.postMessage.message.content, 'by relay')
  })

  it('graphql-ws resumes after a lost connection and misses nothing', async () => {
    const arrivals = new EventEmitter()
    const contents = []
    let socket, reconnect
    const client = createClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: headers,
      on: { connected: (connected) => (socket = connected) },
      retryWait: () => new Promise((resolve) => (reconnect = resolve)), // until the test lets it
    })
    const first = await latest()
    const request = { query: watch, variables: { channelId, after: first } }
    const stop = client.subscribe(request, {
      next({ data, errors }) {
        assert.equal(errors, undefined)
        request.variables.after = data.channelEvents.cursor
        contents.push(data.channelEvents.message.content)
        arrivals.emit(data.channelEvents.message.content)
      },
      error: (error) => arrivals.emit('error', error),
      complete() {},
    })
    await arrival('before', () => post(server.webhookURL, 'before'))
    socket.terminate()
    await post(server.webhookURL, 'meanwhile')
    await post(server.webhookURL, 'meanwhile, too')
    await untilWaiting()
    await arrival('after', async () => {
      reconnect()
      await post(server.webhookURL, 'after')
    })
    assert.deepEqual(contents, ['before', 'meanwhile', 'meanwhile, too', 'after'])
    stop()
    await client.dispose()

    function arrival(content, act) {
      return Promise.all([once(arrivals, content), act()])
    }
    async function untilWaiting() {
      while (!reconnect) await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })

  it('the program of the documentation resumes after an outage of several retries', async () => {
    const own = await startServer({ CHATTR_OWNER_TOKEN: token })
    const watcher = await runDocumented(own)
    try {
      await waitFor('the socket', async () => {
        await post(own.webhookURL, 'before') // again, in case nobody was watching yet
        return /before/.test(watcher.printed)
      })
      await own.end('SIGKILL')
      await sleep(5000) // longer than the program waits before its first retry
      await own.start()
      await post(own.webhookURL, 'meanwhile')
      await waitFor('the message', () => /meanwhile/.test(watcher.printed))
      await post(own.webhookURL, 'after')
      await waitFor('the next one', () => /after/.test(watcher.printed))
      assert.match(watcher.printed, /^(CI: before\n)+CI: meanwhile\nCI: after\n$/)
    } finally {
      watcher.kill()
      await own.stop()
    }
  })

  // runDocumented runs the program of docs/subscriptions.md, with another port and the WebSocket that Node 20 lacks.
  async function runDocumented(own) {
    const page = readFileSync(new URL('../docs/subscriptions.md', import.meta.url), 'utf8')
    const [, program] = /```js\n(import { createClient } from 'graphql-ws';\n.*?)```/s.exec(page)
    const code = `import ws from 'ws';\nglobalThis.WebSocket ??= ws;\n${program.replaceAll('http://127.0.0.1:8080', own.url)}`
    const env = { ...process.env, CHATTR_TOKEN: token, CHANNEL_ID: (await (await fetch(own.webhookURL)).json()).channelId }
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: import.meta.dirname, env, stdio: ['ignore', 'pipe', 'inherit'] })
    const watcher = { printed: '', kill: () => child.kill() }
    child.stdout.on('data', (data) => (watcher.printed += data))
    return watcher
  }

  // latest returns the newest cursor of the channel.
  async function latest() {
    const body = JSON.stringify({ query: messages, variables: { channelId, last: 1 } })
    const response = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body })
    return (await response.json()).data.channel.messages.resumeCursor
  }
})
