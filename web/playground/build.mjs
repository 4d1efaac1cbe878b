// Writes dist/: the third-party files of the playground, copied from the exact versions in package-lock.json. Each build gives the same
// bytes.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, 'node_modules')
const dist = join(here, 'dist')

const scripts = {
  'react.js': 'react/umd/react.production.min.js',
  'react-dom.js': 'react-dom/umd/react-dom.production.min.js',
  'graphiql.js': 'graphiql/graphiql.min.js',
  'graphql-ws.js': 'graphql-ws/umd/graphql-ws.min.js',
}

function script(file) {
  return readFileSync(join(modules, file), 'utf8').replace(/\n?\/\/# sourceMappingURL=\S*\s*$/, '') + '\n'
}

// styles returns the style sheet of GraphiQL without its 360 kB of fonts. playground.css uses fonts of the system.
function styles() {
  return readFileSync(join(modules, 'graphiql/graphiql.min.css'), 'utf8')
    .replace(/@font-face\s*{[^}]*}/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trimStart()
}

function licence(name) {
  const folder = join(modules, name)
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim())
  if (texts.length === 0) texts.push(`${about.license} license. ${homepage(about)}`)
  return { title: `${name} ${about.version} (${about.license})`, text: texts.join('\n\n') }
}

function homepage({ homepage, repository }) {
  const url = homepage ?? repository?.url ?? repository ?? ''
  return url.replace(/^git\+/, '').replace(/\.git$/, '')
}

// licences returns the licences of all installed packages, which include those that GraphiQL is bundled from. Packages with the same
// text share it.
function licences() {
  const lock = JSON.parse(readFileSync(join(here, 'package-lock.json'), 'utf8'))
  const names = Object.keys(lock.packages)
    .filter((path) => path !== '' && !path.includes('/@types/'))
    .map((path) => path.slice('node_modules/'.length))
    .sort()
  const titles = new Map()
  for (const { title, text } of names.map(licence)) titles.set(text, [...(titles.get(text) ?? []), title])
  return [...titles].map(([text, of]) => `${of.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`)
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist)
for (const [name, file] of Object.entries(scripts)) writeFileSync(join(dist, name), script(file))
writeFileSync(join(dist, 'graphiql.css'), styles())
writeFileSync(join(dist, 'THIRD_PARTY_LICENSES.txt'), licences())
