// A temporary PostgreSQL server for tests, started by the script of the Go tests.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../db/pgcluster/cluster.sh', import.meta.url))

// postgresPrograms returns the directory of PostgreSQL's programs, or undefined.
export function postgresPrograms() {
  const installed = '/usr/lib/postgresql'
  const versions = existsSync(installed) ? readdirSync(installed).sort((a, b) => b - a) : []
  const folders = [...process.env.PATH.split(delimiter), ...versions.map((version) => join(installed, version, 'bin'))]
  return folders.find((folder) => existsSync(join(folder, 'initdb')))
}

// startPostgres starts a server and waits until it is ready. stop() stops it, and so does the end of this process.
export async function startPostgres() {
  const dir = mkdtempSync(join(tmpdir(), 'chattr-pg-'))
  const account = unprivileged()
  if (account.uid !== undefined) chownSync(dir, account.uid, account.gid)
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  const server = spawn('/bin/sh', [script, postgresPrograms(), dir], { ...account, cwd: dir, env, stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(server, 'exit')
  const stop = () => (server.stdin.end(), ended)
  let said = ''
  for await (const data of server.stdout.iterator({ destroyOnReturn: false })) {
    if ((said += data).includes('ready\n')) break
  }
  if (!said.startsWith('ready\n')) throw new Error(`a throw-away cluster cannot be made: ${said}`)
  return { url: `postgres://postgres@/postgres?host=${encodeURIComponent(dir)}`, stop }
}

// unprivileged returns the account under which a process of root starts PostgreSQL, which refuses to run as root.
function unprivileged() {
  if (process.getuid() !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  const [, , uid, gid] = ['postgres', 'nobody'].map((name) => accounts.find((account) => account[0] === name)).find(Boolean)
  return { uid: Number(uid), gid: Number(gid) }
}
