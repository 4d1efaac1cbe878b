// The portal from the sign-in link of the first start to a message, and to sign-out.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import * as browsing from './browser.mjs'
import { post, startServer, waitFor } from './server.mjs'

describe('the portal', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, context, page, outside, complaints
  let url, newURL

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    ;({ context, page, outside, complaints } = await browsing.openPage(browser, server))
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const button = (name) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const main = () => page.getByRole('main')
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  const message = (text) => page.getByRole('article').filter({ hasText: text })

  it('shows how to sign in', async () => {
    await page.goto(server.url)
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await page.getByText('chattrd sign-in-link').waitFor()
  })

  it('signs in with the link of the first start, and hides its secret', async () => {
    await page.goto(server.signInLink)
    await page.getByRole('heading', { name: 'Servers', level: 1 }).waitFor()
    await main().getByRole('link', { name: 'Set a password' }).waitFor()
    assert.equal(page.url(), `${server.url}/`)
    const cookie = (await context.cookies()).find(({ name }) => name.startsWith('chattr_session'))
    assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, 'Lax'])
  })

  it('loads again quickly', async () => {
    const began = Date.now()
    await page.reload()
    await main().getByText('Demo').waitFor()
    const took = Date.now() - began
    assert.ok(took < 3000, `it took ${took} ms`) // a second, with threefold slack
  })

  it('creates a server and a channel', async () => {
    await button('New server').click()
    await dialog().getByLabel('Name').fill('Platform')
    await button('Create server').click()
    await button('New channel').last().click()
    await dialog().getByLabel('Name').fill('#releases')
    await dialog().getByLabel('Topic').fill('What was shipped')
    await button('Create channel').click()
    await page.getByText('No messages yet').waitFor()
  })

  it('explains in words why an input is not valid', async () => {
    await main().getByRole('link', { name: 'New webhook' }).first().click()
    await page.getByLabel('Name').fill('system')
    await button('Create webhook').click()
    await page.getByRole('alert').getByText(/^Name /).waitFor()
    assert.equal(await page.getByLabel('Name').getAttribute('aria-invalid'), 'true')
  })

  it('creates a webhook and shows its URL', async () => {
    await page.getByLabel('Name').fill('CI Bot')
    await button('Create webhook').click()
    await page.getByText('Copy the URL now').waitFor()
    await button('Copy').first().click()
    await page.getByText('Copied').waitFor()
    url = await clipboard()
    assert.match(url, new RegExp(`^${server.url}/webhooks/\\d{19}/chattr_wh_`))
  })

  it('sends a test message and shows that it arrives', async () => {
    await button('Send a test message').click()
    await page.getByRole('log').getByText('test message').waitFor()
  })

  it('shows it and later messages live in the channel', async () => {
    await main().getByRole('link', { name: '#releases' }).first().click()
    await message('test message').waitFor()
    await post(url, 'Posted **while** watching')
    await page.getByRole('article').locator('strong', { hasText: 'while' }).waitFor()
  })

  it('counts messages in the title of a hidden tab', async () => {
    const turn = (state) => page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
    await turn('hidden')
    for (const text of ['One', 'Two']) await post(url, `${text} unseen`)
    await waitFor('the title', async () => (await page.title()).startsWith('(2) #releases'))
    await turn('visible')
    await waitFor('the title', async () => (await page.title()).startsWith('#releases'))
  })

  it('posts, edits and deletes', async () => {
    await page.getByRole('textbox', { name: 'Message #releases' }).fill('First thought')
    await page.keyboard.press('Enter')
    await message('First thought').hover()
    await message('First thought').getByRole('button', { name: 'Edit message' }).click()
    await page.locator('.edit-message textarea:focus').waitFor() // the focus moves the caret, also in a text that is being filled in
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Second thought')
    await page.keyboard.press('Enter')
    await message('Second thought').getByText('edited', { exact: true }).waitFor()
    await message('Second thought').hover()
    await message('Second thought').getByRole('button', { name: 'Delete message' }).click()
    await dialog().getByRole('button', { name: 'Delete message' }).click()
    await message('Second thought').waitFor({ state: 'detached' })
  })

  it('shows that it reconnects, and misses no event', async () => {
    await page.getByRole('status').getByText('Live').waitFor()
    await server.end('SIGKILL')
    await page.getByText('Reconnecting…').waitFor()
    await sleep(2000)
    await server.start()
    await post(url, 'Back again')
    await message('Back again').waitFor()
    await page.getByRole('status').getByText('Live').waitFor()
    assert.equal(await message('Back again').count(), 1)
    complaints.splice(0, Infinity, ...complaints.filter((text) => !/ERR_CONNECTION_REFUSED/.test(text)))
  })

  it('regenerates the URL, and the old one is refused', async () => {
    await page.getByRole('link', { name: 'Webhooks' }).click()
    await main().getByRole('link', { name: /CI Bot/ }).click()
    await button('Regenerate URL…').click()
    await dialog().getByText('404 WEBHOOK_NOT_FOUND').waitFor()
    await button('Regenerate URL').click()
    await dialog().waitFor({ state: 'detached' })
    newURL = await page.getByLabel('Webhook URL').inputValue()
    assert.notEqual(newURL, url)
    assert.equal((await fetch(url)).status, 404)
    await post(newURL, 'Through the new URL')
  })

  it('disables and enables', async () => {
    await button('Disable').click()
    await main().getByText('Disabled', { exact: true }).waitFor()
    await assert.rejects(post(newURL, 'refused'), /403/)
    assert.equal(await button('Send a test message').isDisabled(), true)
    await page.getByText('This webhook is disabled and cannot post').waitFor()
    await button('Enable').click()
    await button('Disable').waitFor()
    await post(newURL, 'Enabled again')
  })

  it('shows a URL only once', async () => {
    await page.reload()
    await page.getByText('cannot be shown again').waitFor()
    assert.equal(await page.getByLabel('Webhook URL').count(), 0)
  })

  it('shows the last messages of the webhook and tests it without the URL', async () => {
    const log = page.getByRole('log')
    await log.getByText('Enabled again').waitFor()
    await button('Send a test message').click()
    await log.getByText('test message').last().waitFor()
    await post(newURL, 'Behind the test')
    await log.getByText('Behind the test').waitFor()
    const { count, strip } = await log.evaluate((element) => ({
      count: element.children.length, strip: element.firstElementChild.getBoundingClientRect().top - element.getBoundingClientRect().top,
    }))
    assert.equal(count, 3)
    assert.ok(strip < 4, `${strip} px are empty above the first`)
  })

  it('shows that another user has disabled it, until it is enabled', async () => {
    const webhookId = page.url().split('/').at(-1)
    const update = 'mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) { webhook { id } } }'
    await browsing.asSignedIn(page, update, { input: { webhookId, enabled: false } })
    await button('Send a test message').click()
    await main().getByText('Disabled', { exact: true }).waitFor()
    await button('Enable').click()
    await button('Disable').waitFor()
    assert.equal(await page.getByText('is disabled').count(), 0)
    await post(newURL, 'Before another test')
    await page.getByRole('log').getByText('Before another test').waitFor()
    await button('Send a test message').click()
    await page.getByRole('log').locator('article').last().getByText('test message').waitFor()
  })

  it('confirms that it saved', async () => {
    await page.getByLabel('Name').fill('Jenkins CI')
    await button('Save').click()
    await page.getByRole('status').getByText('Saved.').waitFor()
    await page.getByRole('tabpanel').getByText('"name":"Jenkins CI"').waitFor()
  })

  it('creates an access token, which is valid until it is revoked', async () => {
    await page.getByRole('link', { name: 'Access tokens' }).click()
    await button('New token').click()
    await dialog().getByLabel('Name').fill('status page')
    await button('Create token').click()
    await dialog().getByRole('alert').getByText('Select at least one channel').waitFor()
    await dialog().getByLabel('releases').check()
    await button('Create token').click()
    await page.getByText('Copy the token now').waitFor()
    const token = await page.getByLabel('Access token', { exact: true }).inputValue()
    const works = () => fetch(`${server.url}/graphql?query={viewer{user{name}}}`, { headers: { authorization: `Bearer ${token}` } })
    assert.equal((await (await works()).json()).data.viewer.user.name, 'owner')
    await button('Done').click()
    await button('Revoke…').click()
    await button('Revoke token').click()
    await page.getByText('No access tokens yet').waitFor()
    assert.match(await (await works()).text(), /UNAUTHENTICATED/)
  })

  it('marks a token that can write, and shows what it can access', async () => {
    await button('New token').click()
    await dialog().getByLabel('Name').fill('provisioning')
    await dialog().getByLabel(/^Read only/).uncheck()
    await dialog().getByLabel(/^All channels, including future ones/).check()
    await button('Create token').click()
    await button('Done').click()
    const row = main().getByRole('listitem').filter({ hasText: 'provisioning' })
    await row.getByText('Can write').waitFor()
    assert.match(await row.innerText(), /All channels, including future ones · never used · expires /)
    await browsing.picture(page, 'portal-tokens')
    await button('Revoke…').click()
    await button('Revoke token').click()
    await page.getByText('No access tokens yet').waitFor()
  })

  it('stores nothing in the browser, and has no secret in an address', async () => {
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    assert.equal(stored, '[{},{}]')
    assert.doesNotMatch(page.url(), /chattr_/)
  })

  it('logs no error, and sends no request to other servers', () => {
    assert.deepEqual(complaints, [])
    assert.deepEqual(outside, [])
  })

  it('signs out, and the session has ended', async () => {
    await button('Sign out').click()
    await dialog().getByText('You have no password').waitFor()
    await dialog().getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    const refused = await browsing.asSignedIn(page, '{ viewer { user { name } } }')
    assert.equal(refused.errors[0].extensions.code, 'UNAUTHENTICATED')
  })

  it('shows that a used link is no longer valid', async () => {
    await page.goto('about:blank')
    await page.goto(server.signInLink)
    await page.getByText('This sign-in link is no longer valid').waitFor()
    assert.equal(page.url(), `${server.url}/`)
  })
})
