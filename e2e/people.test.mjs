// Two people in the portal: one invites, the other comes, is given a role, and leaves.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { startServer, waitFor } from './server.mjs'

describe('people in the portal', { skip: browsing.skip, timeout: 300_000 }, () => {
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
  const account = (name) => owner.page.getByRole('main').getByRole('listitem').filter({ hasText: name })
  // manage opens what an administrator can do to an account.
  async function manage(name) {
    await owner.page.goto(`${server.url}/#/`)
    await open(owner.page, 'Accounts')
    await owner.page.getByLabel('Search accounts').fill(name)
    await waitFor('one account', async () => (await owner.page.getByRole('main').getByRole('listitem').count()) === 1)
    await button(owner.page, `Manage ${name}`).click()
  }
  async function signIn(page, secret) {
    await page.getByLabel('Name or e-mail').fill('Grace')
    await page.getByLabel('Password').fill(secret)
    await button(page, 'Sign in').click()
  }
  const open = (page, name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click()

  it('invite with a link that is shown once', async () => {
    const { page } = owner
    await page.goto(server.signInLink)
    await page.getByRole('main').getByText('Demo').click()
    await open(page, 'Members')
    await button(page, 'Invite people').click()
    await button(page, 'Make a link').click()
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

  it('make an account with it', async () => {
    const { page } = guest
    await page.getByLabel('Name').fill('Grace')
    await page.getByLabel('Password').fill('short')
    await button(page, 'Make an account and join').click()
    await page.getByRole('alert').getByText(/^Password /).waitFor()
    await page.getByLabel('Password').fill(password)
    await button(page, 'Make an account and join').click()
    await page.getByRole('heading', { name: 'Demo' }).waitFor()
    assert.equal(await page.evaluate(() => history.state?.invite), undefined)
  })

  it('see what members see, and no more', async () => {
    const { page } = guest
    await open(page, 'Roles')
    await page.getByRole('main').getByText('everyone').first().waitFor()
    for (const hidden of ['Webhooks', 'Audit log']) assert.equal(await page.getByRole('link', { name: hidden }).count(), 0)
    assert.equal(await page.getByRole('button', { name: /^(New role|Change)/ }).count(), 0)
  })

  it('make a role and give it', async () => {
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
    await page.getByRole('dialog').getByText('A role is given or taken at once').waitFor()
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
    await page.getByLabel('Present password').fill(password)
    await page.getByLabel('New password').fill(`${password} staple`)
    await button(page, 'Change password').click()
    await page.getByText('The password is changed.').waitFor()
    await button(page, 'Sign out everywhere…').click()
    await page.getByRole('dialog').getByText('this one too').waitFor()
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
    await button(owner.page, 'Make a link').click()
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

  it('are disabled by an administrator, and told so', async () => {
    const { page } = guest
    await page.goto(`${server.url}/#/`)
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('deploys').click()
    await page.getByRole('status').getByText('Live').waitFor()
    assert.equal(await page.getByRole('link', { name: 'Accounts' }).count(), 0)

    await manage('Grace')
    await button(owner.page, 'Disable account…').click()
    const dialog = owner.page.getByRole('dialog')
    await dialog.getByText('signed out everywhere at once').waitFor()
    await button(owner.page, 'Disable account').click()
    await account('Grace').getByText('Disabled').waitFor()
    await owner.page.waitForFunction(() => document.activeElement.textContent === 'Manage Grace')
    await page.getByRole('alert').getByText('an administrator has disabled your account').waitFor({ timeout: 6000 }) // threefold slack

    await signIn(page, password)
    await page.getByRole('alert').getByText('name, the address or the password is wrong').waitFor()
    await page.getByLabel('Password').fill(`${password} staple`)
    await button(page, 'Sign in').click()
    await page.getByRole('alert').getByText('Your account is disabled').waitFor()
  })

  it('are enabled again, and sign in', async () => {
    const { page } = guest
    await manage('Grace')
    await button(owner.page, 'Enable account…').click()
    await button(owner.page, 'Enable account').click()
    await account('Grace').getByText('Disabled').waitFor({ state: 'detached' })
    await button(page, 'Sign in').click()
    await page.getByRole('navigation').getByText('Grace').waitFor()
  })

  it('sign in with a link that an administrator has made, in another browser', async () => {
    await manage('Grace')
    await button(owner.page, 'Make a sign-in link…').click()
    await button(owner.page, 'Make a link').click()
    const link = await owner.page.getByLabel('Sign-in link', { exact: true }).inputValue()
    await button(owner.page, 'Done').click()
    const other = await browsing.openPage(browser, server)
    await other.page.goto(link)
    await other.page.getByRole('navigation').getByText('Grace').waitFor()
    assert.doesNotMatch(other.page.url(), /sign-in/)
    await other.page.goto(`${server.url}/#/account`)
    await other.page.getByLabel('New password').fill('another few words')
    await button(other.page, 'Change password').click() // without the old one
    await other.page.getByText('The password is changed.').waitFor()
    await guest.page.getByRole('alert').getByText('You were signed out').waitFor()
    await signIn(guest.page, 'another few words')
    await guest.page.getByRole('navigation').getByText('Grace').waitFor()
    await other.context.close()
    await owner.page.getByRole('main').getByRole('link', { name: 'Audit log' }).click()
    await owner.page.getByText(/made a sign-in link for/).waitFor()
    await owner.page.getByRole('listitem').filter({ hasText: 'disabled the account of Grace' }).waitFor()
  })

  it('delete the servers of others as an administrator', async () => {
    const { page } = guest
    await page.goto(`${server.url}/#/`)
    await button(page, 'New server').click()
    await page.getByRole('dialog').getByLabel('Name').fill('Left behind')
    await button(page, 'Create server').click()
    await page.getByRole('heading', { name: 'Left behind' }).waitFor()
    await owner.page.goto(page.url().replace('channels', 'settings'))
    await button(owner.page, 'Delete server…').click()
    await button(owner.page, 'Delete server').click()
    await owner.page.getByRole('heading', { name: 'Servers', level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('main').getByText('There is no such server').waitFor()
  })

  it('never left the server, and complained about nothing but refusals', () => {
    for (const { outside, complaints } of [owner, guest]) {
      assert.deepEqual(outside, [])
      assert.deepEqual(complaints.filter((text) => !/responded with a status of (401|403|422)/.test(text)), [])
    }
  })
})
