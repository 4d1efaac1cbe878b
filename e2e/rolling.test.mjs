// A rolling deployment: three instances are replaced one after the other, behind a proxy and under load. Subscribers miss no event, and
// every post succeeds after retries.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { postgresPrograms, startPostgres } from './postgres.mjs'
import { startProxy } from './proxy.mjs'
import { startServer, waitFor } from './server.mjs'

const required = process.env.CHATTR_TEST_REQUIRE === '1'
const skip = postgresPrograms() || required ? false : 'there is no initdb in the path or in /usr/lib/postgresql'
const token = randomBytes(24).toString('hex')
const subscribers = 5
const posters = 4

describe('a rolling restart', { skip, timeout: 180_000 }, () => {
  let postgres, instances, proxy, webhookURL, channelId

  before(async () => {
    postgres = await startPostgres()
    const settings = { CHATTR_DATABASE_URL: postgres.url, CHATTR_OWNER_TOKEN: token, CHATTR_UNSAFE_DURABILITY: 'on' }
    instances = [await startServer(settings)] // the first makes the demo
    for (const window of ['0s', '1s']) { // in which sockets are closed
      instances.push(await startServer({ ...settings, CHATTR_DEMO: 'false', CHATTR_DRAIN_WINDOW: window }))
    }
    proxy = await startProxy(...instances.map(({ url }) => url))
    const webhook = new URL(instances[0].webhookURL)
    webhookURL = proxy.url + webhook.pathname
    channelId = (await (await fetch(webhookURL)).json()).channelId
  })
  after(async () => {
    await proxy?.down()
    await Promise.all((instances ?? []).map((instance) => instance.stop()))
    await postgres?.stop()
  })

  // subscribe follows the channel after a cursor, and collects the events and the codes of closed sockets.
  function subscribe(cursor) {
    const reader = { contents: [], codes: [], failed: null }
    const client = createClient({
      url: `${proxy.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryWait: () => sleep(50 + Math.random() * 200),
      on: { closed: ({ code }) => reader.codes.push(code) },
    })
    const request = {
      query: `subscription ($channelId: ID!, $after: String) {
        channelEvents(channelId: $channelId, after: $after) { cursor message { content } }
      }`,
      variables: { channelId, after: cursor },
    }
    client.subscribe(request, {
      next({ data, errors }) {
        if (errors) return (reader.failed = errors)
        request.variables.after = data.channelEvents.cursor
        reader.contents.push(data.channelEvents.message.content)
      },
      error: (reason) => (reader.failed = reason),
      complete: () => (reader.failed = 'completed'),
    })
    return Object.assign(reader, { stop: () => client.dispose() })
  }

  // load posts until it is ended, and retries each message until it is acknowledged. It returns the acknowledged messages.
  function load() {
    const acknowledged = new Set()
    let over = false
    const running = Array.from({ length: posters }, async (_, poster) => {
      for (let n = 0; !over; n++) {
        const content = `message ${n} of poster ${poster}`
        await persistently(content)
        acknowledged.add(content)
      }
    })
    const end = async () => {
      over = true
      await Promise.all(running)
    }
    return { acknowledged, end }
  }

  async function persistently(content) {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const body = JSON.stringify({ content })
    for (;;) {
      const response = await fetch(webhookURL, { method: 'POST', headers, body }).catch(() => null)
      const text = await response?.text().catch(() => null)
      if (response?.status === 200 && text) return
      if (![undefined, 200, 429, 503].includes(response?.status)) throw new Error(`posting: ${response.status} ${text}`)
      await sleep(50)
    }
  }

  it('loses no message for any subscriber', async (t) => {
    const head = await resumeCursor()
    const readers = Array.from({ length: subscribers }, () => subscribe(head))
    t.after(() => Promise.all(readers.map((reader) => reader.stop())))
    const { acknowledged, end } = load()
    const more = (count) => {
      const target = acknowledged.size + count
      return waitFor(`${count} more posts`, () => acknowledged.size >= target)
    }
    await more(30)
    const took = []
    for (const instance of instances) {
      const began = Date.now()
      assert.equal(await instance.end('SIGTERM'), 0, instance.log())
      took.push(Date.now() - began)
      await more(30) // without it
      await instance.start()
      await more(30)
    }
    await end()

    const complete = (reader) => reader.failed || reader.contents.length >= acknowledged.size
    for (const reader of readers) {
      await waitFor('every message', () => complete(reader)).catch(() => {})
      assert.equal(reader.failed, null)
      assert.deepEqual(reader.contents, readers[0].contents) // one order for all
      assert.equal(new Set(reader.contents).size, reader.contents.length)
      assert.deepEqual(new Set(reader.contents), acknowledged)
    }
    const codes = new Set(readers.flatMap((reader) => reader.codes))
    assert.deepEqual(codes, new Set([1012]))
    assert.ok(took.every((ms) => ms < 30_000), `ending took ${took} ms`)
    t.diagnostic(`${acknowledged.size} messages, ${readers.flatMap((reader) => reader.codes).length} reconnects, ending took ${took.join(', ')} ms`)
  })

  async function resumeCursor() {
    const query = `query ($id: ID!) { channel(id: $id) { messages(last: 1) { resumeCursor } } }`
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const body = JSON.stringify({ query, variables: { id: channelId } })
    const { data } = await (await fetch(`${proxy.url}/graphql`, { method: 'POST', headers, body })).json()
    return data.channel.messages.resumeCursor
  }
})
