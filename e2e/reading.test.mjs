// Reading a channel: authors and times, long texts, and the list with the keyboard and on touch screens.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { fill } from './history.mjs'
import { post, startServer, waitFor } from './server.mjs'

const APART = 2 * 60_000 // ms between two messages
const FIRST = Date.UTC(2026, 0, 31, 23, 0)
const trace = Array.from({ length: 80 }, (_, i) => `\tat com.example.Service.call${i}(Service.java:${i})`).join('\n')

describe('the messages of a channel', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, context, page, address
  const ask = async (query, input) => (await browsing.asSignedIn(page, query, { input })).data
  const scroller = () => page.getByRole('region', { name: 'Messages' })
  const article = (text) => page.getByRole('article').filter({ hasText: text })
  const composer = () => page.getByRole('textbox', { name: 'Message #deploys' })
  const focused = () => page.evaluate(() => document.activeElement?.closest('article, .composer, .scroller')?.className ?? document.activeElement?.tagName)
  const write = async (content) =>
    (await ask('mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }', { channelId: address.split('/').at(-1), content })).postMessage.message.id

  before(async () => {
    server = await startServer()
    await fill(server.webhookURL, 300)
    browser = await browsing.launch()
    ;({ context, page } = await browsing.openPage(browser, server, { timezoneId: 'UTC', locale: 'en-GB' }))
    await page.goto(server.signInLink)
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('deploys').click()
    await page.getByRole('status').getByText('Live').waitFor()
    address = page.url()
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  // withTimes opens the channel as if one author had posted its messages at intervals of APART.
  async function withTimes(page) {
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch()
      const answer = await response.json()
      const edges = answer.data?.channel?.messages?.edges ?? []
      edges.forEach(({ node }, i) => Object.assign(node, { createdAt: new Date(FIRST + i * APART).toISOString(), author: { ...node.author, name: 'CI', avatarPath: null } }))
      await route.fulfill({ response, json: answer })
    })
    await page.goto(server.url)
    await page.goto(address)
    await page.reload()
    await page.getByRole('status').getByText('Live').waitFor()
    await page.getByRole('article').last().waitFor()
  }

  it('repeat the author five minutes after the first of a group, and on a new day', async () => {
    await withTimes(page)
    const shown = await page.getByRole('article').evaluateAll((all) =>
      all.map((each) => ({ at: Date.parse(each.querySelector('time').dateTime), continued: each.classList.contains('continued') })))
    let first = shown.find(({ continued }) => !continued).at
    const from = shown.findIndex(({ continued }) => !continued)
    const day = (time) => new Date(time).toISOString().slice(0, 10)
    const wanted = shown.slice(from).map(({ at }) => {
      const continued = at !== first && at - first <= 5 * 60_000 && day(at) === day(first)
      if (!continued) first = at
      return continued
    })
    assert.ok(wanted.filter((continued) => !continued).length > 5, 'there are too few groups to judge')
    assert.deepEqual(shown.slice(from).map(({ continued }) => continued), wanted)
    await page.unroute('**/graphql')
  })

  it('repeat the author after one screen, and show where each message ends', async () => {
    for (let i = 0; i < 25; i++) await write(`burst ${i}`)
    await write('long '.repeat(700))
    await write('tall '.repeat(700))
    const marks = `M${Array.from({ length: 112 }, (_, i) => String.fromCharCode(0x300 + i)).join('').repeat(2)}`
    await write(marks)
    await write('below the marks')
    await article('below the marks').waitFor()
    const shown = await page.getByRole('article').evaluateAll((all) => all.slice(-29).map((each) => ({
      continued: each.classList.contains('continued'), line: getComputedStyle(each, '::before').borderTopStyle, text: each.querySelector('.message-body').innerText,
    })))
    const heads = shown.flatMap(({ continued }, i) => (continued ? [] : [i]))
    for (const [i, at] of heads.entries()) assert.ok((heads[i + 1] ?? shown.length) - at <= 10, `a group has more than 10 messages: ${heads}`)
    assert.ok(!shown[26].continued, 'two long messages are one group')
    for (const { continued, line, text } of shown) assert.equal(line, continued ? 'solid' : 'none', text)
    const below = article('below the marks')
    await page.mouse.move(0, 0)
    const withMarks = await below.screenshot()
    await page.getByRole('article').nth(-2).locator('.markdown').evaluate((text) => (text.style.visibility = 'hidden'))
    assert.deepEqual(await below.screenshot(), withMarks, 'marks cover the next message')
  })

  it('keep the day visible while scrolling', async () => {
    await withTimes(page)
    assert.match(await page.locator('.current-day').innerText(), /^Sunday,? 1 February 2026$/)
    await scroller().evaluate((list) => (list.scrollTop = list.scrollHeight - list.clientHeight - 900))
    await waitFor('the day before', async () => /31 January/.test(await page.locator('.current-day').innerText()))
    await page.unroute('**/graphql')
  })

  it('show their exact time on hover and on focus', async () => {
    await page.goto(server.url)
    await page.goto(address)
    const last = page.getByRole('article').last()
    await last.waitFor()
    const exact = () => last.locator('.exact-time').evaluate((own) => [getComputedStyle(own.parentElement).opacity, own.innerText])
    assert.equal((await exact())[0], '0')
    await last.hover()
    assert.deepEqual([(await exact())[0], /\d\d:\d\d:\d\d/.test((await exact())[1])], ['1', true])
    await page.mouse.move(0, 0)
    await last.focus()
    assert.equal((await exact())[0], '1')
  })

  it('show their exact time on touch, in the audit log too', async () => {
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, storageState: await context.storageState() })
    const small = await phone.newPage()
    await small.goto(address)
    const last = small.getByRole('article').last()
    await last.tap()
    assert.equal(await last.locator('.message-actions').evaluate((own) => getComputedStyle(own).opacity), '1')
    const { x, width } = await last.locator('.message-actions').boundingBox()
    assert.ok(x >= 0 && x + width <= 360, `the bar reaches from ${x} to ${x + width} px`)
    await small.screenshot({ path: new URL('screenshots/reading-touched.png', import.meta.url).pathname })
    const { data } = await browsing.asSignedIn(small, '{ viewer { servers { edges { node { id } } } } }')
    await small.goto(`${server.url}/#/servers/${data.viewer.servers.edges[0].node.id}/audit-log`)
    const time = small.getByRole('main').locator('time').first()
    await time.tap()
    assert.match(await time.innerText(), /\d\d?:\d\d:\d\d/)
    await small.screenshot({ path: new URL('screenshots/reading-audit.png', import.meta.url).pathname })
    await phone.close()
  })

  it('are left with few presses of Shift+Tab', async () => {
    await post(server.webhookURL, 'With [a link](https://ci.example/) and\n```\ncode\n```')
    await article('With a link').waitFor()
    await composer().focus()
    const before = await page.locator('.block').count()
    let presses = 0
    while (await page.evaluate(() => document.activeElement.closest('.messages, .composer')) !== null && presses < 20) {
      await page.keyboard.press('Shift+Tab')
      presses++
    }
    assert.ok(presses < 10, `it took ${presses} presses`)
    assert.equal(await page.locator('.block').count(), before)
  })

  it('take focus one after the other with the arrow keys', async () => {
    await scroller().focus()
    await page.keyboard.press('Tab')
    const at = () => page.evaluate(() => [...document.querySelectorAll('article')].indexOf(document.activeElement))
    const first = await at()
    assert.ok(first > 0, `message ${first} has focus`)
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowUp')
    const box = await page.evaluate(() => document.activeElement.getBoundingClientRect().toJSON())
    assert.ok(box.top >= 0 && box.bottom <= 800, `the message with focus reaches from ${box.top} to ${box.bottom} px`)
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'ARTICLE')
  })

  it('keep focus in the list after a page key on a button', async () => {
    await page.goto(server.url)
    await page.goto(address)
    await page.getByRole('article').last().getByRole('button', { name: 'Delete message' }).focus()
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('PageUp')
      await page.waitForTimeout(150)
      assert.notEqual(await focused(), 'BODY', `after ${i + 1} pages`)
    }
    const before = await scroller().evaluate((list) => list.scrollTop)
    await page.keyboard.press('PageDown')
    await waitFor('the list to scroll', async () => (await scroller().evaluate((list) => list.scrollTop)) > before)
  })

  it('keep focus after an edit, a cancelled edit and a deletion', async () => {
    await page.goto(server.url)
    await page.goto(address)
    const last = () => page.getByRole('article').last()
    for (const text of ['Kept', 'Mine']) await write(text)
    await article('Mine').waitFor()
    for (const end of ['Enter', 'Escape']) {
      await last().getByRole('button', { name: 'Edit message' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: 'Message', exact: true }).press('End')
      await page.keyboard.type('!')
      await page.keyboard.press(end)
      await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor({ state: 'detached' })
      assert.equal(await last().evaluate((own) => own === document.activeElement), true, end)
    }
    await article('Mine!').getByText('edited', { exact: true }).waitFor()
    await last().getByRole('button', { name: 'Delete message' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete message' }).press('Enter')
    await article('Mine!').waitFor({ state: 'detached' })
    await waitFor('focus', async () => (await focused()) !== 'BODY')
    assert.equal(await article('Kept').last().evaluate((own) => own === document.activeElement), true)
  })

  it('are not sent while an input method composes', async () => {
    await composer().fill('かな')
    const press = (init) => composer().evaluate((area, init) => area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init })), init)
    assert.equal(await press({ isComposing: true }), true)
    assert.equal(await press({ keyCode: 229 }), true, 'Enter with key code 229, as in Safari, was taken')
    assert.equal(await composer().inputValue(), 'かな')
    assert.equal(await press({ keyCode: 13 }), false)
    await article('かな').waitFor()
  })

  it('show the beginning of a long text, and the rest on request', async () => {
    await post(server.webhookURL, `java.lang.IllegalStateException: no\n${trace}`.slice(0, 3900))
    const long = article('IllegalStateException').last()
    const more = long.getByRole('button', { name: 'Show more' })
    await more.waitFor()
    assert.ok((await long.boundingBox()).height < 500)
    await page.screenshot({ path: new URL('screenshots/reading-long.png', import.meta.url).pathname })
    const top = async () => (await long.boundingBox()).y
    const before = await top()
    await more.click()
    await long.getByRole('button', { name: 'Show less' }).waitFor()
    assert.equal(await top(), before)
    assert.ok((await long.boundingBox()).height > 1000)
    for (let i = 0; i < 4; i++) await scroller().evaluate((list) => (list.scrollTop -= 1500))
    await waitFor('it to be taken out', async () => (await long.count()) === 0)
    await page.getByRole('button', { name: 'Jump to newest' }).click()
    await long.getByRole('button', { name: 'Show less' }).click()
    await more.waitFor()
    assert.ok((await top()) > 0, 'it is out of sight')
  })

  it('follow the end when long and short ones arrive', async () => {
    await page.goto(server.url)
    await page.goto(address)
    await page.getByRole('article').last().waitFor()
    const texts = Array.from({ length: 40 }, (_, i) => [`Short ${i}`, `Long ${i}\n${trace}`.slice(0, 2000), `Middle ${i}\n${'line\n'.repeat(12 + (i % 8))}end`][i % 3])
    for (let i = 0; i < texts.length; i += 4) await Promise.all(texts.slice(i, i + 4).map((text) => post(server.webhookURL, text)))
    await post(server.webhookURL, 'The very last')
    await article('The very last').waitFor()
    assert.equal(await page.getByRole('button', { name: /newest|new message/ }).count(), 0, 'the list has left its end')
    assert.ok(await scroller().evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight) < 2)
  })

  it('keep an edit while the reader scrolls', async () => {
    await write('To be changed')
    await article('To be changed').hover()
    await article('To be changed').getByRole('button', { name: 'Edit message' }).click()
    await page.locator('.edit-message textarea:focus').waitFor() // the focus moves the caret, also in a text that is being filled in
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Half a')
    for (let i = 0; i < 4; i++) await scroller().evaluate((list) => (list.scrollTop -= 1500))
    assert.equal(await page.getByRole('textbox', { name: 'Message', exact: true }).inputValue(), 'Half a')
  })

  it('fit every screen', async () => {
    await page.goto(server.url)
    await page.goto(address)
    for (const text of ['NAME      READY   STATUS    RESTARTS\napi-1     1/1     Running   0\nworker-22 0/1     Pending   12', 'spec:\n  containers:\n    - name: api\n      image: api:1.2', '| check | state |\n|---|--:|\n| disk | **full** |\n| cpu | ok |',
      '- one\n  - two\n    - three\n\n> quoted\n\n`C:\\temp` __under__ ***both*** [main.go](https://git.example/)', '```error: disk full\n/dev/sda1 100%\n```', `panic: boom\n${trace}`.slice(0, 3000)]) await post(server.webhookURL, text)
    await article('panic: boom').waitFor()
    await page.getByRole('article').last().hover()
    await browsing.picture(page, 'reading')
    await scroller().evaluate((list) => (list.scrollTop -= 420))
    await browsing.picture(page, 'reading-above')
  })
})
