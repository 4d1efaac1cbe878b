// The status page of examples/subscribe, served by another web server, as a visitor sees it.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { freePort, post, startServer, waitFor } from './server.mjs'

const OWNER = 'owner-token-of-the-status-page-test-0123'
const source = readFileSync(new URL('../examples/subscribe/status-page.html', import.meta.url), 'utf8')

describe('the status page', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, pages, browser, origin, channelId

  before(async () => {
    pages = createServer((_, response) => response.setHeader('content-type', 'text/html').end(pages.body)).listen(0, '127.0.0.1')
    await once(pages, 'listening')
    origin = `http://127.0.0.1:${pages.address().port}`
    server = await startServer({ CHATTR_ALLOWED_ORIGINS: origin, CHATTR_OWNER_TOKEN: OWNER, CHATTR_LISTEN: `127.0.0.1:${await freePort()}` })
    channelId = (await (await fetch(server.webhookURL)).json()).channelId
    browser = await browsing.launch()
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
    pages?.close()
  })

  async function asOwner(query, input) {
    const headers = { authorization: `Bearer ${OWNER}`, 'content-type': 'application/json' }
    return (await (await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables: { input } }) })).json()).data
  }
  const newToken = () => asOwner('mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret accessToken { id } } }', { name: 'status page', readOnly: true, channelIds: [channelId] })
  const filledIn = (values) => Object.entries(values).reduce((text, [name, value]) => text.replace(new RegExp(`const ${name} = '[^']*'`), `const ${name} = '${value}'`), source)
  async function open(token) {
    pages.body = filledIn({ CHATTR_URL: server.url, CHATTR_TOKEN: token, CHANNEL_ID: channelId })
    const { page, outside } = await browsing.openPage(browser, { url: origin })
    await page.goto(origin)
    return { page, outside, texts: () => page.locator('li').evaluateAll((all) => all.map((each) => each.lastChild.data)), state: () => page.locator('#state').innerText() }
  }

  it('shows the channel live, and misses no event while the server is killed and restarted', async () => {
    const { createAccessToken } = await newToken()
    await post(server.webhookURL, 'Before')
    const { page, texts, state } = await open(createAccessToken.secret)
    await waitFor('the page', async () => (await state()) === 'Live' && (await texts()).includes('Before'))
    await post(server.webhookURL, 'Live <b>& kicking</b>')
    await waitFor('the message', async () => (await texts())[0] === 'Live <b>& kicking</b>')

    await server.end('SIGKILL')
    await waitFor('a word about it', async () => (await state()) === 'Reconnecting…')
    await server.start()
    const expected = Array.from({ length: 5 }, (_, i) => `After ${i}`)
    for (const text of expected) await post(server.webhookURL, text)
    await waitFor('what came meanwhile', async () => (await texts())[0] === 'After 4')
    assert.deepEqual((await texts()).slice(0, 7), [...expected.toReversed(), 'Live <b>& kicking</b>', 'Before'])
    await browsing.picture(page, 'statuspage')
  })

  it('shows edits and deletions', async () => {
    const { createAccessToken } = await newToken()
    const { texts, state } = await open(createAccessToken.secret)
    await waitFor('the page', async () => (await state()) === 'Live')
    const { postMessage } = await asOwner('mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }', { channelId, content: 'First' })
    await waitFor('the message', async () => (await texts())[0] === 'First')
    await asOwner('mutation ($input: EditMessageInput!) { editMessage(input: $input) { cursor } }', { messageId: postMessage.message.id, content: 'Second' })
    await waitFor('the edit', async () => (await texts())[0] === 'Second')
    await asOwner('mutation ($input: DeleteMessageInput!) { deleteMessage(input: $input) { cursor } }', { messageId: postMessage.message.id })
    await waitFor('the deletion', async () => !(await texts()).includes('Second'))
  })

  it('shows why it stops when the token is revoked', async () => {
    const { createAccessToken } = await newToken()
    const { state } = await open(createAccessToken.secret)
    await waitFor('the page', async () => (await state()) === 'Live')
    await asOwner('mutation ($input: RevokeAccessTokenInput!) { revokeAccessToken(input: $input) { accessToken { id } } }', { accessTokenId: createAccessToken.accessToken.id })
    await waitFor('the reason', async () => /^This page cannot follow the channel: ./.test(await state()))
  })
})
