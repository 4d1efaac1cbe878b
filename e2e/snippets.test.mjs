// The example programs on the page of a webhook: each posts, and prints why the server refuses it.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import * as browsing from './browser.mjs'
import { startServer, waitFor } from './server.mjs'

// commands run each text as the page describes; the one for cURL acts like a terminal into which it is pasted.
const commands = {
  cURL: ['sh', 'post.sh'], 'Node.js': ['node', 'post.mjs'], Python: ['python3', 'post.py'], Go: ['go', 'run', 'post.go'], PHP: ['php', 'post.php'],
}
const installed = (program) => spawnSync('which', [program]).status === 0
const required = process.env.CHATTR_TEST_REQUIRE === '1'

describe('the programs on the page of a webhook', { skip: browsing.skip, timeout: 300_000 }, () => {
  let server, browser, page, serverId, dir

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'chattr-snippets-'))
    server = await startServer()
    browser = await browsing.launch()
    const opened = await browsing.openPage(browser, server)
    page = opened.page
    await opened.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
    await page.goto(server.signInLink)
    await page.getByRole('main').getByText('Demo').waitFor()
    const { data } = await browsing.asSignedIn(page, '{ viewer { servers { edges { node { id } } } } }')
    serverId = data.viewer.servers.edges[0].node.id
  })

  after(async () => {
    await browser?.close()
    await server?.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  const button = (name) => page.getByRole('button', { name, exact: true })
  const log = () => page.getByRole('log')
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

  // newWebhook opens the page of a new webhook, and waits until it shows a test message.
  async function newWebhook(name) {
    await page.goto(`${server.url}/#/servers/${serverId}/webhooks/new`)
    await page.getByLabel('Name').fill(name)
    await button('Create webhook').click()
    await button('Send a test message').click()
    await log().getByText('test message').waitFor()
  }

  // copied returns the program in a language, and asserts that the clipboard has the text that the page shows.
  async function copied(language) {
    await page.getByRole('tab', { name: language }).click()
    await page.locator('.snippets .copy').click()
    const shown = await page.getByRole('tabpanel').innerText()
    await waitFor(`the clipboard to have ${language}`, async () => (await clipboard()) === shown)
    return shown
  }

  // run saves the text in the file of the command, runs it, and returns its output and exit code.
  function run([program, ...args], text) {
    writeFileSync(join(dir, args.at(-1)), text)
    const child = spawn(program, args, { cwd: dir })
    let out = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (data) => (out += data))
    return new Promise((resolve, reject) => child.on('error', reject).on('close', (code) => resolve({ code, out })))
  }

  // refused asserts that the program prints the reason for which the server refuses the URL.
  async function refused(command, text, status) {
    const url = /http:[^'"]+/.exec(text)[0]
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"content":"x"}' })
    const { detail } = await response.json()
    assert.equal(response.status, status)
    const { code, out } = await run(command, text)
    assert.notEqual(code, 0, out)
    assert.ok(detail.length > 10 && out.includes(detail), `it says ${JSON.stringify(out)}, the server ${JSON.stringify(detail)}`)
  }

  // said runs a program, and returns the author of its message.
  async function said(command, text) {
    const { code, out } = await run(command, text)
    assert.equal(code, 0, out)
    const id = /(?:Message ID: |"id":")(\d{19})/.exec(out)[1]
    return (await browsing.asSignedIn(page, `{ node(id: "${id}") { ... on Message { author { name } } } }`)).data.node.author.name
  }

  // Names with characters that are special in one of the five languages, or in the code that inserts them.
  const names = [
    'Jenkins CI', 'O\'Neil "the bot" \\ \\n \\\' \\" %s %% \\\\', '$HOME `id` $(id) ${1} $& $1 {{x}} #{x}',
    `${"'".repeat(3)}${'"'.repeat(3)}</script><?php ?> // /* @x &amp; -- #`, 'Bäckerei 部署 ⚙️ !! \\u0041 \\x41',
  ]

  it('contain the name of the webhook, with any characters', async () => {
    for (const name of names) {
      await newWebhook(name)
      for (const [language, command] of Object.entries(commands)) {
        if (!installed(command[0])) continue
        assert.equal(await said(command, await copied(language)), name, language)
      }
    }
  })

  for (const [language, command] of Object.entries(commands)) {
    it(`${language}: posts, and prints why it is refused`, async (t) => {
      if (!installed(command[0]) && !required) return t.skip(`${command[0]} is not installed`)
      await newWebhook(`${language} bot`)
      const text = await copied(language)
      const posted = await run(command, text)
      assert.equal(posted.code, 0, posted.out)
      await log().getByText('Deploy completed successfully.').waitFor()
      assert.match(posted.out, /(Message ID: |"id":")\d{19}/)

      await button('Disable').click()
      await page.getByRole('main').getByText('Disabled', { exact: true }).waitFor()
      await refused(command, text, 403)
      await button('Regenerate URL…').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Regenerate URL' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await refused(command, text, 404)
      assert.equal(await log().getByText('Deploy completed successfully.').count(), 1)
    })
  }
})
