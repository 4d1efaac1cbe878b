// The recipes of examples/subscribe, each against a real server that is killed, shut down, and restored from a copy.
import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import WebSocket, { WebSocketServer } from 'ws'
import { startProxy } from './proxy.mjs'
import { contents, inBrowser, inNode, overSockets, printed, startRecipe, until } from './recipes.mjs'
import { post, startServer } from './server.mjs'

const each = (list, act) => Promise.all(list.map(act))

describe('the recipes', { timeout: 300_000 }, () => {
  let server, cookie, access

  before(async () => {
    server = await startServer()
    cookie = await signIn(server)
    access = { cookie, channelId: (await (await fetch(server.webhookURL)).json()).channelId }
    access.token = (await newToken()).secret
  })
  after(() => server?.stop())

  async function asOwner(query, variables) {
    const headers = { 'content-type': 'application/json', cookie: `chattr_session=${cookie}` }
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
    const { data, errors } = await response.json()
    assert.equal(errors, undefined)
    return data
  }

  // newToken creates a read-only token for one channel, as a frontend should have it.
  async function newToken() {
    const create = `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret accessToken { id } } }`
    const input = { name: 'recipe', readOnly: true, channelIds: [access.channelId] }
    return (await asOwner(create, { input })).createAccessToken
  }

  // posting posts so many messages and returns their contents, in order.
  let posts = 0
  async function posting(count) {
    const all = []
    for (let i = 0; i < count; i++) {
      all.push(`message ${++posts}`)
      await post(server.webhookURL, all.at(-1))
    }
    return all
  }

  async function head() {
    const query = `query ($id: ID!) { channel(id: $id) { messages(last: 1) { resumeCursor } } }`
    return (await asOwner(query, { id: access.channelId })).channel.messages.resumeCursor
  }

  // running starts recipes, each behind its own proxy, and stops them when the test ends.
  async function running(t, files, options = {}) {
    const all = await each(files, async (file) => {
      const proxy = await startProxy(server.url)
      t.after(() => proxy.down())
      const recipe = await startRecipe(file, { ...access, ...options, url: proxy.url })
      t.after(() => recipe.stop())
      return Object.assign(recipe, { proxy })
    })
    return all
  }

  // exactly asserts that every recipe prints these messages, each once and in order.
  const exactly = (recipes, expected) =>
    each(recipes, async (recipe) => assert.deepEqual(await printed(recipe, expected.length), expected, recipe.file))

  it('miss nothing and repeat nothing while the server is killed and shut down', async (t) => {
    const expected = await posting(3)
    const recipes = await running(t, [...inNode, ...inBrowser])
    await exactly(recipes, expected)
    expected.push(...(await posting(20)))

    await server.end('SIGKILL')
    await assert.rejects(post(server.webhookURL, 'refused'))
    await each(recipes, (recipe) => until('six attempts in vain', recipe, () => recipe.proxy.refused >= 6))
    await server.start()
    expected.push(...(await posting(20)))
    await exactly(recipes, expected)

    assert.equal(await server.end('SIGTERM'), 0)
    await each(recipes, ({ proxy }) => proxy.down())
    await server.start()
    expected.push(...(await posting(5))) // while nobody can see it
    await each(recipes, ({ proxy }) => proxy.up())
    expected.push(...(await posting(20)))
    await exactly(recipes, expected)
    await each(recipes, async (recipe) => assert.equal((await contents(recipe)).length, expected.length, recipe.file))
  })

  it('reconnect after every way in which a socket ends', async (t) => {
    const start = await head()
    const ends = [
      (socket) => socket.close(1000),
      (socket) => socket.close(), // 1005
      (socket) => socket.terminate(), // 1006
      (socket) => socket.close(1012, 'Service restart'),
      (socket) => socket.close(1013, 'Try again later'),
    ]
    const recipes = await each(overSockets, async (file) => {
      const relay = await startRelay(server.url)
      t.after(() => relay.close())
      const recipe = await startRecipe(file, { ...access, url: relay.url, after: start })
      t.after(() => recipe.stop())
      return Object.assign(recipe, { relay })
    })
    const expected = await posting(1)
    for (const end of ends) {
      await exactly(recipes, expected)
      for (const { relay } of recipes) end(relay.latest)
      expected.push(...(await posting(2)))
    }
    await exactly(recipes, expected)
  })

  it('detect a connection that is lost without an error', async (t) => {
    const recipes = await running(t, overSockets, { after: await head() })
    const expected = await posting(1)
    await exactly(recipes, expected)
    for (const { proxy } of recipes) proxy.freeze()
    expected.push(...(await posting(2)))
    await exactly(recipes, expected)
  })

  it('read a page again when the database was restored from an older copy', async (t) => {
    const database = join(server.dir, 'chattr.db')
    await server.end('SIGTERM')
    copyFileSync(database, `${database}.copy`)
    await server.start()
    const start = await head()
    const recipes = await running(t, [...inNode, ...inBrowser], { after: start })
    await exactly(recipes, await posting(3))

    await server.end('SIGTERM')
    copyFileSync(`${database}.copy`, database)
    await server.start()
    const forked = /^CURSOR_FORKED: .* reading a page again$/
    await each(recipes, (recipe) => until('a word about it', recipe, async () => (await recipe.lines()).some((line) => forked.test(line))))
    const [latest] = await posting(1)
    await each(recipes, (recipe) => until(latest, recipe, async () => (await contents(recipe)).includes(latest)))
  })

  it('end when the token is revoked or the channel is not found', async (t) => {
    const { secret, accessToken } = await newToken()
    const recipes = await running(t, inNode, { token: secret, after: await head() })
    await exactly(recipes, await posting(1))
    await asOwner('mutation ($id: ID!) { revokeAccessToken(input: {accessTokenId: $id}) { accessToken { id } } }', { id: accessToken.id })
    const withUnknownChannel = await running(t, inNode, { channelId: '1'.repeat(19) })
    await each([...recipes, ...withUnknownChannel], async (recipe) => {
      assert.equal(await recipe.ended, 1)
      assert.match((await recipe.lines()).join('\n'), /^cannot follow: /m, recipe.file)
    })
  })
})

// signIn uses the sign-in link of the first start, and returns the session cookie.
async function signIn({ url, signInLink }) {
  const body = JSON.stringify({ secret: signInLink.split('#sign-in=')[1] })
  const response = await fetch(`${url}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return /chattr_session\w*=([^;]+)/.exec(response.headers.get('set-cookie'))[1]
}

// startRelay starts a WebSocket server that forwards everything to another, so that a test can close sockets.
async function startRelay(target) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  const relay = { latest: null, close: () => (server.clients.forEach((client) => client.terminate()), server.close()) }
  server.on('connection', (client, request) => {
    relay.latest = client
    const upstream = new WebSocket(target.replace('http', 'ws') + request.url, client.protocol)
    const early = []
    client.on('message', (data) => (upstream.readyState === WebSocket.OPEN ? upstream.send(String(data)) : early.push(String(data))))
    upstream.on('open', () => early.forEach((data) => upstream.send(data)))
    upstream.on('message', (data) => client.send(String(data)))
    upstream.on('close', () => client.close()).on('error', () => client.terminate())
    client.on('close', () => upstream.terminate())
  })
  await new Promise((resolve) => server.once('listening', resolve))
  return Object.assign(relay, { url: `http://127.0.0.1:${server.address().port}` })
}
