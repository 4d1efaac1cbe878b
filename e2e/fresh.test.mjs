// Two users in the portal at the same time: one sees the changes of the other without a reload, and why access was lost.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as browsing from './browser.mjs'
import { post, startServer, waitFor } from './server.mjs'

describe('the data on a page', { skip: browsing.skip, timeout: 600_000 }, () => {
  let server, browser, owner, bob
  const ids = {}
  const shots = fileURLToPath(new URL('screenshots/', import.meta.url))
  const look = () => bob.page.evaluate(() => window.dispatchEvent(new Event('focus')))
  const picture = (name) => browsing.picture(bob.page, `fresh-${name}`)

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    owner = await browsing.openPage(browser, server)
    bob = await browsing.openPage(browser, server)
    await owner.page.goto(server.signInLink)
    await owner.page.getByRole('main').getByText('Demo').waitFor()
    const { viewer } = await ask('{ viewer { servers { edges { node { id roles { edges { node { id } } } channels { edges { node { id name } } } } } } } }')
    const [{ node }] = viewer.servers.edges
    ids.server = node.id
    ids.everyone = node.roles.edges[0].node.id
    for (const { node: { id, name } } of node.channels.edges) ids[name] = id
    await post(server.webhookURL, 'Old news')
    await bob.page.goto(await invitation())
    await bob.page.getByLabel('Name').fill('Bob')
    await bob.page.getByLabel('Password').fill('correct horse battery')
    await button('Create account and join').click()
    await bob.page.getByRole('heading', { name: 'Demo', exact: true }).waitFor()
    await findBob()
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  // ask and change act as the owner, but not through the owner's page, as another browser would.
  async function ask(query, variables) {
    const { data, errors } = await browsing.asSignedIn(owner.page, query, variables)
    assert.equal(errors, undefined, JSON.stringify(errors))
    return data
  }
  const change = async (name, input, selection) => (await ask(`mutation ($input: ${name[0].toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} } }`, { input }))[name]
  const invitation = async () => (await change('createInvitation', { serverId: ids.server }, 'url')).url
  async function findBob() {
    const { server } = await ask('query ($id: ID!) { server(id: $id) { members { edges { node { id user { name } } } } } }', { id: ids.server })
    ids.bob = server.members.edges.find(({ node }) => node.user.name === 'Bob').node.id
  }
  const make = async (name) => (await change('createChannel', { serverId: ids.server, name }, 'channel { id }')).channel.id
  const everyone = (...permissions) => change('updateRole', { roleId: ids.everyone, permissions }, 'role { id }')

  const button = (name) => bob.page.getByRole('button', { name, exact: true })
  const main = () => bob.page.getByRole('main')
  const sidebar = () => bob.page.getByRole('navigation', { name: 'Pages' })
  const link = (name) => sidebar().getByRole('link', { name, exact: true })
  const box = () => bob.page.getByRole('textbox', { name: /^Message #/ })
  const go = (address) => bob.page.evaluate((hash) => void (location.hash = hash), `#/${address}`)

  it('is read again after a click on the link of the page: permissions and members', async () => {
    await link('Members').click()
    await main().getByText('Bob').waitFor()
    assert.equal(await button('New channel').count(), 0)
    const { role } = await change('createRole', { serverId: ids.server, name: 'Builders', permissions: ['MANAGE_CHANNELS'] }, 'role { id }')
    await change('giveRole', { roleId: role.id, memberId: ids.bob }, 'role { id }')
    ids.builders = role.id
    await link('Members').click()
    await main().locator('.tag', { hasText: 'Builders' }).waitFor()
    await button('New channel').waitFor()
  })

  it('is read again on another page', async () => {
    await make('builds')
    await link('Roles').click()
    await link('builds').waitFor()
  })

  it('is read again when the window gets focus: names on the page and in the sidebar', async () => {
    await link('deploys').click()
    await main().getByText('Old news').waitFor()
    await box().fill('half a thought')
    await change('updateChannel', { channelId: ids.deploys, name: 'shipping', topic: 'What went out' }, 'channel { id }')
    await look()
    await link('shipping').waitFor()
    await bob.page.getByRole('heading', { name: 'shipping' }).waitFor()
    assert.equal(await box().inputValue(), 'half a thought')
    await box().fill('')
  })

  it('is polled while the page is visible', async () => {
    const watcher = await bob.context.newPage()
    await watcher.clock.install()
    await watcher.goto(`${server.url}/#/channels/${ids.deploys}`)
    await watcher.getByText('Old news').waitFor()
    const asked = []
    watcher.on('request', (request) => request.method() === 'POST' && asked.push(/query (\w+)/.exec(request.postData())?.[1]))
    await watcher.clock.runFor(30_000)
    await waitFor('the look', () => asked.length > 0)
    assert.deepEqual([...new Set(asked)], ['Channel'])
    await make('releases')
    await waitFor('the new channel', async () => {
      await watcher.clock.runFor(30_000)
      return watcher.getByRole('link', { name: 'releases' }).isVisible()
    })
    await watcher.close()
  })

  it('is rendered again only where it has changed', async () => {
    await link('Members').click()
    await link('releases').waitFor() // all earlier changes are here
    await main().getByText('Bob').waitFor()
    await bob.page.evaluate(() => {
      window.rendered = []
      const elementOf = ({ target }) => (target instanceof Element ? target : target.parentElement)
      const record = (changes) => window.rendered.push(...changes.map(elementOf).filter((element) => !element.closest('time')).map(({ outerHTML }) => outerHTML)) // relative times may change
      new MutationObserver(record).observe(document.querySelector('.layout'), { subtree: true, childList: true, attributes: true, characterData: true })
    })
    const answers = Promise.all(['Server', 'Members'].map((name) => bob.page.waitForResponse((response) => response.request().postData()?.includes(`query ${name}(`))))
    await look()
    await answers
    await bob.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    assert.deepEqual(await bob.page.evaluate(() => window.rendered), [])
  })

  it('includes a draft for each channel', async () => {
    await link('shipping').click()
    await main().getByText('Old news').waitFor()
    assert.equal(await box().evaluate((own) => own === document.activeElement), true)
    await box().fill('for shipping')
    await link('builds').click()
    await bob.page.getByText('No messages yet').waitFor()
    assert.equal(await box().inputValue(), '')
    await box().fill('for builds')
    await link('shipping').click()
    await main().getByText('Old news').waitFor()
    assert.equal(await box().inputValue(), 'for shipping')
    await box().press('Enter')
    assert.equal(await box().inputValue(), '')
    await bob.page.getByRole('article').filter({ hasText: 'for shipping' }).waitFor()
    await link('builds').click()
    await waitFor('the draft', async () => (await box().inputValue()) === 'for builds')
  })

  it('does not open the keyboard of a touch screen', async () => {
    const phone = await browser.newContext({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, storageState: await bob.context.storageState() })
    const page = await phone.newPage()
    await page.goto(`${server.url}/#/channels/${ids.deploys}`)
    await page.getByText('Old news').waitFor()
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY')
    await phone.close()
  })

  it('is checked for its length before it is sent', async () => {
    await box().fill('a'.repeat(4001))
    await bob.page.getByText('1 character too long', { exact: true }).waitFor()
    const sent = []
    const note = (request) => /mutation/.test(request.postData() ?? '') && sent.push(request.url())
    bob.page.on('request', note)
    await box().press('Enter')
    await bob.page.evaluate(() => new Promise((done) => setTimeout(done)))
    bob.page.off('request', note)
    assert.deepEqual(sent, [])
    assert.equal((await box().inputValue()).length, 4001)
    await box().fill('a'.repeat(3999))
    await bob.page.getByText('1 character left', { exact: true }).waitFor()
  })

  it('includes failures in the words of the portal', async () => {
    await link('shipping').click()
    const own = bob.page.getByRole('article').filter({ hasText: 'for shipping' })
    await own.hover()
    await button('Edit message').click()
    await bob.page.locator('.edit-message textarea:focus').waitFor() // the focus moves the caret, also in a text that is being filled in
    await bob.page.getByRole('textbox', { name: 'Message', exact: true }).fill('a'.repeat(4001))
    await button('Save').click()
    await bob.page.getByRole('alert').getByText(/^The message /).waitFor()
    await everyone()
    await bob.page.getByRole('textbox', { name: 'Message', exact: true }).fill('changed')
    await button('Save').click()
    await bob.page.getByRole('alert').getByText('This needs the permission “Post messages”.').waitFor()
    await button('Cancel').click()
    await everyone('POST_MESSAGES')
  })

  it('does not move when a post fails, and the text comes back', async () => {
    await look()
    await waitFor('the composer', () => box().isEnabled())
    await box().fill('on a bad line')
    const top = () => bob.page.getByRole('article').first().evaluate((article) => article.getBoundingClientRect().top)
    const before = await top()
    await bob.page.route('**/graphql', (route) => (/mutation/.test(route.request().postData()) ? route.abort() : route.fallback()))
    await box().press('Enter')
    await bob.page.getByRole('alert').getByText('Nothing is lost').waitFor()
    assert.equal(await box().inputValue(), 'on a bad line')
    assert.equal(await top(), before)
    await picture('post-failed')
    await bob.page.unroute('**/graphql')
    await box().press('Enter')
    await bob.page.getByRole('article').filter({ hasText: 'on a bad line' }).waitFor()
    assert.equal(await bob.page.getByRole('alert').count(), 0)
  })

  it('includes why the viewer cannot post', async () => {
    await box().fill('too late')
    await everyone()
    await box().press('Enter')
    await bob.page.getByText('You cannot post here. You need the permission “Post messages”. Ask owner, the owner of the server, for a role that has it.').waitFor()
    assert.equal(await box().isDisabled(), true)
    assert.equal(await box().inputValue(), 'too late')
    await picture('no-post')
    await everyone('POST_MESSAGES')
    await look()
    await waitFor('the composer', () => box().isEnabled())
    await box().fill('')
  })

  it('shows that a channel was deleted, and none of its messages', async () => {
    const id = await make('doomed')
    await change('postMessage', { channelId: id, content: 'soon gone' }, 'cursor')
    await go(`channels/${id}`)
    await main().getByText('soon gone').waitFor()
    await change('deleteChannel', { channelId: id }, 'channel { id }')
    await bob.page.getByRole('heading', { name: '#doomed was deleted' }).waitFor()
    for (const gone of [main().getByText('soon gone'), box(), link('doomed'), button('Try again')]) assert.equal(await gone.count(), 0)
    await link('shipping').waitFor()
    await picture('channel-deleted')
    await main().getByRole('link', { name: 'Go to Demo' }).click()
    await bob.page.getByRole('heading', { name: 'Demo', exact: true }).waitFor()
  })

  it('includes the permission that a page needs', async () => {
    for (const section of ['audit-log', 'webhooks', 'webhooks/new']) {
      await go(`servers/${ids.server}/${section}`)
      await bob.page.getByText('You need the permission “Manage server”. Ask owner, the owner of the server, for a role that has it.').waitFor()
    }
    await picture('denied')
    const { role } = await change('createRole', { serverId: ids.server, name: 'Keepers', permissions: ['MANAGE_SERVER'] }, 'role { id }')
    await change('giveRole', { roleId: role.id, memberId: ids.bob }, 'role { id }')
    await look()
    await button('Create webhook').waitFor()
    await link('Webhooks').click()
    await main().getByText('CI').first().waitFor()
    const { webhook } = await change('createWebhook', { channelId: ids.deploys, name: 'Short-lived' }, 'webhook { id }')
    await go(`webhooks/${webhook.id}`)
    await main().getByText('Post from anywhere').waitFor()
    await change('deleteWebhook', { webhookId: webhook.id }, 'webhook { id }')
    await look()
    await bob.page.getByRole('heading', { name: 'The webhook Short-lived was deleted' }).waitFor()
    await link('Webhooks').click()
    await main().getByText('CI').first().waitFor()
    await change('takeRole', { roleId: role.id, memberId: ids.bob }, 'role { id }')
    await look()
    await bob.page.getByRole('heading', { name: 'You cannot see this page' }).waitFor()
    await waitFor('the link to go', async () => (await link('Webhooks').count()) === 0)
  })

  it('is read when the server is available again', async () => {
    await link('Members').click()
    await main().getByText('Bob').waitFor()
    await server.end('SIGKILL')
    await look()
    await bob.page.getByText('The server does not respond. Trying again…').waitFor()
    assert.equal(await main().getByText('Bob').count(), 1)
    await go(`channels/${ids.general}`)
    await bob.page.getByRole('alert').getByText('The server does not respond.').waitFor()
    await picture('no-answer')
    await server.start()
    await bob.page.getByText('No messages yet').waitFor()
    await bob.page.getByText('The server does not respond. Trying again…').waitFor({ state: 'detached' })
  })

  it('shows that the browser is offline, and continues', async () => {
    await bob.context.setOffline(true)
    await bob.page.getByText('You are offline').waitFor()
    await bob.context.setOffline(false)
    await bob.page.getByText('You are offline').waitFor({ state: 'detached' })
  })

  for (const [where, address] of [['channel', () => `channels/${ids.deploys}`], ['page of members', () => `servers/${ids.server}/members`], ['settings', () => `servers/${ids.server}/settings`]]) {
    it(`is removed when the viewer was removed from the server while its ${where} is open`, async () => {
      await go(address())
      await main().getByText(where === 'channel' ? 'Old news' : where === 'settings' ? 'Leave this server' : 'Joined').first().waitFor()
      await change('removeMember', { memberId: ids.bob }, 'member { id }')
      if (where !== 'channel') await look()
      await bob.page.getByRole('heading', { name: 'You are no longer a member of Demo' }).waitFor()
      for (const gone of [bob.page.getByText('Old news'), box(), link('shipping'), link('Members'), button('Try again')]) assert.equal(await gone.count(), 0)
      if (where === 'channel') await picture('removed')
      await main().getByRole('link', { name: 'Go to your servers' }).click()
      await bob.page.getByText('No servers yet').waitFor()
      await go(address())
      await bob.page.getByRole('heading', { name: 'You are no longer a member of Demo' }).waitFor()
      await bob.page.goto(await invitation())
      await button('Join').click()
      await bob.page.getByRole('heading', { name: 'Demo', exact: true }).waitFor()
      await findBob()
    })
  }

  it('has a frame immediately on a slow network, and nothing moves', async () => {
    const page = await bob.context.newPage()
    const cdp = await bob.context.newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 })
    await browsing.watchShifts(page)
    await page.addInitScript(() => {
      window.seen = []
      new PerformanceObserver(() => (window.painted ??= document.querySelectorAll('#portal *').length)).observe({ type: 'paint', buffered: true })
      const look = () => {
        const text = document.querySelector('#portal .sidebar')?.innerText ?? (document.querySelector('.loading-frame') ? 'the loading frame' : '')
        if (text && text !== window.seen.at(-1)) window.seen.push(text)
        requestAnimationFrame(look)
      }
      look()
    })
    await page.goto(`${server.url}/#/servers/${ids.server}/members`, { waitUntil: 'commit' })
    await page.waitForFunction(() => window.painted !== undefined)
    assert.equal(await page.evaluate(() => window.painted), 0)
    await page.screenshot({ path: `${shots}fresh-shell.png`, animations: 'disabled' })
    await page.locator('#portal .sidebar').waitFor()
    await page.screenshot({ path: `${shots}fresh-frame.png`, animations: 'disabled' })
    await page.getByRole('main').getByText('Bob').waitFor()
    await page.getByRole('link', { name: 'shipping' }).waitFor()
    const seen = await page.evaluate(() => window.seen)
    const { total, of } = await browsing.shiftsOf(page)
    assert.equal(seen[0], 'the loading frame')
    assert.doesNotMatch(seen.join('\n'), /^Servers$/m)
    assert.ok(total < 0.05, `the page moved: ${total} of it, ${of.join(', ')}`)
    await page.close()
  })

  it('is removed at sign-out, with drafts', async () => {
    await go(`channels/${ids.deploys}`)
    await box().fill('nobody else’s')
    await button('Sign out').click()
    await bob.page.getByLabel('Name or e-mail').fill('bob')
    await bob.page.getByLabel('Password').fill('correct horse battery')
    await button('Sign in').click()
    await waitFor('the composer', async () => (await box().count()) === 1)
    assert.equal(await box().inputValue(), '')
  })

  it('causes no errors except of the outages', () => {
    assert.deepEqual(bob.outside, [])
    assert.deepEqual(bob.complaints.filter((text) => !/ERR_(FAILED|CONNECTION_(REFUSED|RESET)|INTERNET_DISCONNECTED|NETWORK)|status of 401/.test(text)), [])
  })
})
