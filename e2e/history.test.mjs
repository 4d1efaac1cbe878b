// A channel with 100,000 messages in a real browser: what is out of sight costs nothing, and nothing jumps.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { startServer } from './server.mjs'

const TOTAL = 100_000
const READ = 20_000 // of them: beyond that it is only more of the same

describe('a channel with 100,000 messages', { skip: browsing.skip, timeout: 600_000 }, () => {
  let server, browser, page, resumeCursor

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    ;({ page } = await browsing.openPage(browser, server))
    await page.route('**/graphql', answerMessages)
    await page.goto(server.signInLink)
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('deploys').click()
    await page.getByText(`Message ${TOTAL},`).waitFor()
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  // message is the n-th one of the channel, of one to four lines.
  const message = (n) => ({
    id: String(10n ** 18n + BigInt(n)), content: `Message ${n},${'\nand a line more'.repeat(n % 4)}`,
    author: { kind: 'WEBHOOK', id: '1000000000000000007', name: n % 3 ? 'CI' : 'Alerts', avatarPath: null },
    createdAt: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(), editedAt: null, deletedAt: null,
  })

  // answerMessages stands in for a server that has them: pages of messages are made up, all else is asked.
  async function answerMessages(route) {
    const { query, variables } = route.request().postDataJSON()
    if (!/query Messages\b/.test(query)) return route.fallback()
    resumeCursor ??= (await (await route.fetch()).json()).data.channel.messages.resumeCursor
    const before = variables.before ? Number(variables.before) : TOTAL + 1
    const from = Math.max(1, before - variables.last)
    const edges = Array.from({ length: before - from }, (_, i) => ({ node: message(from + i) }))
    const messages = { edges, pageInfo: { hasPreviousPage: from > 1, startCursor: String(from) }, resumeCursor }
    await route.fulfill({ json: { data: { channel: { messages } } } })
  }

  const scroller = () => page.getByRole('region', { name: 'Messages' })
  const shown = () => page.getByRole('article').count()

  // frames scrolls by px a frame and is how long each frame took.
  const frames = (px, count) => scroller().evaluate(async (list, { px, count }) => {
    const took = []
    let last = performance.now()
    for (let i = 0; i < count; i++) {
      list.scrollTop += px
      await new Promise(requestAnimationFrame)
      took.push(performance.now() - last)
      last = performance.now()
    }
    return took.sort((a, b) => a - b)
  }, { px, count })

  it('keeps the reader’s place when older messages come', async () => {
    await scroller().evaluate((list) => (list.scrollTop = 1300))
    const place = () => page.getByRole('article').evaluateAll((articles) => {
      const first = articles.find((article) => article.getBoundingClientRect().top > 200)
      return [first.textContent.match(/Message (\d+)/)[1], Math.round(first.getBoundingClientRect().top)]
    })
    const before = await place()
    const height = await scroller().evaluate((list) => list.scrollHeight)
    await scroller().evaluate((list) => (list.scrollTop -= 200)) // near enough to the top
    await page.waitForFunction((height) => document.querySelector('.scroller').scrollHeight > height, height)
    const [, top] = await page.getByRole('article').filter({ hasText: `Message ${before[0]},` }).evaluateAll(([article]) => [0, Math.round(article.getBoundingClientRect().top)])
    assert.ok(Math.abs(top - before[1] - 200) <= 1, `the message moved from ${before[1] + 200} to ${top}`)
  })

  it('has few elements at any time, however far back one reads', async () => {
    let most = 0
    const blocks = () => page.locator('.block').count()
    for (let turns = 0; (await blocks()) < READ / 50; turns++) {
      await scroller().evaluate(async (list) => {
        for (const until = performance.now() + 2000; performance.now() < until; await new Promise(requestAnimationFrame)) list.scrollTop = 0
      })
      most = Math.max(most, await shown())
      assert.ok(turns < 100, 'older messages stop coming')
    }
    assert.ok(most < 500, `${most} messages were in the page at once`)
  })

  it('scrolls smoothly through what is there', async () => {
    const took = await frames(400, 200)
    const median = took[took.length >> 1]
    assert.ok(median < 50, `a frame takes ${median} ms`) // threefold a sixtieth of a second
    assert.ok((await shown()) < 500)
    await page.getByRole('button', { name: 'To the newest' }).click()
    await page.getByText(`Message ${TOTAL},`).waitFor()
  })
})
