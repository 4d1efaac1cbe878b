// A real server for a test: the program of this repository, with a port and a database of its own.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))
const patience = 30_000

// build builds the program into dir, and is its path.
function build(dir) {
  const program = join(dir, 'chattr')
  try {
    execFileSync('go', ['build', '-buildvcs=false', '-o', program, '.'], { cwd: repository, stdio: 'inherit' })
  } catch (error) {
    rmSync(dir, { recursive: true, force: true })
    throw error
  }
  return program
}

// startServer starts a server with the demo and waits until it is ready. Stop it with stop().
export async function startServer(settings = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'chattr-e2e-'))
  const program = build(dir)
  const address = `127.0.0.1:${await freePort()}`
  const server = spawn(program, [], { cwd: dir, env: environment(dir, address, settings), stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { out: '', log: '' }
  server.stdout.on('data', (data) => (printed.out += data))
  server.stderr.on('data', (data) => (printed.log += data))
  const stop = async () => {
    const ended = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : null
    server.kill('SIGKILL')
    await ended
    rmSync(dir, { recursive: true, force: true })
  }
  const url = `http://${address}`
  try {
    await waitFor('the server to be ready', async () => {
      if (server.exitCode !== null) throw new Error(`the server ended:\n${printed.log}`)
      return (await fetch(`${url}/readyz`).catch(() => null))?.ok
    })
    return { url, stop, ...(await firstStart(printed)) }
  } catch (error) {
    await stop()
    throw error
  }
}

// firstStart reads what the first start prints for people; the sign-in link is missing when there is an owner token.
async function firstStart(printed) {
  const webhook = /^\s*curl -X POST '([^']+)'/m
  await waitFor('the curl line', () => webhook.test(printed.out))
  return { webhookURL: webhook.exec(printed.out)[1], signInLink: /(\S+\/#sign-in=\S+)/.exec(printed.out)?.[1] }
}

function environment(dir, address, settings) {
  const outside = Object.entries(process.env).filter(([name]) => !name.startsWith('CHATTR_'))
  const own = { CHATTR_LISTEN: address, CHATTR_DATABASE_URL: `sqlite:${join(dir, 'chattr.db')}`, CHATTR_DEMO: 'true' }
  return { ...Object.fromEntries(outside), ...own, ...settings }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

// waitFor asks until the answer is yes, and is that answer.
export async function waitFor(what, ask) {
  const deadline = Date.now() + patience
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await sleep(50)
  }
}

// post posts to a webhook and is the stored message.
export async function post(webhookURL, content) {
  const response = await fetch(webhookURL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ content }),
  })
  if (response.status !== 200) throw new Error(`posting: ${response.status} ${await response.text()}`)
  return (await response.json()).message
}
