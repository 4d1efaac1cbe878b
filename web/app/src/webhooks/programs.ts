// Example programs that post a message: those of examples/quickstart, with the URL instead of the environment variable, and with the
// name of the webhook.
import curl from '../../../../examples/quickstart/curl.sh?raw'
import go from '../../../../examples/quickstart/go/main.go?raw'
import node from '../../../../examples/quickstart/node.mjs?raw'
import php from '../../../../examples/quickstart/php.php?raw'
import python from '../../../../examples/quickstart/python.py?raw'

export interface Program {
  language: string
  run: string // how to run it
  code: (url: string, name: string) => string
}

// withURL returns a function that replaces the expression for the environment variable by the quoted URL, and the name by that of the
// webhook. It also removes the import that only the environment variable needs. A URL has no character that must be escaped in a string
// of these languages. A name can have any character except line breaks.
const withURL = (text: string, expression: string, quote: string, escape: (name: string) => string, unusedImport = '') => (url: string, name: string) =>
  text.trimEnd().replace(unusedImport, '').replace(expression, () => quote + url + quote).replace('CI Bot', () => escape(name))

// The functions that escape a name inside a string of each language, between the quotes.
const inSingle = (name: string) => name.replace(/[\\']/g, '\\$&')
const inDouble = (name: string) => name.replace(/[\\"]/g, '\\$&')
const inJSON = (name: string) => JSON.stringify(name).slice(1, -1)
const inShell = (name: string) => inJSON(name).replaceAll("'", () => `'\\''`) // JSON in single quotes, which have no escapes
const inGo = (name: string) => inJSON(name).replaceAll('`', '\\u0060') // JSON in back quotes, which have no escapes

export const programs: readonly Program[] = [
  { language: 'cURL', run: 'Paste it into a terminal.', code: withURL(curl, '"$WEBHOOK_URL"', "'", inShell) },
  { language: 'Node.js', run: 'Save it as post.mjs, then: node post.mjs', code: withURL(node, 'process.env.WEBHOOK_URL', "'", inSingle) },
  { language: 'Python', run: 'Save it as post.py, then: python3 post.py', code: withURL(python, 'os.environ["WEBHOOK_URL"]', '"', inDouble, 'os, ') },
  { language: 'Go', run: 'Save it as post.go, then: go run post.go', code: withURL(go, 'os.Getenv("WEBHOOK_URL")', '"', inGo, '\t"os"\n') },
  { language: 'PHP', run: 'Save it as post.php, then: php post.php', code: withURL(php, "getenv('WEBHOOK_URL')", "'", inSingle) },
]
