// Two users in the portal: one invites, the other joins, gets a role, and leaves.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { startServer } from './server.mjs'

describe('users in the portal', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, owner, guest, link
  const password = 'correct horse battery'

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    owner = await browsing.openPage(browser, server)
    guest = await browsing.openPage(browser, server)
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const button = (page, name) => page.getByRole('button', { name, exact: true })
  const open = (page, name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click()

  it('invite with a link that is shown once', async () => {
    const { page } = owner
    await page.goto(server.signInLink)
    await page.getByRole('main').getByText('Demo').click()
    await open(page, 'Members')
    await button(page, 'Invite people').click()
    await button(page, 'Create link').click()
    link = await page.getByLabel('Invitation link').inputValue()
    await button(page, 'Done').click()
    await page.getByText('0 of 1 used').waitFor()
  })

  it('are still invited when they load the page again', async () => {
    const { page } = guest
    await page.goto(link)
    await page.getByRole('heading', { name: 'Join Demo' }).waitFor()
    assert.doesNotMatch(page.url(), /invite/)
    await page.reload()
    await page.getByRole('heading', { name: 'Join Demo' }).waitFor()
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0])
  })

  it('create an account with it', async () => {
    const { page } = guest
    await page.getByLabel('Name').fill('Grace')
    await page.getByLabel('Password').fill('short')
    await button(page, 'Create account and join').click()
    await page.getByRole('alert').getByText(/^Password /).waitFor()
    await page.getByLabel('Password').fill(password)
    await button(page, 'Create account and join').click()
    await page.getByRole('heading', { name: 'Demo', exact: true }).waitFor()
    assert.equal(await page.evaluate(() => history.state?.invite), undefined)
  })

  it('see what members see, and no more', async () => {
    const { page } = guest
    await open(page, 'Roles')
    await page.getByRole('main').getByText('everyone').first().waitFor()
    for (const hidden of ['Webhooks', 'Audit log']) assert.equal(await page.getByRole('link', { name: hidden }).count(), 0)
    assert.equal(await page.getByRole('button', { name: /^(New role|Edit)/ }).count(), 0)
  })

  it('create a role and give it', async () => {
    const { page } = owner
    await open(page, 'Roles')
    await button(page, 'New role').click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Maintainers')
    await page.getByRole('dialog').getByLabel(/^Manage server/).check()
    await button(page, 'Create role').click()
    await page.getByRole('main').getByText('Manage server, Post messages').waitFor()
    await open(page, 'Members')
    await page.getByText('Used up').waitFor()
    await button(page, 'Remove').click()
    await page.getByText('Used up').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Manage Grace' }).click()
    await page.getByRole('dialog').getByText('Each change is saved immediately').waitFor()
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Done')
    await browsing.picture(page, 'portal-manage-member')
    await page.getByRole('dialog').getByLabel('Maintainers').check()
    await page.getByRole('listitem').filter({ hasText: 'Grace' }).locator('.tag', { hasText: 'Maintainers' }).waitFor()
    await button(page, 'Done').click()
  })

  it('may do what the role allows', async () => {
    const { page } = guest
    await page.reload()
    await open(page, 'Webhooks')
    await page.getByRole('main').getByText('CI').first().waitFor()
    await open(page, 'Audit log')
    await page.getByRole('main').getByRole('listitem').first().waitFor()
  })

  it('sign in with name and password', async () => {
    const { page } = guest
    await button(page, 'Sign out').click()
    await page.getByLabel('Name or e-mail').fill('grace')
    await page.getByLabel('Password').fill('wrong password')
    await button(page, 'Sign in').click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Password').fill(password)
    await button(page, 'Sign in').click()
    await page.getByRole('navigation').getByText('Grace').waitFor()
  })

  it('change the password, and sign out everywhere', async () => {
    const { page } = guest
    await open(page, 'Grace')
    await page.getByLabel('E-mail').fill('grace@example.com')
    await button(page, 'Save').click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Current password').first().fill(password)
    await button(page, 'Save').click()
    await page.getByText('Saved.').waitFor()
    assert.equal(await page.getByLabel('Current password').count(), 1)
    await page.getByLabel('Current password').fill(password)
    await page.getByLabel('New password').fill(`${password} staple`)
    await button(page, 'Change password').click()
    await page.getByText('Your password was changed.').waitFor()
    await button(page, 'Sign out everywhere…').click()
    await page.getByRole('dialog').getByText('including this one').waitFor()
    await button(page, 'Sign out everywhere').click()
    await button(page, 'Sign in').waitFor()
  })

  it('accept an invitation with the account they have', async () => {
    await owner.page.getByRole('button', { name: 'New server' }).or(owner.page.getByRole('link', { name: 'All servers' })).click()
    await button(owner.page, 'New server').click()
    await owner.page.getByRole('dialog').getByLabel('Name').fill('Second')
    await button(owner.page, 'Create server').click()
    await open(owner.page, 'Members')
    await button(owner.page, 'Invite people').click()
    await button(owner.page, 'Create link').click()
    const { page } = guest
    await page.goto(await owner.page.getByLabel('Invitation link').inputValue())
    await button(page, 'Sign in').or(page.getByText('You have an account?')).first().waitFor()
    await button(page, 'Sign in').click()
    await page.getByLabel('Name or e-mail').fill('Grace')
    await page.getByLabel('Password').fill(`${password} staple`)
    await button(page, 'Sign in').last().click()
    await page.getByText('You are signed in as Grace').waitFor()
    await button(page, 'Join').click()
    await page.getByRole('heading', { name: 'Second' }).waitFor()
  })

  it('leave', async () => {
    const { page } = guest
    await open(page, 'Settings')
    await button(page, 'Leave server…').click()
    await button(page, 'Leave server').click()
    await page.getByRole('heading', { name: 'Servers', level: 1 }).waitFor()
    await page.getByRole('main').getByText('Second').waitFor({ state: 'detached' })
  })

  it('never left the server, and complained about nothing but refusals', () => {
    for (const { outside, complaints } of [owner, guest]) {
      assert.deepEqual(outside, [])
      assert.deepEqual(complaints.filter((text) => !/responded with a status of (401|403|422)/.test(text)), [])
    }
  })
})
