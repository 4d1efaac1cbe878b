// Whatever people and programs write stays text in the portal.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { corpus } from './corpus.mjs'
import { startServer, waitFor } from './server.mjs'

describe('the portal, given scripts for text,', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, page, outside, complaints, pwned
  const ask = (query, variables) => browsing.asSignedIn(page, query, variables)

  before(async () => {
    pwned = []
    server = await startServer({ CHATTR_WEBHOOK_RATE: '0' })
    browser = await browsing.launch()
    ;({ page, outside, complaints } = await browsing.openPage(browser, server))
    await page.exposeFunction('pwned', () => pwned.push(page.url()))
    page.on('dialog', (dialog) => (pwned.push(dialog.message()), dialog.dismiss()))
    await page.goto(server.signInLink)
    await page.getByRole('heading', { name: 'Servers', level: 1 }).waitFor()
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  // unharmed lets everything run that wants to, and clicks every link: nothing may have.
  async function unharmed() {
    const addresses = await page.locator('article a').evaluateAll((links) => links.map(({ href, rel, target }) => ({ href, rel, target })))
    for (const { href, rel, target } of addresses) {
      assert.match(href, /^https?:\/\//)
      assert.match(rel, /noopener.*nofollow/)
      assert.equal(target, '_blank')
    }
    await page.locator('article').first().hover({ timeout: 1000 }).catch(() => {})
    await page.waitForTimeout(300)
    assert.deepEqual(pwned, [])
  }

  // readThrough scrolls from the beginning to the end, and is all that was to be read.
  const readThrough = () => page.getByRole('region', { name: 'Messages' }).evaluate(async (list) => {
    const texts = new Set()
    for (list.scrollTop = 0; ; list.scrollTop += 400) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      for (const { innerText } of list.querySelectorAll('.markdown')) texts.add(innerText)
      if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) return [...texts]
    }
  })

  it('shows contents, names and avatars as text', async () => {
    assert.ok(corpus.length >= 40)
    for (const text of corpus) {
      const body = (more) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ content: text, ...more }) })
      await fetch(server.webhookURL, body({ name: text, avatarUrl: `https://example.com/${encodeURIComponent(text)}` }))
      assert.equal((await fetch(server.webhookURL, body())).status, 200, text)
    }
    // The server has no such addresses of avatars. The page must not rely on that.
    let next = 0
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch()
      const hostile = (_, field) => `"${field}":${JSON.stringify(corpus[next++ % corpus.length])}`
      await route.fulfill({ response, body: (await response.text()).replace(/"(avatarUrl|avatarPath)":(null|"(?:[^"\\]|\\.)*")/g, hostile) })
    })
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('deploys').click()
    await waitFor('all messages', async () => {
      await page.getByRole('region', { name: 'Messages' }).evaluate((list) => list.scrollTo(0, 0))
      return (await page.getByText('This is where the channel begins.').count()) > 0
    })
    const texts = await readThrough()
    for (const wanted of ['<script>pwned()</script>', '<img src=x onerror=pwned()>', '[x](javascript:pwned())']) assert.ok(texts.includes(wanted), wanted)
    await unharmed()
    await page.unroute('**/graphql')
  })

  it('shows names of servers, channels, topics and webhooks as text', async () => {
    const made = await ask('mutation { createServer(input: {name: "Hostile"}) { server { id } } }')
    const serverId = made.data.createServer.server.id
    let channelId
    for (const name of corpus) {
      await ask('mutation ($input: CreateServerInput!) { createServer(input: $input) { server { id } } }', { input: { name } })
      const { data } = await ask('mutation ($input: CreateChannelInput!) { createChannel(input: $input) { channel { id } } }', { input: { serverId, name, topic: name } })
      channelId = data?.createChannel.channel.id ?? channelId
      await ask('mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { url } }', { input: { channelId, name } })
      await ask('mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }', { input: { serverId, name, permissions: [] } })
    }
    for (const address of ['', `servers/${serverId}/channels`, `servers/${serverId}/webhooks`, `servers/${serverId}/roles`, `servers/${serverId}/audit-log`,
      `servers/${serverId}/webhooks/new`, `channels/${channelId}`, 'tokens']) {
      await page.goto(`${server.url}/#/${address}`)
      await page.getByRole('main').locator('h1, h2').first().waitFor()
      await unharmed()
    }
    await page.goto(`${server.url}/#/servers/${serverId}/channels`)
    await page.getByRole('main').getByText('<script>pwned()</script>', { exact: true }).first().waitFor()
  })

  it('takes nothing from an address', async () => {
    for (const text of corpus) {
      await page.goto(`${server.url}/#/channels/${text}`)
      await page.goto(`${server.url}/#/servers/${text}/webhooks/new?channel=${text}`)
    }
    await unharmed()
  })

  it('was not even tried: no policy was violated, and nothing left the server', () => {
    assert.deepEqual(complaints.filter((text) => !/\/avatars\/|status of (404|422)/.test(text)), [])
    assert.deepEqual(outside, [])
  })
})
