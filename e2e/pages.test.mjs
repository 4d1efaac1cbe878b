// Every page of the portal in both themes, narrow and wide: nothing is too wide, axe finds nothing serious, and nothing moves while it
// loads.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import * as browsing from './browser.mjs'
import { signUp } from './people.mjs'
import { post, startServer } from './server.mjs'

const SHIFT = 0.05 // of what is in sight, times how far: half of what counts as good
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('pages of the portal', { skip: browsing.skip, timeout: 600_000 }, () => {
  let server, browser, page, context
  const ids = {}
  const ask = async (query, input) => (await browsing.asSignedIn(page, query, input && { input })).data
  const button = (name) => page.getByRole('button', { name, exact: true })

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    ;({ page, context } = await browsing.openPage(browser, server))
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  // serious asserts that axe finds no serious or critical violation.
  async function serious(where) {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
    const violations = await page.evaluate(async () => (await window.axe.run({ resultTypes: ['violations'] })).violations)
    const found = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    assert.deepEqual(found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`), [], where)
  }

  const picture = (name) => browsing.picture(page, `portal-${name}`, serious)

  async function open(address, ready) {
    await page.goto(`${server.url}/#/${address}`)
    await page.getByRole('main').getByText(ready).first().waitFor()
    await steady(address, ready)
  }

  // steady loads a page again over a slow connection, and asserts that nothing moves.
  const steady = (address, ready, storageState) => Promise.all([360, 1280].map((width) => steadyAt(width, address, ready, storageState)))

  async function steadyAt(width, address, ready, storageState) {
    const loading = await browser.newContext({ viewport: { width, height: 800 }, storageState: storageState ?? (await context.storageState()) })
    await browsing.watchShifts(loading)
    const fresh = await loading.newPage()
    let answers = 0
    await fresh.route(/\/(graphql|session)$/, async (route) => {
      const response = await route.fetch()
      await sleep(100 + 150 * (answers++ % 3)) // shorter and longer than what is said of waiting
      await route.fulfill({ response })
    })
    await fresh.goto(`${server.url}/#/${address}`, { waitUntil: 'networkidle' })
    await fresh.getByRole('main').getByText(ready).first().waitFor()
    const { total, of } = await browsing.shiftsOf(fresh)
    assert.ok(total < SHIFT, `${address || 'sign-in'}, ${width} px wide: ${total} of it jumps while it loads: ${of.join(', ')}`)
    await loading.close()
  }

  it('fits every screen: sign-in', async () => {
    await page.goto(server.url)
    await button('Sign in').waitFor()
    await picture('sign-in')
    await steady('', 'Sign in', {})
  })

  it('fits every screen: servers', async () => {
    await page.goto(server.signInLink)
    await open('', 'Demo')
    await picture('servers')
    await button('New server').click()
    await picture('new-server')
    await page.keyboard.press('Escape')
  })

  it('fits every screen: pages of a server', async () => {
    const { viewer } = await ask('{ viewer { servers { edges { node { id channels { edges { node { id name } } } } } } } }')
    const server = viewer.servers.edges[0].node
    ids.server = server.id
    ids.channel = server.channels.edges.find(({ node }) => node.name === 'deploys').node.id
    ids.empty = server.channels.edges.find(({ node }) => node.name !== 'deploys').node.id
    await ask('mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }', { serverId: ids.server, name: 'Maintainers', permissions: ['MANAGE_SERVER', 'MANAGE_CHANNELS'] })
    await ask('mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { url } }', { serverId: ids.server, maxUses: 5 })
    for (const [section, ready] of [['channels', 'deploys'], ['webhooks', 'CI'], ['webhooks/new', 'Create webhook'], ['members', '0 of 5 used'], ['roles', 'Maintainers'],
      ['audit-log', 'created the server'], ['settings', 'Delete this server']]) {
      await open(`servers/${ids.server}/${section}`, ready)
      await picture(section.replace('/', '-'))
    }
  })

  it('fits every screen: dialogs', async () => {
    await open(`servers/${ids.server}/roles`, 'Maintainers')
    await button('New role').click()
    await picture('new-role')
    await page.keyboard.press('Escape')
    await open('tokens', 'No access tokens yet')
    await picture('no-tokens')
    await button('New token').click()
    await page.getByRole('dialog').getByText('deploys').waitFor()
    await picture('new-token')
    await page.keyboard.press('Escape')
  })

  it('fits every screen: channels', async () => {
    await open(`channels/${ids.empty}`, 'No messages yet')
    await picture('empty-channel')
    for (const text of ['Deploy **api** `v2.14.0` to production finished in 3 min 12 s.\nSee https://ci.example.com/builds/4213',
      'Tests failed on `main`:\n```\n--- FAIL: TestStreams (0.21s)\n    stream_test.go:88: want 3 events, got 2\n```\n> flaky since Tuesday',
      '## Weekly report\n- 41 deploys, **2** rolled back\n- median time to production 14 min']) await post(server.webhookURL, text)
    await ask('mutation ($input: PostMessageInput!) { postMessage(input: $input) { cursor } }', { channelId: ids.channel, content: 'Rolled back once, all green since.' })
    await open(`channels/${ids.channel}`, 'all green')
    await page.getByRole('status').getByText('Live').waitFor()
    await picture('channel')
  })

  it('fits every screen: webhooks', async () => {
    await open(`servers/${ids.server}/webhooks/new`, 'Create webhook')
    await page.getByLabel('Name').fill('Alertmanager')
    await page.getByLabel('Channel').selectOption(ids.channel)
    await button('Create webhook').click()
    await button('Send a test message').click()
    await page.getByRole('log').getByText('It works').waitFor()
    await picture('webhook')
    await button('Regenerate URL…').click()
    await picture('regenerate')
    await page.keyboard.press('Escape')
    await steady(page.url().split('#/')[1], 'cannot be shown again')
  })

  it('fits every screen: accounts', async () => {
    for (const [name, email] of [['Grace Hopper', 'grace.brewster.murray.hopper@compilers.naval-reserve.example.com'], ['Ada', 'ada@example.com'], ['Linus', null]]) {
      await signUp(page, server, { name, email })
    }
    const { accounts } = await ask('{ accounts { edges { node { user { id name } } } } }')
    const idOf = (wanted) => accounts.edges.find(({ node }) => node.user.name === wanted).node.user.id
    const update = (input) => ask('mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { account { enabled } } }', input)
    await update({ userId: idOf('Ada'), administrator: true })
    await update({ userId: idOf('Linus'), enabled: false })
    await open('accounts', 'Grace Hopper')
    await picture('accounts')
    await button('Manage Grace Hopper').click()
    await picture('account-actions')
    await button('Disable account…').click()
    await picture('disable-account')
    await page.keyboard.press('Escape')
    await button('Manage Grace Hopper').click()
    await button('Create sign-in link…').click()
    await picture('new-sign-in-link')
    await button('Create link').click()
    await page.getByLabel('Sign-in link', { exact: true }).waitFor()
    await picture('sign-in-link')
    await button('Done').click()
    await page.getByLabel('Search accounts').fill('nobody at all')
    await page.getByRole('main').getByText('No account found').waitFor()
    await picture('no-accounts')
    await open('accounts/audit-log', 'created a sign-in link for')
    await picture('installation-log')
  })

  it('fits every screen: account, page that is not found', async () => {
    await open('account', 'Sign out everywhere')
    await picture('account')
    await open('nowhere', 'This page was not found')
    await picture('missing')
  })

  it('loads no more than 100 KB', async () => {
    const loaded = []
    page.on('response', async (response) => loaded.push((await response.request().sizes().catch(() => ({ responseBodySize: 0 }))).responseBodySize))
    await page.reload()
    await page.getByRole('main').getByText('This page was not found').waitFor()
    const total = loaded.reduce((sum, size) => sum + size, 0)
    assert.ok(loaded.length >= 4 && total < 100 * 1024, `${loaded.length} responses of ${total} bytes`)
  })
})
