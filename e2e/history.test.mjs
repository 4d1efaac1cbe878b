// A channel with 100,000 messages in a real browser: hidden messages cost nothing, the visible part is never empty, and the reader's
// place stays.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { fill } from './history.mjs'
import { drag, glide, watching, watchScrolling, wheel } from './scrolling.mjs'
import { post, startServer, waitFor } from './server.mjs'

const TOTAL = 100_000
const READ = 20_000 // of them
const MAX_EMPTY = 2 // frames in a row

describe('a channel with 100,000 messages', { skip: browsing.skip, timeout: 600_000 }, () => {
  let server, browser, page, channelId
  const ask = async (query, input) => (await browsing.asSignedIn(page, query, input && { input })).data

  before(async () => {
    server = await startServer()
    await fill(server.webhookURL, TOTAL)
    browser = await browsing.launch({ ignoreDefaultArgs: ['--hide-scrollbars'] })
    const opened = await browsing.openPage(browser, server)
    page = opened.page
    await watchScrolling(opened.context)
    await page.goto(server.signInLink)
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('deploys').click()
    await page.getByRole('status').getByText('Live').waitFor()
    channelId = page.url().split('/').at(-1)
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const scroller = () => page.getByRole('region', { name: 'Messages' })
  const blocks = () => page.locator('.block').count()
  const article = (text) => page.getByRole('article').filter({ hasText: text })
  const top = async (text) => (await article(text).boundingBox()).y
  const toEnd = async () => {
    await scroller().press('End')
    await waitFor('the end', () => scroller().evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight < 2))
  }

  // write posts as the signed-in user, who may edit the message later. It returns its id.
  const write = async (content) =>
    (await ask('mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }', { channelId, content })).postMessage.message.id
  const edit = (messageId, content) => ask('mutation ($input: EditMessageInput!) { editMessage(input: $input) { cursor } }', { messageId, content })
  const remove = (messageId) => ask('mutation ($input: DeleteMessageInput!) { deleteMessage(input: $input) { cursor } }', { messageId })

  // full asserts that no visible part was empty for more than MAX_EMPTY frames.
  function full({ emptiest, articles }, how) {
    assert.ok(emptiest <= MAX_EMPTY, `${how}: the visible part was empty for ${emptiest} frames`)
    assert.ok(articles < 300, `${how}: ${articles} messages were in the page at once`)
  }

  it('moves as the reader scrolls, also where older messages are loaded', async () => {
    const before = await blocks()
    const seen = await watching(page, () => glide(page, -120, 6000))
    assert.ok((await blocks()) > before + 10, 'older messages did not come')
    full(seen, 'scrolling up')
    assert.ok(seen.down <= 122 && seen.up <= 2, `by 120 px a frame, it moved by ${seen.down} px down, ${seen.up} px up`)
    const median = seen.frames[seen.frames.length >> 1]
    assert.ok(median < 50, `a frame takes ${median} ms`) // threefold a sixtieth of a second
  })

  it('shows messages wherever the wheel scrolls', async () => {
    full(await watching(page, () => wheel(page, -600, 4000)), 'up')
    full(await watching(page, () => wheel(page, 1200, 4000)), 'down')
  })

  it('shows messages wherever the keys scroll', async () => {
    await toEnd()
    full(await watching(page, async () => { for (let i = 0; i < 40; i++) await scroller().press('PageUp') }), 'PageUp')
    for (let i = 0; i < 3; i++) {
      const before = await blocks()
      full(await watching(page, async () => {
        await scroller().press('Home')
        await waitFor('older messages', async () => (await blocks()) > before)
      }), 'Home')
    }
    full(await watching(page, toEnd), 'End')
  })

  it('shows messages wherever the scrollbar is dragged', async () => {
    const at = () => scroller().evaluate((list) => list.scrollTop / list.scrollHeight)
    await toEnd()
    full(await watching(page, () => drag(page, 0.6)), 'dragging')
    assert.ok((await at()) < 0.6, `it is at ${await at()}`)
  })

  it('loads a few pages after a jump to the top, not all of them', async () => {
    await toEnd()
    const asked = []
    page.on('request', (request) => /history|messages\(/i.test(request.postData() ?? '') && asked.push(request.url()))
    const before = await blocks()
    const inSight = await scroller().evaluate(async (list) => {
      list.scrollTop = 0
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      return [...list.querySelectorAll('.markdown')].find((each) => each.getBoundingClientRect().bottom > list.getBoundingClientRect().top).innerText.split('\n')[0]
    })
    await waitFor('older messages', async () => (await blocks()) > before)
    await waitFor('as much above as is read ahead', () => scroller().evaluate((list) => list.scrollTop > 3000))
    await page.evaluate(() => new Promise((settled) => setTimeout(settled, 1000))) // in which it would load all pages
    assert.ok(asked.length > 0 && asked.length <= 8, `${asked.length} pages were read`)
    assert.ok(await page.locator('.markdown', { hasText: inSight }).first().isVisible(), `the place at ${inSight} is lost`)
    page.removeAllListeners('request')
  })

  it('keeps the reader’s place when messages arrive, and counts them', async () => {
    await toEnd()
    await post(server.webhookURL, 'The last one seen')
    await article('The last one seen').waitFor()
    await scroller().evaluate((list) => (list.scrollTop -= 300))
    await page.getByRole('button', { name: 'Jump to newest' }).waitFor()
    const before = await top('The last one seen')
    const seen = await watching(page, async () => {
      await post(server.webhookURL, 'One more')
      await page.getByRole('button', { name: '1 new message' }).waitFor()
      for (const text of ['Two more', 'Three more']) await post(server.webhookURL, text)
      await page.getByRole('button', { name: '3 new messages' }).waitFor()
    })
    assert.deepEqual([seen.up, seen.down], [0, 0])
    assert.equal(await top('The last one seen'), before)
    await page.getByRole('button', { name: '3 new messages' }).click()
    await page.getByRole('button', { name: '3 new messages' }).waitFor({ state: 'detached' })
    await article('Three more').waitFor()
  })

  it('keeps the reader’s place when messages above are edited and deleted', async () => {
    const far = await write('Far above')
    await fill(server.webhookURL, 150)
    const [near, first] = [await write('Just above'), await write('The first in sight')]
    await fill(server.webhookURL, 30)
    await post(server.webhookURL, 'The end of it')
    await article('The end of it').waitFor()
    await article('The first in sight').evaluate((message) => {
      const list = message.closest('.scroller')
      list.scrollTop += message.getBoundingClientRect().top - list.getBoundingClientRect().top + 5
    })
    await waitFor('what is far to be taken out', async () => (await article('Far above').count()) === 0)
    const lines = 'Edited to be longer' + '\nby a line'.repeat(12)
    const height = () => scroller().evaluate((list) => list.scrollHeight)
    for (const [what, act] of Object.entries({
      'an edit above': () => edit(near, lines), 'an edit far above': () => edit(far, lines), 'a deletion above': () => remove(near),
      'a deletion far above': () => remove(far), 'a deletion of the first in sight': () => remove(first),
    })) {
      const before = await height()
      const seen = await watching(page, async () => {
        await act()
        if (!what.includes('far')) await waitFor(what, async () => (await height()) !== before)
      })
      assert.ok(seen.up <= 1 && seen.down <= 1, `${what} moved it by ${seen.up} px up, ${seen.down} px down`)
    }
    const seen = await watching(page, () => glide(page, -120, 2500)) // past what was changed out of sight
    assert.ok(seen.down <= 122 && seen.up <= 2, `by 120 px a frame, it moved by ${seen.down} px down, ${seen.up} px up`)
  })

  it('has few elements at any time, however far back the reader goes', async () => {
    const seen = await watching(page, async () => {
      const least = READ / 50
      for (let turns = 0; (await blocks()) < least; turns++) {
        assert.ok(turns < 100, 'older messages stop coming')
        await glide(page, -1e9, 2000)
      }
    })
    assert.ok(seen.articles < 300, `${seen.articles} messages were in the page at once`)
    const others = await page.evaluate(() => document.querySelectorAll('*').length - document.querySelectorAll('.block, .block *').length)
    assert.ok(others < 300, `there are ${others} elements beside the messages`)
    await page.getByRole('button', { name: 'Jump to newest' }).click()
    await article('The end of it').waitFor()
  })
})
