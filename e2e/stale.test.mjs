// Pages that are left open show new data, and focus is in the first field.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { signUp } from './people.mjs'
import { post, startServer, waitFor } from './server.mjs'

const SOON = { timeout: 20_000 } // ms: a page looks every ten seconds or so

describe('a page that is left open', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, page, serverId
  const button = (name) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const main = () => page.getByRole('main')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.tagName)

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    ;({ page } = await browsing.openPage(browser, server))
    await page.goto(server.signInLink)
    await main().getByText('Demo').click()
    await main().getByText('deploys').waitFor()
    serverId = /servers\/(\d+)/.exec(page.url())[1]
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('shows that a webhook was used as soon as its message arrives', async () => {
    await page.goto(`${server.url}/#/servers/${serverId}/webhooks`)
    await main().getByText('Never used').waitFor()
    await main().getByRole('link', { name: 'CI' }).click()
    await main().getByText('never used').waitFor()
    await post(server.webhookURL, 'The first of all')
    await page.getByRole('log').getByText('The first of all').waitFor()
    await main().getByText('last used').waitFor({ timeout: 1000 })
  })

  it('lists the changes of webhooks', async () => {
    const made = await browsing.asSignedIn(page, 'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { url } }',
      { input: { channelId: (await (await fetch(server.webhookURL)).json()).channelId, name: 'Second' } })
    await page.goto(`${server.url}/#/servers/${serverId}/webhooks`)
    const row = main().getByRole('link', { name: 'Second' })
    await row.getByText('Never used').waitFor()
    await post(made.data.createWebhook.url, 'By the second')
    await row.getByText('Used').waitFor(SOON)
  })

  it('counts the uses of an invitation, lists new members, and shows them their permissions', async () => {
    const ask = async (query, input) => (await browsing.asSignedIn(page, query, { input })).data
    const { createRole } = await ask('mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }', { serverId, name: 'Operators', permissions: ['MANAGE_SERVER'] })
    await page.goto(`${server.url}/#/servers/${serverId}/members`)
    await signUp(page, server, { name: 'Grace' })
    await main().getByText('Grace', { exact: true }).first().waitFor(SOON)
    await main().getByText('1 of 1 used').waitFor(SOON)

    const { page: hers, context } = await browsing.openPage(browser, server)
    await hers.goto(server.url)
    await hers.getByLabel('Name or e-mail').fill('Grace')
    await hers.getByLabel('Password').fill('correct horse battery')
    await hers.getByRole('button', { name: 'Sign in' }).click()
    await hers.getByRole('main').getByText('Demo').click()
    await hers.getByRole('main').getByText('deploys').click()
    const link = hers.getByRole('navigation').getByRole('link', { name: 'Webhooks' })
    await hers.getByRole('textbox', { name: 'Message #deploys' }).waitFor()
    assert.equal(await link.count(), 0)
    const { server: { members } } = (await browsing.asSignedIn(page, 'query ($id: ID!) { server(id: $id) { members(first: 10) { edges { node { id user { name } } } } } }', { id: serverId })).data
    const member = members.edges.find(({ node }) => node.user.name === 'Grace').node
    await ask('mutation ($input: GiveRoleInput!) { giveRole(input: $input) { member { id } } }', { roleId: createRole.role.id, memberId: member.id })
    await link.waitFor(SOON)
    await context.close()
  })

  it('does not show Copied for another text', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
    await page.goto(`${server.url}/#/servers/${serverId}/webhooks`)
    await main().getByRole('link', { name: 'CI' }).click()
    const copy = page.locator('.snippets .copy')
    await copy.click()
    await copy.getByText('Copied').waitFor()
    await page.getByRole('tab', { name: 'Python' }).click()
    assert.equal(await copy.innerText(), 'Copy')
  })

  it('has focus in the first field of a form', async () => {
    await page.goto(`${server.url}/#/servers/${serverId}/channels`)
    await main().getByText('deploys').click()
    await page.getByRole('textbox', { name: 'Message #deploys' }).waitFor()
    await main().getByRole('link', { name: 'New webhook' }).first().click()
    await page.getByLabel('Name').waitFor()
    await waitFor('focus', async () => (await focused()) === 'name')
    assert.equal(await main().locator('input, select').first().getAttribute('name'), 'name')
  })

  it('moves focus near a removed element', async () => {
    await page.goto(`${server.url}/#/tokens`)
    for (const name of ['One', 'Two']) await browsing.asSignedIn(page, 'mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret } }', { input: { name } })
    await page.reload()
    await main().getByText('One', { exact: true }).waitFor()
    await button('Revoke…').first().focus()
    await page.keyboard.press('Enter')
    await dialog().getByRole('button', { name: 'Revoke token' }).press('Enter')
    await waitFor('the token to be gone', async () => (await button('Revoke…').count()) === 1)
    await waitFor('focus', async () => (await focused()) === 'BUTTON')
  })

  it('has focus in the first field of the sign-in page', async () => {
    const context = await browser.newContext()
    const other = await context.newPage()
    await other.goto(server.url)
    await other.getByLabel('Name or e-mail').waitFor()
    await waitFor('focus', () => other.evaluate(() => document.activeElement?.getAttribute('name') === 'login'))
    await context.close()
  })
})
