// How the portal renders Markdown, and how long that takes.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { cases, hostile } from './markdowncases.mjs'
import { post, startServer, waitFor } from './server.mjs'

const LIMIT = 30 // ms: threefold of what a text may take

describe('Markdown in the portal', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, page

  before(async () => {
    server = await startServer()
    browser = await browsing.launch()
    ;({ page } = await browsing.openPage(browser, server))
    await page.goto(server.signInLink)
    await page.getByRole('main').getByText('Demo').click()
    await page.getByRole('main').getByText('deploys').click()
    await page.getByRole('status').getByText('Live').waitFor()
    await post(server.webhookURL, 'The first')
    await page.getByRole('article').getByText('The first').waitFor()
    await page.evaluate(() => {
      window.shown = []
      const note = (node) => node.querySelectorAll?.('.markdown').forEach(({ innerHTML }) => window.shown.push(innerHTML))
      new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach(note))).observe(document.querySelector('.scroller'), { subtree: true, childList: true })
    })
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  // show posts a text and returns the HTML that the portal renders.
  async function show(text) {
    await page.evaluate(() => (window.shown.length = 0))
    await post(server.webhookURL, text)
    await waitFor('the message', () => page.evaluate(() => window.shown.length > 0))
    return page.evaluate(() => window.shown[0])
  }
  const bare = (html) => html.replace(/ (?!class=|href=|start=)[a-z]+="[^"]*"/g, '').replaceAll(' class=""', '')

  for (const [kind, texts] of Object.entries(cases)) {
    it(`shows ${kind}`, async (t) => {
      for (const [text, expected] of texts) await t.test(JSON.stringify(text), async () => assert.equal(bare(await show(text)), expected))
    })
  }

  it('renders no text much slower than plain words', async (t) => {
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const scripts = async () => 1000 * (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration').value
    async function took(text) {
      const all = []
      for (let i = 0; i < 5; i++) {
        const before = await scripts()
        await show(text)
        all.push((await scripts()) - before)
      }
      return Math.min(...all)
    }
    const usual = await took('word '.repeat(800).trim())
    for (const [name, text] of Object.entries(hostile)) {
      await t.test(name, async () => {
        const more = (await took(text)) - usual
        t.diagnostic(`${name}: ${more.toFixed(1)} ms more than words`)
        assert.ok(more < LIMIT, `it took ${more.toFixed(1)} ms more than words, want less than ${LIMIT} ms`)
      })
    }
  })
})
