// Administration of accounts in the portal: disabling, enabling, sign-in links.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { signUp } from './people.mjs'
import { startServer, waitFor } from './server.mjs'

describe('administration of accounts', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, owner, guest, channel
  const grace = { name: 'Grace', password: 'correct horse battery' }
  const ada = { name: 'Ada', password: 'two and two are four' }

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    owner = await browsing.openPage(browser, server)
    guest = await browsing.openPage(browser, server)
    await owner.page.goto(server.signInLink)
    await owner.page.getByRole('main').getByText('Demo').waitFor()
    for (const person of [grace, ada]) await signUp(owner.page, server, person)
    await guest.page.goto(server.url)
    await signIn(guest.page, grace)
    await guest.page.getByRole('main').getByText('Demo').waitFor()
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const button = (page, name) => page.getByRole('button', { name, exact: true })
  const open = (page, name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  const account = (name) => owner.page.getByRole('main').getByRole('listitem').filter({ hasText: name })
  // manage opens the dialog with the actions on an account.
  async function manage(name) {
    await owner.page.goto(`${server.url}/#/`)
    await open(owner.page, 'Accounts')
    await owner.page.getByLabel('Search accounts').fill(name)
    await waitFor('one account', async () => (await owner.page.getByRole('main').getByRole('listitem').count()) === 1)
    await button(owner.page, `Manage ${name}`).click()
  }
  async function signIn(page, { name, password }) {
    await page.getByLabel('Name or e-mail').fill(name)
    await page.getByLabel('Password').fill(password)
    await button(page, 'Sign in').click()
  }
  // signInLink returns a sign-in link for Grace that the owner creates.
  async function signInLink() {
    await manage('Grace')
    await button(owner.page, 'Create sign-in link…').click()
    await button(owner.page, 'Create link').click()
    const link = await owner.page.getByLabel('Sign-in link', { exact: true }).inputValue()
    await button(owner.page, 'Done').click()
    return link
  }

  it('disables an account and shows its user why', async () => {
    const { page } = guest
    await page.goto(`${server.url}/#/`)
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('deploys').click()
    await page.getByRole('status').getByText('Live').waitFor()
    channel = page.url()
    assert.equal(await page.getByRole('link', { name: 'Accounts' }).count(), 0)

    await manage('Grace')
    await button(owner.page, 'Disable account…').click()
    const dialog = owner.page.getByRole('dialog')
    await dialog.getByText('immediately ends all their sessions').waitFor()
    await button(owner.page, 'Disable account').click()
    await account('Grace').getByText('Disabled').waitFor()
    await owner.page.waitForFunction(() => document.activeElement.textContent === 'Manage Grace')
    await page.getByRole('alert').getByText('an administrator has disabled your account').waitFor({ timeout: 6000 }) // threefold slack

    await signIn(page, { ...grace, password: 'wrong password' })
    await page.getByRole('alert').getByText('name, the address or the password is wrong').waitFor()
    await page.getByLabel('Password').fill(grace.password)
    await button(page, 'Sign in').click()
    await page.getByRole('alert').getByText('Your account is disabled').waitFor()
  })

  it('enables an account, whose user signs in again', async () => {
    const { page } = guest
    await manage('Grace')
    await button(owner.page, 'Enable account…').click()
    await button(owner.page, 'Enable account').click()
    await account('Grace').getByText('Disabled').waitFor({ state: 'detached' })
    await button(page, 'Sign in').click()
    await page.getByRole('navigation').getByText('Grace').waitFor()
  })

  it('creates a sign-in link that works in another browser', async () => {
    const other = await browsing.openPage(browser, server)
    await other.page.goto(await signInLink())
    await other.page.getByRole('navigation').getByText('Grace').waitFor()
    assert.doesNotMatch(other.page.url(), /sign-in/)
    await other.page.goto(`${server.url}/#/account`)
    await other.page.getByLabel('New password').fill('another few words')
    await button(other.page, 'Change password').click() // without the old one
    await other.page.getByText('Your password was changed.').waitFor()
    await guest.page.getByRole('alert').getByText('You were signed out').waitFor()
    await signIn(guest.page, { ...grace, password: 'another few words' })
    await guest.page.getByRole('navigation').getByText('Grace').waitFor()
    await other.context.close()
    await owner.page.getByRole('main').getByRole('link', { name: 'Audit log' }).click()
    await owner.page.getByText(/created a sign-in link for/).waitFor()
    await owner.page.getByRole('listitem').filter({ hasText: 'disabled the account of Grace' }).waitFor()
  })

  it('shows nothing of a user to the next user of the browser', async () => {
    const { context, page } = await browsing.openPage(browser, server)
    await page.goto(server.url)
    await signIn(page, ada)
    await page.goto(channel)
    const box = page.getByRole('textbox', { name: 'Message #deploys' })
    await box.fill('a thought of Ada')
    const link = await signInLink()
    await page.goto(link)
    await page.getByText('You are signed in as Ada.').waitFor() // a link does not end a session without a question
    assert.equal(page.url(), `${server.url}/`)
    await browsing.picture(page, 'sign-in-question')
    await button(page, 'Stay signed in').click()
    await page.getByRole('navigation').getByText('Ada', { exact: true }).waitFor()
    assert.equal((await browsing.asSignedIn(page, '{ viewer { user { name } } }')).data.viewer.user.name, 'Ada')
    await page.goto(link)
    await button(page, 'Sign in with the link').click()
    await page.getByRole('navigation').getByText('Grace').waitFor()
    assert.equal(await page.getByText('Ada').count(), 0)
    await page.goto(channel)
    assert.equal(await box.inputValue(), '')
    await page.goto(link)
    await button(page, 'Sign in with the link').click()
    await page.getByText('This sign-in link is no longer valid').waitFor()
    await page.getByText('You are still signed in as Grace.').waitFor()
    await button(page, 'Continue').click()
    await page.getByRole('navigation').getByText('Grace').waitFor()
    await context.close()
  })

  it('revokes sign-in links', async () => {
    const link = await signInLink()
    await account('Grace').getByText('A sign-in link is valid until').waitFor()
    await manage('Grace')
    await button(owner.page, 'Revoke sign-in links…').click()
    await owner.page.getByRole('dialog').getByText('Sessions that started with a link continue').waitFor()
    await button(owner.page, 'Revoke links').click()
    await account('Grace').getByText('A sign-in link is valid until').waitFor({ state: 'detached' })
    const { page, context } = await browsing.openPage(browser, server)
    await page.goto(link)
    await page.getByRole('alert').getByText('was used, was revoked').waitFor()
    await context.close()
  })

  it('deletes the servers of other users', async () => {
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
    await page.getByRole('main').getByText('This server was not found').waitFor()
  })

  it('sends no request to other servers, and logs only refusals', () => {
    for (const { outside, complaints } of [owner, guest]) {
      assert.deepEqual(outside, [])
      assert.deepEqual(complaints.filter((text) => !/responded with a status of (401|403|422)/.test(text)), [])
    }
  })
})
