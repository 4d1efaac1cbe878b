// Programs that post a message, ready to be pasted: those of examples/quickstart, with the URL in the place of the environment's.
import curl from '../../../../examples/quickstart/curl.sh?raw'
import go from '../../../../examples/quickstart/go/main.go?raw'
import node from '../../../../examples/quickstart/node.mjs?raw'
import php from '../../../../examples/quickstart/php.php?raw'
import python from '../../../../examples/quickstart/python.py?raw'

export interface Snippet {
  name: string
  run: string // what to do with the text
  code: (url: string) => string
}

// filled puts the URL, quoted, where a text reads it from the environment, and takes out the import that only that needs. A
// URL has no character that a string of these languages would need escaped.
const filled = (text: string, from: string, quote: string, unneeded = '') => (url: string) =>
  text.trimEnd().replace(unneeded, '').replace(from, () => quote + url + quote)

export const snippets: readonly Snippet[] = [
  { name: 'cURL', run: 'Paste it into a terminal.', code: filled(curl, '"$WEBHOOK_URL"', "'") },
  { name: 'Node.js', run: 'Save it as post.mjs, then: node post.mjs', code: filled(node, 'process.env.WEBHOOK_URL', "'") },
  { name: 'Python', run: 'Save it as post.py, then: python3 post.py', code: filled(python, 'os.environ["WEBHOOK_URL"]', '"', 'os, ') },
  { name: 'Go', run: 'Save it as post.go, then: go run post.go', code: filled(go, 'os.Getenv("WEBHOOK_URL")', '"', '\t"os"\n') },
  { name: 'PHP', run: 'Save it as post.php, then: php post.php', code: filled(php, "getenv('WEBHOOK_URL')", "'") },
]
