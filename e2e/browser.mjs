// A real browser for tests, and pages whose errors and requests to other servers are recorded.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const executablePath = process.env.CHATTR_TEST_CHROMIUM ?? '/usr/bin/chromium'
const required = process.env.CHATTR_TEST_REQUIRE === '1'
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
const screenshots = fileURLToPath(new URL('screenshots/', import.meta.url))

// skip is the reason why browser tests cannot run here, or false.
export const skip = existsSync(executablePath) || required ? false : `there is no chromium at ${executablePath} (set CHATTR_TEST_CHROMIUM)`

export const launch = (options) => chromium.launch({ executablePath, args: quiet, ...options })

// openPage opens a page of the server. outside lists the requests to other servers. complaints lists the errors in the console, which
// include violations of the content security policy, and uncaught errors.
export async function openPage(browser, server, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const outside = []
  const complaints = []
  const inside = (url) => /^(data|blob):/.test(url) || new URL(url).host === new URL(server.url).host
  page.on('request', (request) => inside(request.url()) || outside.push(request.url()))
  page.on('websocket', (socket) => inside(socket.url()) || outside.push(socket.url()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  return { context, page, outside, complaints }
}

// picture takes screenshots of the page in both themes, narrow and wide, and calls check for each. It asserts that nothing is too wide.
export async function picture(page, name, check = () => {}) {
  mkdirSync(screenshots, { recursive: true })
  const before = page.viewportSize()
  for (const colorScheme of ['light', 'dark']) {
    for (const [width, height] of [[360, 740], [1280, 800]]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: `${screenshots}${name}-${colorScheme}-${width}.png`, animations: 'disabled' })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(overflow <= 0, `${name} is ${overflow} px too wide for ${width} px`)
      await check(`${name}, ${colorScheme}, ${width} px`)
    }
  }
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize(before)
}

// watchShifts makes a page, or the pages of a context, add up their layout shifts (the web's Layout Instability metric, without session
// windows).
export const watchShifts = (within) => within.addInitScript(() => {
  window.shifts = { total: 0, of: [] }
  const node = ({ node, previousRect, currentRect }) => `${node?.nodeName} ${node?.className ?? ''} ${Math.round(previousRect.y)} → ${Math.round(currentRect.y)}`
  const add = ({ value, hadRecentInput, sources }) => hadRecentInput || ((window.shifts.total += value), window.shifts.of.push(...sources.map(node)))
  new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type: 'layout-shift', buffered: true })
})

// shiftsOf returns the layout shifts of a page since it was opened, and the elements that moved. Call it when everything is loaded.
export const shiftsOf = (page) => page.evaluate(async () => {
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame) // entries come after the frame
  return window.shifts
})

// asSignedIn runs a document with the cookie of the page, as the portal does.
export function asSignedIn(page, query, variables) {
  return page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch('graphql', { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }, { query, variables })
}
