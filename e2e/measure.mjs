// Measures how soon the portal is usable, and how smoothly a long channel scrolls: `npm run measure`. It asserts nothing. To compare
// machines, it also measures a page of the same server without a script.
import * as browsing from './browser.mjs'
import { fill } from './history.mjs'
import { glide, watching, watchScrolling, wheel } from './scrolling.mjs'
import { startServer } from './server.mjs'

const LOADS = Number(process.env.LOADS ?? 9)
const MESSAGES = 100_000
const READ = Number(process.env.READ ?? 20_000) // of them

const server = await startServer()
await fill(server.webhookURL, MESSAGES)
const browser = await browsing.launch()
const { context, page } = await browsing.openPage(browser, server)
await watchScrolling(context)
await page.goto(server.signInLink)
await page.getByRole('main').getByText('Demo').click()
await page.getByRole('main').getByText('deploys').click()
await page.getByRole('status').getByText('Live').waitFor()
const storageState = await context.storageState()

// A page is usable when all these elements are there: selectors with the text that they contain.
const pages = {
  'no script': { address: '', javaScriptEnabled: false },
  'sign in': { address: '', usable: [['form button:enabled', 'Sign in']] },
  servers: { address: '', usable: [['main .row-title', 'Demo']], storageState },
  channel: { address: new URL(page.url()).hash, usable: [['article', 'Message'], ['.connection-state', 'Live']], storageState },
}

// load opens a page with an empty cache.
async function load({ address, usable, ...options }) {
  const cold = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  if (usable) await watchUsable(cold, usable)
  if (usable) await browsing.watchShifts(cold)
  const fresh = await cold.newPage()
  const received = []
  fresh.on('requestfinished', (request) => received.push(request.sizes()))
  await fresh.goto(`${server.url}/${address}`, { waitUntil: 'networkidle' })
  const at = await fresh.evaluate(async (waits) => (waits ? window.usable : performance.getEntriesByType('navigation')[0].loadEventEnd), Boolean(usable))
  const shift = usable ? (await browsing.shiftsOf(fresh)).total : 0
  const bytes = (await Promise.all(received)).reduce((sum, { responseHeadersSize, responseBodySize }) => sum + responseHeadersSize + responseBodySize, 0)
  await cold.close()
  return { at, shift, bytes }
}

// watchUsable sets window.usable to a promise of the time of the first frame in which everything is there.
const watchUsable = (context, usable) => context.addInitScript((usable) => {
  const there = ([selector, text]) => [...document.querySelectorAll(selector)].some(({ textContent }) => textContent.includes(text))
  window.usable = new Promise((resolve) => {
    const look = (now) => (usable.every(there) ? resolve(now) : requestAnimationFrame(look))
    requestAnimationFrame(look)
  })
}, usable)

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
const sorted = (numbers) => numbers.sort((a, b) => a - b)
const row = (...cells) => console.log(cells.map((cell, i) => String(cell)[i ? 'padStart' : 'padEnd'](i ? 12 : 34)).join(''))

const results = Object.fromEntries(Object.keys(pages).map((name) => [name, []]))
for (let i = 0; i < LOADS; i++) for (const [name, options] of Object.entries(pages)) results[name].push(await load(options))
row(`${LOADS} cold loads, medians`, 'usable, ms', 'slowest', 'shift', 'bytes')
for (const [name, loads] of Object.entries(results)) {
  const times = sorted(loads.map((load) => load.at))
  const shift = Math.max(...loads.map((load) => load.shift)).toFixed(4)
  row(name, at(times, 0.5).toFixed(0), times.at(-1).toFixed(0), shift, at(sorted(loads.map((load) => load.bytes)), 0.5))
}

row('10 s in a long channel, frames', 'median, ms', 'p99', 'over 50 ms', 'empty')
async function scrolled(name, act) {
  const { frames, emptiest } = await watching(page, act)
  row(name, at(frames, 0.5).toFixed(1), at(frames, 0.99).toFixed(1), `${frames.filter((frame) => frame > 50.5).length} of ${frames.length}`, emptiest)
}
await scrolled('nothing', () => page.waitForTimeout(10_000))
await scrolled('up with the wheel, reading older', () => wheel(page, -600, 10_000))
await scrolled('down with the wheel', () => wheel(page, 600, 10_000))
const loaded = () => page.locator('.block').count()
const unread = async () => (await loaded()) < Math.min(READ, MESSAGES) / 25
while (await unread()) await glide(page, -1e9, 2000)
await scrolled(`the same, ${READ} messages read`, () => wheel(page, 600, 10_000))
row('blocks, elements in the page', await loaded(), await page.evaluate(() => document.querySelectorAll('*').length))
await browser.close()
await server.stop()
process.exit(0)
