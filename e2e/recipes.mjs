// The recipes of examples/subscribe, running.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { waitFor } from './server.mjs'

const sources = fileURLToPath(new URL('../examples/subscribe/', import.meta.url))
const packages = fileURLToPath(new URL('node_modules/', import.meta.url))
const executablePath = process.env.CHATTR_TEST_CHROMIUM ?? '/usr/bin/chromium'

export const overSockets = ['graphql-ws.mjs', 'apollo.mjs', 'urql.mjs']
export const inNode = [...overSockets, 'eventsource.mjs']
export const inBrowser = existsSync(executablePath) || process.env.CHATTR_TEST_REQUIRE === '1' ? ['eventsource.html'] : []

// startRecipe starts a recipe. lines() returns the lines that it has printed, ended its exit code.
export function startRecipe(file, { url, token, cookie, channelId, after }) {
  if (file.endsWith('.html')) return inPage(file, { url, cookie, channelId, after })
  const dir = mkdtempSync(join(tmpdir(), 'chattr-recipe-'))
  cpSync(join(sources, file), join(dir, file))
  symlinkSync(packages, join(dir, 'node_modules')) // where people run `npm install`
  const env = { PATH: process.env.PATH, CHATTR_URL: url, CHATTR_TOKEN: token, CHANNEL_ID: channelId }
  const recipe = spawn(process.execPath, [file], { cwd: dir, env: after ? { ...env, AFTER: after } : env })
  let printed = ''
  for (const stream of [recipe.stdout, recipe.stderr]) stream.setEncoding('utf8').on('data', (data) => (printed += data))
  const ended = once(recipe, 'exit').then(([code]) => code)
  const stop = async () => {
    recipe.kill('SIGKILL')
    await ended
    rmSync(dir, { recursive: true, force: true })
  }
  return { file, ended, stop, lines: async () => whole(printed) }
}

// inPage opens a page as if the server served it.
async function inPage(file, { url, cookie, channelId, after }) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const context = await browser.newContext()
  await context.addCookies([{ name: 'chattr_session', value: cookie, url, httpOnly: true, sameSite: 'Lax' }])
  const page = await context.newPage()
  const body = readFileSync(join(sources, file), 'utf8')
  await page.route(`${url}/${file}?*`, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(`${url}/${file}?${new URLSearchParams(after ? { channel: channelId, after } : { channel: channelId })}`)
  return { file, stop: () => browser.close(), lines: async () => whole(await page.locator('#lines').textContent()) }
}

const whole = (text) => text.split('\n').slice(0, -1)

// contents returns the contents of the messages that a recipe has printed, on a page or as events, in order.
export async function contents(recipe) {
  const line = /^(?:PAGE|[A-Za-z0-9_-]{30,} MESSAGE_POSTED) (.*)$/
  return (await recipe.lines()).map((text) => line.exec(text)?.[1]).filter((content) => content !== undefined)
}

// until waits until a condition on the recipe holds. Its error has the output of the recipe.
export async function until(what, recipe, ask) {
  return waitFor(`${what} by ${recipe.file}`, ask).catch(async (error) => {
    throw new Error(`${error.message}; it printed:\n${(await recipe.lines()).join('\n')}`)
  })
}

// printed waits until a recipe has printed at least so many messages, and returns their contents.
export function printed(recipe, count) {
  return until(`${count} messages`, recipe, async () => {
    const all = await contents(recipe)
    return all.length >= count && all
  })
}
