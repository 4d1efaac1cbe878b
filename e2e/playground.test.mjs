// The playground in a real browser.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import * as browsing from './browser.mjs'
import { post, startServer, waitFor } from './server.mjs'

describe('the playground', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, context, page, outside, complaints

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    ;({ context, page, outside, complaints } = await browsing.openPage(browser, server))
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const picture = (name) => browsing.picture(page, name)
  const asSignedIn = (query, variables) => browsing.asSignedIn(page, query, variables)
  const text = (selector) => page.locator(selector).innerText()
  // The editor renders only the visible lines; its value is the complete response.
  const answer = () => page.evaluate(() => document.querySelector('.graphiql-response .result-window .CodeMirror')?.CodeMirror.getValue() ?? '')
  // open waits until the editor shows the tab: until then, the operation of the tab before would run.
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

  it('opens from the portal, already signed in', async () => {
    await page.goto(server.signInLink)
    await page.getByRole('link', { name: 'Playground' }).click()
    await page.getByText('Signed in as owner').waitFor()
    assert.equal(page.url(), `${server.url}/playground`)
    const cookie = (await context.cookies()).find(({ name }) => name.startsWith('chattr_session'))
    assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, 'Lax'])
  })

  it('runs a query', async () => {
    await run()
    await answered('the answer', /"name":\s*"Demo"/)
    assert.match(await answer(), /"name":\s*"owner"/)
    await picture('playground')
  })

  it('shows an event after a post to the webhook', async () => {
    await open('WatchChannel')
    await run()
    await waitFor('the event', async () => {
      await post(server.webhookURL, 'Deploy completed successfully.') // again, in case nobody was watching yet
      return /Deploy completed successfully\./.test(await answer())
    })
    assert.match(await answer(), /"kind":\s*"WEBHOOK"/)
    await picture('watch')
  })

  it('continues a subscription after an outage', async () => {
    await server.end('SIGKILL')
    await sleep(5000) // longer than the page waits before its first retry
    await server.start()
    await post(server.webhookURL, 'Back again.')
    await waitFor('the event', async () => /Back again\./.test(await answer()))
    await page.getByRole('button', { name: /^Stop query/ }).click()
    complaints.splice(0, Infinity, ...complaints.filter((text) => !/ERR_CONNECTION_REFUSED/.test(text)))
  })

  it('creates a webhook and pages through messages with the ids filled in', async () => {
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

  it('creates a server and a channel', async () => {
    await open('CreateServer')
    await run()
    await answered('the server', /"name":\s*"My server"/)
    await picture('create')
    await open('CreateChannel')
    await run()
    await answered('the channel', /"name":\s*"builds"/)
  })

  it('logs no error', () => assert.deepEqual(complaints, []))

  it('uses a token instead of the cookie', async () => {
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
    await page.getByText('This token is not valid. Check it, or create a new one.').waitFor()
    await picture('refused')
    await use('')
    await page.getByText('Signed in as owner').waitFor()
  })

  it('stores nothing in the browser', async () => {
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    assert.doesNotMatch(stored, /chattr|http|query|mutation/)
  })

  it('signs out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    const refused = await asSignedIn('{ viewer { user { name } } }')
    assert.equal(refused.errors[0].extensions.code, 'UNAUTHENTICATED')
  })

  it('sends no request to other servers, and logs only refusals', () => {
    assert.deepEqual(outside, [])
    assert.deepEqual(complaints.filter((text) => !/responded with a status of 401/.test(text)), [])
  })
})
