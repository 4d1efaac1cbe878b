// A real server for tests: the program of this repository, with its own port and database.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))
const TIMEOUT = 30_000 // ms

// build builds the program once for all servers of this process, and returns its path.
let program
export function build() {
  if (program) return program
  const dir = mkdtempSync(join(tmpdir(), 'chattr-e2e-'))
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
  execFileSync('go', ['build', '-buildvcs=false', '-o', join(dir, 'chattrd'), '.'], { cwd: repository, stdio: 'inherit' })
  return (program = join(dir, 'chattrd'))
}

// startServer starts a server with the demo and waits until it is ready. end(signal) ends it and returns its exit code, start() starts it
// again with the same port and database, stop() kills it and removes its files.
export async function startServer(settings = {}) {
  const file = build()
  const dir = mkdtempSync(join(tmpdir(), 'chattr-e2e-'))
  const address = settings.CHATTR_LISTEN ?? `127.0.0.1:${await freePort()}`
  const url = `http://${address}`
  const env = environment(dir, address, settings)
  let server, printed

  async function start() {
    server = spawn(file, [], { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const own = (printed = { out: '', log: '' })
    server.stdout.on('data', (data) => (own.out += data))
    server.stderr.on('data', (data) => (own.log += data))
    await waitFor('the server to be ready', async () => {
      if (server.exitCode !== null) throw new Error(`the server ended:\n${own.log}`)
      return (await fetch(`${url}/readyz`).catch(() => null))?.ok
    })
  }
  async function end(signal) {
    const ended = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : null
    server.kill(signal)
    await ended
    return server.exitCode
  }
  async function stop() {
    await end('SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  }

  try {
    await start()
    const first = env.CHATTR_DEMO === 'true' ? await firstStart(printed) : {}
    return { url, dir, start, end, stop, log: () => printed.log, ...first }
  } catch (error) {
    await stop()
    throw error
  }
}

// firstStart reads the URLs that the first start prints. With an owner token there is no sign-in link.
async function firstStart(printed) {
  const webhook = /^\s*curl -X POST '([^']+)'/m
  await waitFor('the curl line', () => webhook.test(printed.out))
  return { webhookURL: webhook.exec(printed.out)[1], signInLink: /(\S+\/#sign-in=\S+)/.exec(printed.out)?.[1] }
}

function environment(dir, address, settings) {
  const outside = Object.entries(process.env).filter(([name]) => !name.startsWith('CHATTR_'))
  const own = { CHATTR_LISTEN: address, CHATTR_DATABASE_URL: `sqlite:${join(dir, 'chattr.db')}`, CHATTR_DEMO: 'true', CHATTR_WEBHOOK_RATE: '0', CHATTR_POST_RATE: '0', CHATTR_MUTATION_RATE: '0' }
  return { ...Object.fromEntries(outside), ...own, ...settings }
}

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

// waitFor calls a function until it returns a true value, and returns that value.
export async function waitFor(what, ask) {
  const deadline = Date.now() + TIMEOUT
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`timeout while waiting for ${what}`)
    await sleep(50)
  }
}

// post posts to a webhook and returns the stored message.
export async function post(webhookURL, content) {
  const response = await fetch(webhookURL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ content }),
  })
  if (response.status !== 200) throw new Error(`posting: ${response.status} ${await response.text()}`)
  return (await response.json()).message
}
