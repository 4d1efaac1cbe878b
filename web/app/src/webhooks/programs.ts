// Programs that post a message, ready to be pasted: those of examples/quickstart, with the URL in the place of the environment's
// and the webhook's name in that of their own.
import curl from '../../../../examples/quickstart/curl.sh?raw'
import go from '../../../../examples/quickstart/go/main.go?raw'
import node from '../../../../examples/quickstart/node.mjs?raw'
import php from '../../../../examples/quickstart/php.php?raw'
import python from '../../../../examples/quickstart/python.py?raw'

export interface Snippet {
  language: string
  run: string // what to do with the text
  code: (url: string, name: string) => string
}

// filled puts the URL, quoted, where a text reads it from the environment, and takes out the import that only that needs. A
// URL has no character that a string of these languages would need escaped; a name may have any but line breaks.
const filled = (text: string, from: string, quote: string, escape: (name: string) => string, unneeded = '') => (url: string, name: string) =>
  text.trimEnd().replace(unneeded, '').replace(from, () => quote + url + quote).replace('CI Bot', () => escape(name))

// The name inside a string of each language, all of which have it between quotes: \ and those are what means something there.
const inSingle = (name: string) => name.replace(/[\\']/g, '\\$&')
const inDouble = (name: string) => name.replace(/[\\"]/g, '\\$&')
const inJSON = (name: string) => JSON.stringify(name).slice(1, -1)
const inShell = (name: string) => inJSON(name).replaceAll("'", () => `'\\''`) // JSON in single quotes, where nothing is escaped
const inGo = (name: string) => inJSON(name).replaceAll('`', '\\u0060') // JSON in back quotes, likewise

export const snippets: readonly Snippet[] = [
  { language: 'cURL', run: 'Paste it into a terminal.', code: filled(curl, '"$WEBHOOK_URL"', "'", inShell) },
  { language: 'Node.js', run: 'Save it as post.mjs, then: node post.mjs', code: filled(node, 'process.env.WEBHOOK_URL', "'", inSingle) },
  { language: 'Python', run: 'Save it as post.py, then: python3 post.py', code: filled(python, 'os.environ["WEBHOOK_URL"]', '"', inDouble, 'os, ') },
  { language: 'Go', run: 'Save it as post.go, then: go run post.go', code: filled(go, 'os.Getenv("WEBHOOK_URL")', '"', inGo, '\t"os"\n') },
  { language: 'PHP', run: 'Save it as post.php, then: php post.php', code: filled(php, "getenv('WEBHOOK_URL')", "'", inSingle) },
]
