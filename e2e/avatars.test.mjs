// Pictures of authors. Initials take their place until they are loaded and if they cannot be loaded, and nothing moves.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { startServer, waitFor } from './server.mjs'

// dot is an image of one pixel.
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

  // hold delays requests for pictures until the returned function is called, which then responds to them.
  function hold(then) {
    asked = []
    let release
    const held = new Promise((resolve) => (release = resolve))
    answer = async (route) => (await held, then(route))
    return release
  }

  it('that cannot be loaded become initials, and nothing moves', async () => {
    const release = hold((route) => route.continue()) // the server refuses an address in its own network
    const id = await post('Cannot Show', `${server.url}/assets/icon.svg`)
    await waitFor('the request for the picture', () => asked.length > 0)
    assert.match(asked[0].pathname, /^\/avatars\/[0-9a-f]{32}$/)
    assert.equal(asked[0].search, `?of=${id}`)
    const before = await places()
    release()
    await waitFor('the picture to be removed', async () => (await avatar('Cannot Show').locator('img').count()) === 0)
    assert.equal(await avatar('Cannot Show').innerText(), 'CS')
    assert.deepEqual(await places(), before)
  })

  it('that are loaded cover the initials, and nothing moves', async () => {
    const release = hold((route) => route.fulfill({ contentType: 'image/png', body: dot }))
    await post('Can Show', 'https://example.com/one.png')
    await waitFor('the request for the picture', () => asked.length > 0)
    const before = await places()
    release()
    await avatar('Can Show').locator('img.loaded').waitFor()
    assert.deepEqual(await places(), before)
    const sides = await avatar('Can Show').evaluate((box) => [box, box.firstElementChild].map((one) => one.getBoundingClientRect().width))
    assert.equal(sides[0], sides[1])
  })

  it('are requested once for several authors', async () => {
    hold((route) => route.fulfill({ contentType: 'image/png', body: dot }))()
    await post('Also One', 'https://example.com/one.png')
    await post('Another', 'https://example.com/two.png')
    await avatar('Also One').locator('img.loaded').waitFor()
    await avatar('Another').locator('img.loaded').waitFor()
    const src = (name) => avatar(name).locator('img').getAttribute('src')
    assert.equal(await src('Also One'), await src('Can Show'))
    assert.notEqual(await src('Another'), await src('Can Show'))
    assert.equal(asked.length, 1, 'only a picture that is not loaded yet is requested')
    assert.deepEqual(outside, [])
  })

  it('that cannot be loaded are requested again after a while', async () => {
    hold((route) => route.fulfill({ status: 503, headers: { 'retry-after': '5' }, json: {} }))()
    await post('Too Many', 'https://example.com/three.png')
    await waitFor('the picture to be removed', async () => asked.length === 1 && (await avatar('Too Many').locator('img').count()) === 0)
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

  it('of a webhook that cannot be loaded are reported on its page, also if that was tried before', async () => {
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
