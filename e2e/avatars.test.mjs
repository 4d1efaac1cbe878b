// Pictures of authors: initials until they are there, and again when they cannot be had, without anything moving.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { startServer, waitFor } from './server.mjs'

// dot is a picture of one pixel.
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

describe('avatars', { skip: browsing.skip, timeout: 120_000 }, () => {
  let server, browser, page, outside
  let asked, answer // what of /avatars was asked, and how it is answered

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    ;({ page, outside } = await browsing.openPage(browser, server))
    await page.route('**/avatars/**', async (route) => (asked.push(new URL(route.request().url())), answer(route)))
    await page.goto(server.signInLink)
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('deploys').click()
    await page.getByText('No messages yet').waitFor()
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function post(name, avatarUrl) {
    const response = await fetch(server.webhookURL, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ content: `A picture of ${name}`, name, avatarUrl }),
    })
    assert.equal(response.status, 200)
    return (await response.json()).message.id
  }

  const article = (name) => page.getByRole('article').filter({ hasText: `A picture of ${name}` })
  const avatar = (name) => article(name).locator('.avatar')
  const places = () => page.locator('article, article .avatar, article .author, article p').evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())))

  // hold keeps requests for pictures until release is called, which then answers them.
  function hold(then) {
    asked = []
    let release
    const held = new Promise((resolve) => (release = resolve))
    answer = async (route) => (await held, then(route))
    return release
  }

  it('that cannot be had become initials, and nothing moves', async () => {
    const release = hold((route) => route.continue()) // the server refuses: the address is one of its inside
    const id = await post('Cannot Show', `${server.url}/assets/icon.svg`)
    await waitFor('the picture to be asked for', () => asked.length > 0)
    assert.match(asked[0].pathname, /^\/avatars\/[0-9a-f]{32}$/)
    assert.equal(asked[0].search, `?of=${id}`)
    const before = await places()
    release()
    await waitFor('the picture to be given up', async () => (await avatar('Cannot Show').locator('img').count()) === 0)
    assert.equal(await avatar('Cannot Show').innerText(), 'CS')
    assert.deepEqual(await places(), before)
  })

  it('that are there cover the initials, and nothing moves', async () => {
    const release = hold((route) => route.fulfill({ contentType: 'image/png', body: dot }))
    await post('Can Show', 'https://example.com/one.png')
    await waitFor('the picture to be asked for', () => asked.length > 0)
    const before = await places()
    release()
    await avatar('Can Show').locator('img.loaded').waitFor()
    assert.deepEqual(await places(), before)
    const sides = await avatar('Can Show').evaluate((box) => [box, box.firstElementChild].map((one) => one.getBoundingClientRect().width))
    assert.equal(sides[0], sides[1])
  })

  it('are asked for once, whoever has them', async () => {
    hold((route) => route.fulfill({ contentType: 'image/png', body: dot }))()
    await post('Also One', 'https://example.com/one.png')
    await post('Another', 'https://example.com/two.png')
    await avatar('Also One').locator('img.loaded').waitFor()
    await avatar('Another').locator('img.loaded').waitFor()
    const src = (name) => avatar(name).locator('img').getAttribute('src')
    assert.equal(await src('Also One'), await src('Can Show'))
    assert.notEqual(await src('Another'), await src('Can Show'))
    assert.equal(asked.length, 1, 'only the picture that is not here yet is asked for')
    assert.deepEqual(outside, [])
  })

  it('that cannot be had are asked for again, but not at once', async () => {
    hold((route) => route.fulfill({ status: 503, headers: { 'retry-after': '5' }, json: {} }))()
    await post('Too Many', 'https://example.com/three.png')
    await waitFor('the picture to be given up', async () => asked.length === 1 && (await avatar('Too Many').locator('img').count()) === 0)
    const { pathname } = asked[0]
    await post('Soon After', 'https://example.com/three.png')
    await article('Soon After').waitFor()
    assert.equal(await avatar('Soon After').locator('img').count(), 0)
    hold((route) => route.fulfill({ contentType: 'image/png', body: dot }))()
    await page.evaluate(() => {
      const now = Date.now
      Date.now = () => now() + 61_000
    })
    await post('Much Later', 'https://example.com/three.png')
    await avatar('Much Later').locator('img.loaded').waitFor()
    assert.equal(asked.filter((url) => url.pathname === pathname).length, 1)
  })

  it('of a webhook that cannot be had are said to be so on its page, also when that is known', async () => {
    hold((route) => route.continue())()
    const ask = async (query, variables) => (await browsing.asSignedIn(page, query, variables)).data
    const { viewer } = await ask('{ viewer { servers { edges { node { id webhooks { edges { node { id } } } } } } } }')
    const { id: serverId, webhooks } = viewer.servers.edges[0].node
    const input = { webhookId: webhooks.edges[0].node.id, avatarUrl: `${server.url}/none.png` }
    await ask('mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) { webhook { id } } }', { input })
    await page.goto(`${server.url}/#/webhooks/${input.webhookId}`)
    await page.getByText('The picture could not be loaded').waitFor()
    await browsing.picture(page, 'portal-webhook-no-picture')
    await page.goto(`${server.url}/#/servers/${serverId}/webhooks`)
    await page.getByRole('main').getByRole('link', { name: 'CI' }).click()
    await page.getByText('The picture could not be loaded').waitFor()
    await page.getByLabel('Avatar').fill('')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('The picture could not be loaded').waitFor({ state: 'detached' })
  })
})
