// The texts of users and programs stay text in the portal.
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

  // unharmed clicks every link and waits, and asserts that no script ran.
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

  // readThrough scrolls from the beginning to the end, and returns all texts.
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
      return (await page.getByText('This is the beginning of the channel.').count()) > 0
    })
    const texts = await readThrough()
    for (const wanted of ['<script>pwned()</script>', '<img src=x onerror=pwned()>', '[x](javascript:pwned())']) assert.ok(texts.includes(wanted), wanted)
    await unharmed()
    await page.unroute('**/graphql')
  })

  it('never shows the address of another host as the label of a link', async () => {
    const lines = deceiving('https://evil.example/').concat(honest)
    await ask('mutation ($input: CreateChannelInput!) { createChannel(input: $input) { channel { id } } }', { input: { serverId: await demo(), name: 'labels' } })
    await page.goto(server.url)
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('labels').click()
    const channelId = page.url().split('/').pop()
    for (let at = 0; at < lines.length; at += 20) {
      const content = lines.slice(at, at + 20).join('\n\n')
      const { data } = await ask('mutation ($input: PostMessageInput!) { postMessage(input: $input) { cursor } }', { input: { channelId, content } })
      assert.ok(data, content)
    }
    await waitFor('all to be shown', async () => (await page.locator('.markdown p').count()) === lines.length)
    const links = await page.locator('.markdown a').evaluateAll((all) => all.map(({ href, innerText }) => [innerText, href]))
    const read = (text) => text.normalize('NFKC').replace(/[\u200b\u2060]/g, '').replaceAll('。', '.')
    const readsAsAddress = (text) => !text.includes('__') // marks that mark nothing are seen
    const wrong = links.filter(([text, href]) => href.startsWith('https://evil.example/') && readsAsAddress(text) && !read(text).startsWith('https://evil.example'))
    assert.deepEqual(wrong, [])
    for (const line of honest) {
      const [, label, href] = /^\[(.*)\]\((.*)\)$/.exec(line)
      assert.ok(links.some(([text, to]) => text === label.replace(/[*`]/g, '') && to === new URL(href).href), `${line} is no link`)
    }
    await page.getByRole('region', { name: 'Messages' }).evaluate((list) => list.scrollTo(0, 0))
    await browsing.picture(page, 'labels')
  })

  const demo = async () => (await ask('{ viewer { servers { edges { node { id } } } } }')).data.viewer.servers.edges[0].node.id

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

  it('runs nothing from an address', async () => {
    for (const text of corpus) {
      await page.goto(`${server.url}/#/channels/${text}`)
      await page.goto(`${server.url}/#/servers/${text}/webhooks/new?channel=${text}`)
    }
    await unharmed()
  })

  it('violates no policy, and sends no request to other servers', () => {
    assert.deepEqual(complaints.filter((text) => !/\/avatars\/|status of (404|422)/.test(text)), [])
    assert.deepEqual(outside, [])
  })
})

// deceiving are links whose labels look like the address of another host: each address in each disguise.
function deceiving(href) {
  const addresses = [
    'https://google.com/', 'http://google.com', 'google.com', 'www.google.com', 'accounts.google.com/signin', 'google.com:443/a?b#c', 'GOOGLE.COM', 'gооgle.com',
    'https://evil.example.google.com/', 'https://google.com/evil.example', 'https://google.com@evil.example', 'https://evil.example\\\\@google.com', 'bücher.de', '93.184.215.14/x',
    'see google.com', 'Link:google.com', '(google.com)', 'anna@google.com', '//google.com', 'https://google', 'allegro.pl', 'evil.example google.com', 'evil.example/ google.com',
  ]
  const disguises = [
    (text) => text, (text) => `**${text}**`, (text) => `*${text.slice(0, 6)}*${text.slice(6)}`, (text) => `**${text.slice(0, 6)}**${text.slice(6)}`,
    (text) => `\`${text}\``, (text) => `~~${text}~~`, (text) => `${text.slice(0, 3)}__${text.slice(3, 5)}__${text.slice(5)}`, (text) => text.replaceAll('/', '\\/'), (text) => text.replaceAll('.', '\\.'),
    (text) => text.replaceAll('.', '․'), (text) => text.replaceAll('.', '。'), (text) => text.replaceAll('.', '．'), (text) => text.replaceAll('.', '·'), (text) => text.replaceAll('.', '\u200b.\u2060'),
    (text) => text.replaceAll('.', '\u200a.\u200a'), (text) => text.replaceAll(':', '：').replaceAll('/', '／'), (text) => text.replaceAll(':', '꞉').replaceAll('/', '⁄'),
    (text) => text.replaceAll(':', '∶').replaceAll('/', '∕'), (text) => text.replace(/[a-z]/g, (c) => String.fromCodePoint(0x1d41a - 97 + c.charCodeAt(0))), (text) => `\u202e${[...text].reverse().join('')}`,
    (text) => `${text}.`, (text) => `→${text}…`, (text) => `“${text}”`,
  ]
  return addresses.flatMap((address) => disguises.map((disguise) => `[${disguise(address)}](${href})`))
}

const honest = [
  '[docs](https://ci.example/)', '[Build #42](https://ci.example/42)', '[README.md](https://git.example/README.md)', '[chat/reserved.go](https://git.example/x)', '[v1.2.3](https://git.example/v1.2.3)',
  '[Node.js 20](https://nodejs.example/)', '[main...feature](https://git.example/compare)', '[12:30](https://ci.example/)', '[error: no such file](https://ci.example/log)', '[e.g. this one](https://ci.example/)',
  '[Done. See more](https://ci.example/)', '[ci.example](https://ci.example/)', '[www.ci.example](https://ci.example/a)', '[https://ci.example/a?u=google.com](https://ci.example/a?u=google.com)',
  '[example.com docs](https://docs.example.com/)', '[**deploys** of `api`](https://ci.example/)', '[https://ci.example/](https://ci.example/elsewhere)', '[bücher.example](https://bücher.example/)', '[مرحبا](https://ci.example/)',
  '[owner/name#12](https://git.example/owner/name/12)', '[and/or](https://ci.example/)', '[deploy.sh, app.test.js and go.mod](https://git.example/)',
]
