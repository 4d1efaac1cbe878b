// Block rules that replace or precede those of markdown-it. Each reports whether it applies at a line. Unless it is silent, it also adds
// its tokens and moves state.line past the lines that it has read.
import type { StateBlock } from 'markdown-it'
import { hasColumns } from './columns'

const MAX_DEPTH = 12 // of quotes and lists; a list counts twice. Deeper ones are text.
const MAX_CELLS = 1000 // of a table; a short text can ask for fifty times as many

const INDENTED = 4 // columns of indentation from which a line starts no block

const lineAt = (state: StateBlock, line: number) => state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line])
const isOutside = (state: StateBlock, line: number) => !state.isEmpty(line) && state.sCount[line]! < state.blkIndent
const isIndented = (state: StateBlock, line: number) => state.sCount[line]! - state.blkIndent >= INDENTED

// A marker alone on a line is text, not an empty heading, item or quote.
const MARKER = /^(?:#{1,6}(?:[ \t]+#*)?|[-*+]|\d{1,9}[.)]|>[> \t]*)[ \t]*$/

// literal reads a paragraph where a block would lose text or take too long: at a marker alone on a line, in deep nesting, at a large
// table.
export function literal(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (silent || !(state.level >= MAX_DEPTH || isLoneMarker(state, startLine, endLine) || isLargeTable(state, startLine, endLine))) return false
  return paragraph(state, startLine, endLine)
}

function isLoneMarker(state: StateBlock, line: number, endLine: number): boolean {
  const text = lineAt(state, line)
  return MARKER.test(text) && !(text[0] === '>' && line + 1 < endLine && lineAt(state, line + 1)[0] === '>')
}

function isLargeTable(state: StateBlock, line: number, endLine: number): boolean {
  const below = line + 1 < endLine ? lineAt(state, line + 1) : ''
  const columns = /^[-|: \t]+$/.test(below) ? (below.match(/-+/g)?.length ?? 0) : 0
  let end = line
  while (columns > 0 && end < endLine && !state.isEmpty(end)) end++
  return columns * (end - line) > MAX_CELLS
}

const FENCE = /^(`{3,}(?!.*`)|~{3,})(.*)$/

// fence reads code between two fences. Without the second one, the lines are text.
export function fence(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (isIndented(state, startLine)) return false
  const [, marker = '', info = ''] = FENCE.exec(lineAt(state, startLine)) ?? []
  const end = marker ? closingFence(state, startLine, endLine, marker) : -1
  if (end < 0) return false
  if (silent) return true
  const token = state.push('fence', 'code', 0)
  token.info = info.trim()
  token.content = state.getLines(startLine + 1, end, state.sCount[startLine]!, false)
  state.line = end + 1
  return true
}

interface Unclosed {
  from: number
  to: number
  length: number
}

// closingFence returns the line of the fence that closes another, or -1.
// SECURITY: against texts that take quadratic time, earlier searches are cached. A text of opening fences only would be read again from
// each of them.
function closingFence(state: StateBlock, startLine: number, endLine: number, marker: string): number {
  const key = `${marker[0]}${state.level} ${state.blkIndent}`
  const unclosed = state.env as Record<string, Unclosed | undefined>
  const cached = unclosed[key]
  if (cached && startLine >= cached.from && startLine < cached.to && marker.length >= cached.length) return -1
  const closes = new RegExp(`^\\${marker[0]}{${marker.length},}[ \\t]*$`)
  let line = startLine + 1
  for (; line < endLine && !isOutside(state, line); line++) if (!isIndented(state, line) && closes.test(lineAt(state, line))) return line
  unclosed[key] = { from: startLine, to: line, length: marker.length }
  return -1
}

// rule reads a thematic break. Runs of different widths are the line below the header of a text table: they are text.
export function rule(state: StateBlock, startLine: number, _: number, silent: boolean): boolean {
  if (isIndented(state, startLine) || !/^(?:([-*_])\1{2,}|([-*_])(?: {1,2}\2){2,})[ \t]*$/.test(lineAt(state, startLine))) return false
  if (silent) return true
  state.push('hr', 'hr', 0)
  state.line = startLine + 1
  return true
}

// paragraph reads lines up to an empty one, another block or the end of the item. It keeps their indentation and line breaks.
export function paragraph(state: StateBlock, startLine: number, endLine: number): boolean {
  const others = state.md.block.ruler.getRules('paragraph')
  const parent = state.parentType
  state.parentType = 'paragraph'
  const startsBlock = (line: number) => !isIndented(state, line) && !isPartOfText(state, line) && others.some((other) => other(state, line, endLine, true))
  const ends = (line: number) => state.isEmpty(line) || isOutside(state, line) || startsBlock(line)
  let line = startLine + 1
  while (line < endLine && !ends(line)) line++
  state.parentType = parent

  const content = state.getLines(startLine, line, state.blkIndent, false).trimEnd()
  state.push('paragraph_open', 'p', 1).meta = { columns: hasColumns(content) }
  const inline = state.push('inline', '', 0)
  inline.content = content
  inline.children = []
  state.push('paragraph_close', 'p', -1)
  state.line = line
  return true
}

// isPartOfText reports whether a line of a paragraph is indented and starts with the mark of a list, a heading or a quote. YAML and the
// output of programs have such lines. They stay part of the paragraph, so that their columns line up.
const isPartOfText = (state: StateBlock, line: number) => state.level === 0 && state.sCount[line]! > 0 && /^(?:[-*+>]|\d+[.)][ \t]|#)/.test(lineAt(state, line))

// nextLineIsOutside ends a quote at a line without a mark: the text below a quote is by the author of the message.
export const nextLineIsOutside = (state: StateBlock, _line: number, _endLine: number, silent: boolean) => silent && state.parentType === 'blockquote'
