// Dialogs: focus, filled-in fields, secrets that are shown once. Also the actions of messages on touch screens.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { signUp } from './people.mjs'
import { build, post, startServer } from './server.mjs'

describe('dialogs in the portal', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, page

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    ;({ page } = await browsing.openPage(browser, server))
    await page.goto(server.signInLink)
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('deploys').waitFor()
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const button = (name) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const beside = () => page.mouse.click(20, 500)
  const focused = () => page.evaluate(() => document.activeElement?.innerText?.trim() ?? '')

  it('return focus to the button that opened them', async () => {
    await button('New channel').last().click()
    await dialog().waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    assert.equal(await focused(), 'New channel')
    await page.keyboard.press('Enter')
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await dialog().waitFor({ state: 'detached' })
    assert.equal(await focused(), 'New channel')
  })

  it('return focus to the button that opened the first of several', async () => {
    await signUp(page, server, { name: 'Grace' })
    await page.getByRole('navigation').getByRole('link', { name: 'Members' }).click()
    const manage = page.getByRole('button', { name: 'Manage Grace' })
    await manage.click()
    await button('Remove…').click()
    await dialog().getByText('They lose access to the server').waitFor()
    assert.equal(await dialog().evaluate((own) => own.contains(document.activeElement)), true)
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    assert.equal(await manage.evaluate((own) => own === document.activeElement), true)
    await page.getByRole('navigation').getByRole('link', { name: 'Demo' }).click()
  })

  it('keep filled-in fields after a click outside', async () => {
    await button('New channel').last().click()
    await dialog().waitFor()
    await beside()
    await dialog().waitFor({ state: 'detached' })
    await button('New channel').last().click()
    await dialog().getByLabel('Name').fill('half a name')
    await beside()
    assert.equal(await dialog().getByLabel('Name').inputValue(), 'half a name')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })

  it('show a secret until its button is pressed', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Members' }).click()
    await button('Invite people').click()
    await button('Create link').click()
    const link = await page.getByLabel('Invitation link').inputValue()
    await beside()
    for (let i = 0; i < 3; i++) await page.keyboard.press('Escape') // browsers close a dialog at the second Escape, even if the first was prevented
    assert.equal(await page.getByLabel('Invitation link').inputValue(), link)
    await button('Done').click()
    await dialog().waitFor({ state: 'detached' })
  })

  it('are opened by the actions of the touched message only, on a touch screen', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, storageState: await page.context().storageState() })
    const phone = await context.newPage()
    for (const text of ['First', 'Second']) await post(server.webhookURL, text)
    await phone.goto(page.url().replace(/members$/, 'channels'))
    await phone.getByRole('main').getByText('deploys').tap()
    const shown = () => phone.locator('.message-actions').evaluateAll((all) => all.map((each) => getComputedStyle(each).opacity).join())
    await phone.getByText('Second').waitFor()
    assert.equal(await shown(), '0,0')
    await phone.getByText('Second').tap()
    assert.equal(await shown(), '0,1')
    await phone.screenshot({ path: new URL('screenshots/portal-touched.png', import.meta.url).pathname })
    await context.close()
  })

  it('name the command that creates a sign-in link for this server', async () => {
    await button('Sign out').click()
    await dialog().getByText('You have no password').waitFor()
    await dialog().getByRole('button', { name: 'Sign out' }).click()
    const command = await page.locator('.command code').innerText()
    assert.equal(command, `chattrd sign-in-link --public-url ${server.url}`)
    const link = execFileSync(build(), command.split(' ').slice(1), { cwd: server.dir, encoding: 'utf8' }).match(/http\S+/)[0]
    await page.goto(link)
    await page.getByRole('heading', { name: 'Servers', level: 1 }).waitFor()
  })
})
