// The markup of whole lines: paragraphs, headings, quotes, lists and code.

export type MarkdownBlock =
  | { kind: 'paragraph' | 'heading'; lines: string[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: MarkdownBlock[] }
  | { kind: 'list'; start: number | null; items: string[] } // start: of a numbered one

const DEPTH = 3 // of quotes in quotes

const BULLET = /^\s{0,3}[-*+]\s+(?=\S)/
const NUMBER = /^\s{0,3}(\d{1,9})[.)]\s+(?=\S)/
const HEADING = /^#{1,6}\s+(?=\S)/
const QUOTE = /^\s{0,3}>\s?/
const FENCE = /^\s{0,3}```/

export function parseBlocks(text: string, depth = 0): MarkdownBlock[] {
  const lines = text.split(/\r\n|\r|\n/)
  const blocks: MarkdownBlock[] = []
  let at = 0
  const taking = (pattern: RegExp) => {
    const from = at
    while (at < lines.length && pattern.test(lines[at]!)) at++
    return lines.slice(from, at).map((line) => line.replace(pattern, ''))
  }
  while (at < lines.length) {
    const line = lines[at]!
    const fenceEnd = FENCE.test(line) ? lines.findIndex((other, i) => i > at && FENCE.test(other)) : -1
    if (fenceEnd > 0) {
      blocks.push({ kind: 'code', text: lines.slice(at + 1, fenceEnd).join('\n') })
      at = fenceEnd + 1
    } else if (QUOTE.test(line) && depth < DEPTH) blocks.push({ kind: 'quote', blocks: parseBlocks(taking(QUOTE).join('\n'), depth + 1) })
    else if (BULLET.test(line)) blocks.push({ kind: 'list', start: null, items: taking(BULLET) })
    else if (NUMBER.test(line)) blocks.push({ kind: 'list', start: Number(NUMBER.exec(line)![1]), items: taking(NUMBER) })
    else if (HEADING.test(line)) blocks.push({ kind: 'heading', lines: [lines[at++]!.replace(HEADING, '')] })
    else if (line.trim() === '') at++
    else blocks.push({ kind: 'paragraph', lines: paragraph(lines, () => lines[at++]!, () => at) })
  }
  return blocks
}

const startsOther = (line: string) => [QUOTE, BULLET, NUMBER, HEADING, FENCE].some((pattern) => pattern.test(line))

// paragraph takes the first line whatever it is (perhaps a fence that nothing closes), and on until something else begins.
function paragraph(lines: string[], take: () => string, at: () => number): string[] {
  const taken = [take()]
  while (at() < lines.length && lines[at()]!.trim() !== '' && !startsOther(lines[at()]!)) taken.push(take())
  return taken
}
