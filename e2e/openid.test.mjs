// Sign-in with a real OpenID provider in a real browser, its failures, and links between accounts.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as browsing from './browser.mjs'
import { freePort, startServer, waitFor } from './server.mjs'

const client = { CHATTR_OIDC_CLIENT_ID: 'chattr', CHATTR_OIDC_CLIENT_SECRET: 'the-secret-of-the-openid-client' }
const first = 'test-user@127.0.0.1' // the users of the provider
const second = 'test-user2'
const password = 'correct horse battery'

describe('an OpenID provider', { skip: browsing.skip, timeout: 300_000 }, () => {
  let invited, open, browser, issuer, provider, startProvider, owner, guest

  before(async () => {
    const address = `127.0.0.1:${await freePort()}`
    issuer = `http://${address}/`
    const settings = { ...client, CHATTR_OIDC_ISSUER: issuer }
    invited = await startServer({ ...settings, CHATTR_OIDC_NAME: 'Acme' })
    open = await startServer({ ...settings, CHATTR_SIGN_UP: 'open' })
    startProvider = () => runProvider(invited.dir, address, [invited, open].map(({ url }) => `${url}/oidc/callback`))
    browser = await browsing.launch()
    owner = await visit(invited)
    guest = await visit(invited)
  })

  after(async () => {
    await browser?.close()
    provider?.kill('SIGKILL')
    await invited?.stop()
    await open?.stop()
  })

  const visit = async (server) => (await browsing.openPage(browser, server)).page
  const button = (page, name) => page.getByRole('button', { name, exact: true })
  const alert = (page) => page.getByRole('alert')

  // logIn signs in at the provider.
  async function logIn(page, name) {
    await page.locator('input[name=username]').fill(name)
    await page.locator('input[name=password]').fill('verysecure')
    await page.locator('button, input[type=submit]').first().click()
  }
  const atProvider = (page) => page.waitForURL((url) => url.href.startsWith(issuer))
  async function throughProvider(page, press, name) {
    await button(page, press).click()
    await atProvider(page)
    await logIn(page, name)
    await page.waitForURL((url) => !url.href.startsWith(issuer))
  }
  // fails asserts that the page shows a failure, and takes a screenshot of it.
  async function fails(page, sentence, picture) {
    await alert(page).getByText(sentence).waitFor()
    assert.doesNotMatch(page.url(), /error|flow|code=|state=/)
    await browsing.picture(page, `openid-${picture}`)
  }
  async function invite() {
    await owner.goto(invited.url)
    await owner.getByRole('main').getByText('Demo').click()
    await owner.getByRole('navigation').getByRole('link', { name: 'Members', exact: true }).click()
    await button(owner, 'Invite people').click()
    await button(owner, 'Create link').click()
    return owner.getByLabel('Invitation link').inputValue()
  }
  const account = (page, name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  const signOut = (page) => button(page, 'Sign out').click()
  const method = (page, name) => page.locator('.sign-in-method').filter({ hasText: name })

  it('has no button if it is not configured', async () => {
    const without = await startServer()
    try {
      const page = await visit(without)
      await page.goto(without.url)
      await button(page, 'Sign in').waitFor()
      assert.equal(await page.getByRole('button', { name: /with/ }).count(), 0)
      await page.goto(without.signInLink)
      await account(page, 'owner')
      await page.getByRole('heading', { name: 'Set a password' }).waitFor()
      assert.equal(await page.getByRole('heading', { name: 'Ways to sign in' }).count(), 0)
      await page.context().close()
    } finally {
      await without.stop()
    }
  })

  it('that does not respond is reported, and is asked again', async () => {
    await guest.goto(invited.url)
    await button(guest, 'Sign in with Acme').click()
    await fails(guest, 'Acme does not respond correctly. Try again in a moment.', 'down')
    provider = await startProvider()
    await waitFor('the provider to be asked again', async () => {
      await button(guest, 'Sign in with Acme').click()
      return guest.waitForURL((url) => url.href.startsWith(issuer), { timeout: 1000 }).then(() => true, () => false)
    })
  })

  it('whose users need an invitation is followed by the next step', async () => {
    await logIn(guest, second)
    await fails(guest, 'Acme knows you, but you have no account here yet', 'unknown')
    await guest.getByLabel('Password').waitFor()
  })

  it('that the user cancels does not sign in', async () => {
    await button(guest, 'Sign in with Acme').click()
    await atProvider(guest)
    await guest.goto(`${issuer}deny${new URL(guest.url()).search}`)
    await fails(guest, 'You are not signed in: you cancelled at Acme', 'cancelled')
    assert.equal(await guest.title(), 'Chattr')
  })

  it('refuses a sign-in that started elsewhere or too long ago', async () => {
    await button(guest, 'Sign in with Acme').click()
    await atProvider(guest)
    await guest.context().clearCookies({ name: /^chattr_openid/ })
    await logIn(guest, second)
    await fails(guest, 'The sign-in took too long, or it started in another window.', 'expired')
    await guest.goto(`${invited.url}/oidc/callback?state=foreign&code=foreign`)
    await fails(guest, 'The sign-in took too long, or it started in another window.', 'foreign')
    await button(guest, 'Sign in with Acme').waitFor()
  })

  it('accepts an invitation to a server', async () => {
    await owner.goto(invited.signInLink)
    await owner.getByRole('heading', { name: 'Servers', level: 1 }).waitFor()
    const link = await invite()
    await guest.goto(link)
    await button(guest, 'Continue with Acme').waitFor()
    await browsing.picture(guest, 'openid-invited')
    await button(guest, 'Continue with Acme').click()
    await atProvider(guest)
    await guest.goto(`${issuer}deny${new URL(guest.url()).search}`)
    await fails(guest, 'Open the invitation link again.', 'invitation-cancelled')
    await guest.goto(link)
    await throughProvider(guest, 'Continue with Acme', second)
    await guest.getByRole('heading', { name: 'Demo', exact: true }).waitFor()
    await guest.getByRole('navigation').getByText(second).waitFor()
  })

  it('signs in a user with an account', async () => {
    await signOut(guest)
    await browsing.picture(guest, 'openid-entrance')
    await throughProvider(guest, 'Sign in with Acme', second)
    await guest.getByRole('navigation').getByText(second).waitFor()
    await guest.goBack()
    await guest.goto(`${invited.url}/oidc/callback?state=replayed&code=replayed`)
    await fails(guest, `You are still signed in as ${second}.`, 'replayed')
    await button(guest, 'Continue').click()
  })

  it('that is the only way to sign in cannot be unlinked', async () => {
    await account(guest, second)
    await browsing.picture(guest, 'openid-account')
    await button(guest, 'Unlink…').click()
    await button(guest, 'Unlink').click()
    await fails(guest, 'There is no other way for you to sign in; set a password first.', 'last')
    await button(guest, 'Cancel').click()
    assert.equal(await alert(guest).count(), 0)
  })

  it('is linked after the password was entered', async () => {
    await signOut(guest)
    await guest.goto(await invite())
    await guest.getByRole('heading', { name: 'Join Demo' }).waitFor()
    await guest.getByLabel('Name').fill('Grace')
    await guest.getByLabel('Password').fill(password)
    await button(guest, 'Create account and join').click()
    await account(guest, 'Grace')
    await method(guest, 'Acme').getByText('Not linked').waitFor()
    await button(guest, 'Link…').click()
    const dialog = guest.getByRole('dialog')
    await dialog.getByLabel('Current password').fill('wrong password')
    await button(dialog, 'Continue').click()
    await fails(dialog.page(), 'Current password is not the right one.', 'link')
    await dialog.getByLabel('Current password').fill(password)
    await throughProvider(guest, 'Continue', first)
    await guest.getByText('Linked. You can now sign in with Acme.').waitFor()
    await guest.getByRole('heading', { name: 'Account' }).waitFor()
    assert.match(guest.url(), /#\/account$/)
    await method(guest, 'Acme').getByText('Linked').waitFor()
    await browsing.picture(guest, 'openid-linked')
    await guest.reload()
    await method(guest, 'Acme').waitFor()
    assert.equal(await guest.getByText('You can now sign in').count(), 0)
  })

  it('that is linked signs in, and once unlinked no longer does', async () => {
    await signOut(guest)
    await throughProvider(guest, 'Sign in with Acme', first)
    await account(guest, 'Grace')
    await button(guest, 'Unlink…').click()
    await button(guest, 'Unlink').click()
    await fails(guest, 'Current password is required.', 'unlink-without')
    await guest.getByRole('dialog').getByLabel('Current password').fill(password)
    await browsing.picture(guest, 'openid-unlink')
    await button(guest, 'Unlink').click()
    await guest.getByText('Unlinked. You can no longer sign in with Acme.').waitFor()
    await method(guest, 'Acme').getByText('Not linked').waitFor()
    await signOut(guest)
    await throughProvider(guest, 'Sign in with Acme', first)
    await fails(guest, 'Acme knows you', 'unlinked')
  })

  it('account of another user is not linked, nor one after a cancelled sign-in', async () => {
    await guest.getByLabel('Name or e-mail').fill('Grace')
    await guest.getByLabel('Password').fill(password)
    await button(guest, 'Sign in').click()
    await account(guest, 'Grace')
    const begin = async () => {
      await button(guest, 'Link…').click()
      await guest.getByRole('dialog').getByLabel('Current password').fill(password)
    }
    await begin()
    await throughProvider(guest, 'Continue', second)
    await fails(guest, 'Nothing was linked: that account of Acme is linked to another user here.', 'link-taken')
    await begin()
    await button(guest, 'Continue').click()
    await atProvider(guest)
    await guest.goto(`${issuer}deny${new URL(guest.url()).search}`)
    await fails(guest, 'Nothing was linked: you cancelled at Acme', 'link-cancelled')
    await begin()
    await button(guest, 'Continue').click()
    await atProvider(guest)
    const back = guest.url()
    await guest.context().clearCookies({ name: /^chattr_session/ })
    await guest.goto(back)
    await logIn(guest, first)
    await fails(guest, 'Nothing was linked: you are no longer signed in.', 'link-expired')
  })

  it('creates accounts if sign-up is open, and is named by its host', async () => {
    const page = await visit(open)
    await page.goto(open.url)
    await throughProvider(page, 'Sign in with 127.0.0.1', second)
    await page.getByRole('navigation').getByText(second).waitFor()
    await page.context().close()
  })

  it('that stops during a sign-in is reported', async () => {
    await guest.goto(invited.url)
    await button(guest, 'Sign in with Acme').click()
    await atProvider(guest)
    const query = new URLSearchParams({ state: '', code: 'x' })
    const cookies = await guest.context().cookies(invited.url)
    query.set('state', JSON.parse(Buffer.from(cookies.find(({ name }) => name.startsWith('chattr_openid')).value, 'base64url')).state)
    const ended = once(provider, 'exit')
    provider.kill('SIGKILL')
    await ended
    await guest.goto(`${invited.url}/oidc/callback?${query}`)
    await fails(guest, 'Acme does not respond correctly.', 'died')
  })

  it('leaves no code or secret in the log', () => {
    for (const server of [invited, open]) assert.doesNotMatch(server.log(), /the-secret-of|verysecure|code=[^P]|panic/)
  })
})

// runProvider runs the provider until it is killed.
async function runProvider(dir, address, callbacks) {
  const file = join(dir, 'provider')
  execFileSync('go', ['build', '-o', file, './provider/run'], { cwd: fileURLToPath(new URL('.', import.meta.url)), stdio: 'inherit' })
  const running = spawn(file, [address, ...callbacks], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  running.stdout.on('data', (data) => (printed += data))
  await waitFor('the provider', () => {
    if (running.exitCode !== null) throw new Error('the provider ended')
    return printed.includes('\n')
  })
  return running
}
