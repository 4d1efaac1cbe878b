// The pages as a person meets them, in a real browser: signing in, the playground, signing out.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { post, startServer, waitFor } from './server.mjs'

const executablePath = process.env.CHATTR_TEST_CHROMIUM ?? '/usr/bin/chromium'
const required = process.env.CHATTR_TEST_REQUIRE === '1'
const skip = existsSync(executablePath) || required ? false : `there is no chromium at ${executablePath} (set CHATTR_TEST_CHROMIUM)`
const screenshots = fileURLToPath(new URL('screenshots/', import.meta.url))
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

describe('the pages', { skip, timeout: 300_000 }, () => {
  let server, browser, context, page
  const outside = [] // requests that left the server's origin
  const complaints = [] // console errors, uncaught errors and violations of the content security policy

  before(async () => {
    mkdirSync(screenshots, { recursive: true })
    server = await startServer()
    browser = await chromium.launch({ executablePath, args: quiet })
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    page = await context.newPage()
    const inside = (url) => /^(data|blob):/.test(url) || new URL(url).host === new URL(server.url).host
    page.on('request', (request) => inside(request.url()) || outside.push(request.url()))
    page.on('websocket', (socket) => inside(socket.url()) || outside.push(socket.url()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  // picture takes the page in both themes, narrow and wide; it changes nothing.
  async function picture(name) {
    for (const colorScheme of ['light', 'dark']) {
      for (const [width, height] of [[360, 740], [1440, 900]]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height })
        await page.screenshot({ path: `${screenshots}${name}-${colorScheme}-${width}.png`, fullPage: true })
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        assert.ok(overflow <= 0, `${name} is ${overflow} px too wide for ${width} px`)
      }
    }
    await page.emulateMedia({ colorScheme: null })
  }

  const text = (selector) => page.locator(selector).innerText()
  const answer = () => text('.graphiql-response .result-window')
  // open waits until the editor shows the tab: what is run before that is the operation of the tab before.
  async function open(tab) {
    await page.getByRole('tab', { name: tab }).click()
    await waitFor(`the tab ${tab}`, async () => new RegExp(`(query|mutation|subscription) ${tab}\\b`).test(await text('.graphiql-query-editor')))
  }

  const run = () => page.getByRole('button', { name: /^Execute query/ }).click()
  const answered = (what, pattern) => waitFor(what, async () => pattern.test(await answer()))

  async function use(token) {
    await page.getByLabel('Token').fill(token)
    await page.getByRole('button', { name: 'Use', exact: true }).click()
  }

  // asSignedIn runs a document with the cookie, as the portal does.
  function asSignedIn(query, variables) {
    return page.evaluate(async (body) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('graphql', { method: 'POST', headers, body: JSON.stringify(body) })).json()
    }, { query, variables })
  }

  it('say who is not signed in, and how to be', async () => {
    await page.goto(server.url)
    await page.getByText('You are not signed in.').waitFor()
    assert.match(await text('.help'), /chattr sign-in-link/)
    await picture('start')
  })

  it('sign in with the link of the first start, and hide its secret', async () => {
    await page.goto(server.signInLink)
    await page.waitForURL('**/playground')
    await page.getByText('Signed in as owner').waitFor()
    assert.equal(page.url(), `${server.url}/playground`)
    const cookie = (await context.cookies()).find(({ name }) => name === 'chattr_session')
    assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, 'Lax'])
  })

  it('run a query', async () => {
    await run()
    await answered('the answer', /"name":\s*"Demo"/)
    assert.match(await answer(), /"name":\s*"owner"/)
    await picture('playground')
  })

  it('show an event after a post to the webhook', async () => {
    await open('WatchChannel')
    await run()
    await waitFor('the event', async () => {
      await post(server.webhookURL, 'Deploy completed successfully.') // again, in case nobody was watching yet
      return /Deploy completed successfully\./.test(await answer())
    })
    assert.match(await answer(), /"kind":\s*"WEBHOOK"/)
    await picture('watch')
  })

  it('go on watching after an outage', async () => {
    await server.end('SIGKILL')
    await sleep(5000) // longer than the page waits before its first retry
    await server.start()
    await post(server.webhookURL, 'Back again.')
    await waitFor('the event', async () => /Back again\./.test(await answer()))
    await page.getByRole('button', { name: /^Stop query/ }).click()
    complaints.splice(0, Infinity, ...complaints.filter((text) => !/ERR_CONNECTION_REFUSED/.test(text)))
  })

  it('create a webhook and page through messages with the ids filled in', async () => {
    await open('CreateWebhook')
    await run()
    await answered('the URL', /"url":\s*"http/)
    const [, url] = /"url":\s*"([^"]+)"/.exec((await answer()).replace(/\s+(?=[A-Za-z0-9_/-]+")/g, ''))
    await post(url, 'Posted through the new webhook.')
    await open('PageThroughMessages')
    await run()
    await answered('the page', /Posted through the new webhook\./)
    await picture('messages')
  })

  it('make a server and a channel', async () => {
    await open('CreateServer')
    await run()
    await answered('the server', /"name":\s*"My server"/)
    await picture('create')
    await open('CreateChannel')
    await run()
    await answered('the channel', /"name":\s*"builds"/)
  })

  it('complained about nothing so far', () => assert.deepEqual(complaints, []))

  it('take a token in the place of the cookie', async () => {
    const made = await asSignedIn('mutation { createAccessToken(input: {name: "test", readOnly: true}) { secret } }')
    await use(made.data.createAccessToken.secret)
    await page.getByText('Acting as owner').waitFor()
    await open('CreateWebhook')
    await run()
    await answered('the refusal', /FORBIDDEN/) // the cookie would have been allowed
    const channels = await asSignedIn('{ viewer { servers { edges { node { channels { edges { node { id } } } } } } } }')
    const channelId = channels.data.viewer.servers.edges[0].node.channels.edges[0].node.id // not the one with the webhook
    const bound = await asSignedIn(
      'mutation ($channelIds: [ID!]) { createAccessToken(input: {name: "bound", channelIds: $channelIds}) { secret } }',
      { channelIds: [channelId] },
    )
    await use(bound.data.createAccessToken.secret)
    await waitFor("the bound token's channel", async () => {
      await open('CreateWebhook') // GraphiQL remembers which tab was open a moment late
      return (await text('[aria-label="Variables"]')).includes(channelId)
    })
    await use('not-a-token')
    await page.getByText('This token is not accepted.').waitFor()
    await picture('refused')
    await use('')
    await page.getByText('Signed in as owner').waitFor()
  })

  it('store nothing in the browser', async () => {
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    assert.doesNotMatch(stored, /chattr|http|query|mutation/)
  })

  it('sign out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are not signed in.').waitFor()
    const refused = await asSignedIn('{ viewer { user { name } } }')
    assert.equal(refused.errors[0].extensions.code, 'UNAUTHENTICATED')
  })

  it('say that a used link does not work any more', async () => {
    await page.goto('about:blank')
    await page.goto(server.signInLink)
    await page.getByText('This sign-in link does not work any more.').waitFor()
    assert.equal(page.url(), `${server.url}/`)
    await picture('used-link')
  })

  it('never left the server, and complained about nothing but refusals', () => {
    assert.deepEqual(outside, [])
    assert.deepEqual(complaints.filter((text) => !/responded with a status of 401/.test(text)), [])
  })
})
