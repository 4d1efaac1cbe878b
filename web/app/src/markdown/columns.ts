const TAB_WIDTH = 8
const MIN_LINES = 3 // for a column that has a wide gap in one line only; all lines must have the column

interface Column {
  side: string // the position where a word starts or ends
  wide: boolean // whether two spaces, a tab or a bar precede it
}

// hasColumns reports whether a text is laid out in columns, as programs print tables: words after wide gaps start or end at the same
// position in several lines. Such a text is legible only in a fixed-width font.
export function hasColumns(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const found = new Map<string, { lines: number; wide: number }>()
  for (const line of lines.length > 1 ? lines : []) {
    for (const { side, wide } of columnsOf(line)) {
      const before = found.get(side) ?? { lines: 0, wide: 0 }
      found.set(side, { lines: before.lines + 1, wide: before.wide + Number(wide) })
    }
  }
  return [...found.values()].some((column) => column.wide > 1 || (column.wide > 0 && column.lines === lines.length && lines.length >= MIN_LINES))
}

const WORD = /([ \t]*)([^ \t|]+|\|)/g

// columnsOf returns the columns of a line. Its indentation does not count as a gap.
function columnsOf(line: string): Column[] {
  const columns: Column[] = []
  let at = 0
  for (const [, gap = '', word = ''] of line.matchAll(WORD)) {
    const first = at === 0
    const before = at
    for (const char of gap) at += char === '\t' ? TAB_WIDTH - (at % TAB_WIDTH) : 1
    const wide = gap.includes('\t') || at - before > 1 || word === '|'
    const start = at
    at += word.length
    if (!first && (gap || word === '|')) columns.push({ side: `start ${start}`, wide }, { side: `end ${at}`, wide })
  }
  return columns
}
