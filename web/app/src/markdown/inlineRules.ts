// Inline rules that replace those of markdown-it. Each reports whether it applies at state.pos. Unless it is silent, it also adds its
// tokens and moves state.pos past the text that it has read.
import MarkdownIt, { type StateInline } from 'markdown-it'
import { bareLink, safeAddress } from './links'

const CJK = /[\u3000-\u30ff\uff00-\uffef\p{Script=Han}\p{Script=Hangul}]/u

interface Run {
  start: number
  open: boolean
  close: boolean
}

// MessageState is the state of the parser in the text of a block.
export class MessageState extends MarkdownIt.StateInline {
  private runs?: Runs
  noPathUntil = 0 // before this position no backslash belongs to a path
  readonly escapedEnds = new Set<number>() // positions of backslashes before the end of markup whose start is escaped, too

  // scanDelims also lets marks start and end beside scripts without spaces, whose punctuation ends words: "**注意：**请" is bold.
  override scanDelims(start: number, canSplitWord: boolean) {
    const scanned = super.scanDelims(start, canSplitWord)
    const [before = ' ', after = ' '] = [this.src[start - 1], this.src[start + scanned.length]]
    const insideWords = canSplitWord && !/\s/.test(before + after)
    if (insideWords && (CJK.test(before) || CJK.test(after))) scanned.can_open = scanned.can_close = true
    return scanned
  }

  // startsMarkup reports whether the mark after the backslash at pos would open or close markup without the backslash.
  startsMarkup(pos: number) {
    return (this.runs ??= new Runs(this)).haveMarkup(pos)
  }
}

// Runs holds the marks of a text as they would be without backslashes.
class Runs {
  private readonly indexes = new Map<number, number>() // of escaped marks in the text without backslashes, by the position of the backslash
  private readonly at = new Map<number, Run & { marker: string }>()
  private readonly firstOpen = new Map<string, number>()
  private readonly lastClose = new Map<string, number>()

  constructor({ src, md, env }: StateInline) {
    let removed = 0
    const without = src.replace(/\\([\\*_~])/g, (pair, char: string, pos: number) => {
      if (char === '\\') return pair
      this.indexes.set(pos, pos - removed++)
      return char
    })
    const state = new MessageState(without, md, env, [])
    for (const { 0: run, index: start } of without.matchAll(/\*+|_+|~~+/g)) {
      const marker = run[0]!
      const { can_open: open, can_close: close } = state.scanDelims(start, marker !== '_')
      for (let i = 0; i < run.length; i++) this.at.set(start + i, { start, open, close, marker })
      if (open && !this.firstOpen.has(marker)) this.firstOpen.set(marker, start)
      if (close) this.lastClose.set(marker, start)
    }
  }

  haveMarkup(pos: number): boolean {
    const run = this.at.get(this.indexes.get(pos) ?? -1)
    if (!run) return false
    const { start, open, close, marker } = run
    return (open && (this.lastClose.get(marker) ?? -1) > start) || (close && (this.firstOpen.get(marker) ?? Infinity) < start)
  }
}

const SPECIAL = /[\\`*_~[\]<]|https?:\/\/|www\./gi

// text reads up to the next character that may start markup. Line breaks and spaces are text: they are shown as they are written.
export function text(state: StateInline, silent: boolean): boolean {
  SPECIAL.lastIndex = state.pos
  const end = Math.min(SPECIAL.exec(state.src)?.index ?? state.posMax, state.posMax)
  if (end === state.pos) return false
  if (!silent) state.pending += state.src.slice(state.pos, end)
  state.pos = end
  return true
}

// The rest of a word in which a backslash stands before a letter or a digit: a Windows path, a pattern. Its end may belong to the text
// around it.
const REST = /\\[^\s"'`<>|\]]*/y
const PATH = /\\[A-Za-z0-9%$?]|\\\.\.\\/
const PATH_END = /[*_~.,;:!?)]+$/

// escape hides a backslash before a character that would start markup. Every other backslash is text, with the character after it, and
// so are two backslashes.
export function escape(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src[pos] !== '\\') return false
  const next = src[pos + 1] ?? ''
  const path = pathAt(state as MessageState)
  const hidden = path === '' && next !== '\\' && wouldStartMarkup(state as MessageState, next, silent)
  const length = path.length || (hidden || /[\\*_~]/.test(next) ? 2 : 1)
  if (!silent) state.pending += src.slice(hidden ? pos + 1 : pos, pos + length)
  state.pos = pos + length
  return true
}

// pathAt returns the rest of a Windows path, all of which is text, or ''.
function pathAt(state: MessageState): string {
  const { src, pos } = state
  const drive = /[A-Za-z]:/.test(src.slice(Math.max(pos - 2, 0), pos)) && !/[\p{L}\p{N}]/u.test(src[pos - 3] ?? '')
  if (!drive && pos < state.noPathUntil) return ''
  REST.lastIndex = pos
  const rest = REST.exec(src)![0]
  if (drive || PATH.test(rest)) return rest.replace(PATH_END, '')
  state.noPathUntil = pos + rest.length
  return ''
}

// A link with both brackets escaped.
const LINK = /\\\[[^[\]\n]{1,300}(?=\\\]\((?:https?:|www\.))/iy

function wouldStartMarkup(state: MessageState, char: string, silent: boolean): boolean {
  const { pos, src } = state
  if (char === '') return false
  if (startsBlock(state) || state.escapedEnds.has(pos)) return true
  if ('*_~'.includes(char)) return state.startsMarkup(pos)
  if (char === '<') return endBehind(autolink, state) > 0
  if (char === '`') {
    const end = endBehind(codeSpan, state)
    if (src[end - 2] === '\\') state.escapedEnds.add(end - 2)
    return end > 0
  }
  if (char !== '[' && char !== ']') return false
  LINK.lastIndex = pos
  const label = LINK.exec(src)
  if (label) state.escapedEnds.add(LINK.lastIndex)
  return label !== null || silent || state.linkLevel > 0 || endBehind(labelledLink, state) > 0
}

// endBehind returns the position at which a rule ends that applies after the backslash, or -1.
function endBehind(rule: (state: StateInline, silent: boolean) => boolean, state: StateInline): number {
  const { pos } = state
  state.pos++
  const end = rule(state, true) ? state.pos : -1
  state.pos = pos
  return end
}

const BLOCK = /^[ \t]*(?:\d{1,9}\\[.)][ \t]|\\(?:#{1,6}[ \t]|[-+*][ \t]|>|`{3}|~{3}|([-*_])(?:\\?\1){2,}[ \t]*$))/

function startsBlock({ src, pos }: StateInline): boolean {
  const from = src.lastIndexOf('\n', pos - 1) + 1
  if (pos - from > 12) return false // longer than a number of nine digits with its indentation
  const [found] = BLOCK.exec(src.slice(from, src.indexOf('\n', pos) < 0 ? undefined : src.indexOf('\n', pos))) ?? []
  return found !== undefined && found.indexOf('\\') === pos - from
}

// codeSpan reads code between two runs of equally many backticks. It keeps line breaks.
export function codeSpan(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src[pos] !== '`') return false
  const [fence] = /^`+/.exec(src.slice(pos, state.posMax))!
  const from = pos + fence.length
  const length = src.slice(from, state.posMax).search(new RegExp(`(?<!\`)${fence}(?!\`)`))
  const content = length < 0 ? '' : src.slice(from, from + length)
  if (content.trim() === '') {
    if (silent) return false
    state.pending += fence
    state.pos = from
    return true
  }
  if (!silent) state.push('code_inline', 'code', 0).content = content.replace(/^ ([^]*) $|^\n([^]*)\n$/, '$1$2')
  state.pos = from + length + fence.length
  return true
}

// bareAddress reads an address without brackets. In a label it is text.
export function bareAddress(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (!/[hw]/i.test(src[pos]!) || state.linkLevel > 0) return false
  const link = bareLink(src.slice(0, state.posMax), pos)
  return link !== null && pushLink(state, silent, link.href, pos, pos + link.text.length, pos + link.text.length)
}

// autolink reads an address between < and >.
export function autolink(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src[pos] !== '<' || state.linkLevel > 0) return false
  const [whole, address = ''] = /^<(https?:\/\/[^\s<>|]+)>/i.exec(src.slice(pos, state.posMax)) ?? []
  const href = whole ? safeAddress(address) : null
  return href !== null && pushLink(state, silent, href, pos + 1, pos + 1 + address.length, pos + whole!.length)
}

function pushLink(state: StateInline, silent: boolean, href: string, from: number, to: number, end: number): true {
  if (!silent) {
    state.push('link_open', 'a', 1).attrs = [['href', href]]
    state.push('text', '', 0).content = state.src.slice(from, to)
    state.push('link_close', 'a', -1)
  }
  state.pos = end
  return true
}

export const LABELLED = '[]' // the markup of a link with a label

// labelledLink reads [label](address "title").
export function labelledLink(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state
  if (src[pos] !== '[' || state.linkLevel > 0 || src.indexOf('](', pos) < 0) return false
  const labelEnd = state.md.helpers.parseLinkLabel(state, pos, true)
  if (labelEnd <= pos + 1 || src[labelEnd + 1] !== '(') return false
  const target = targetAt(state, labelEnd + 2)
  if (!target) return false
  if (!silent) {
    const link = state.push('link_open', 'a', 1)
    link.attrs = [['href', target.href]]
    link.markup = LABELLED
    Object.assign(state, { pos: pos + 1, posMax: labelEnd })
    state.linkLevel++
    state.md.inline.tokenize(state)
    state.linkLevel--
    state.posMax = posMax
    state.push('link_close', 'a', -1)
  }
  state.pos = target.end
  return true
}

// targetAt reads an address, an optional title, and the closing bracket.
function targetAt({ src, posMax, md }: StateInline, from: number): { href: string; end: number } | null {
  const { parseLinkDestination, parseLinkTitle } = md.helpers
  const destination = parseLinkDestination(src, skipSpaces(src, from), posMax)
  const href = destination.ok ? safeAddress(destination.str) : null
  if (href === null) return null
  let end = skipSpaces(src, destination.pos)
  const title = end > destination.pos ? parseLinkTitle(src, end, posMax) : null
  if (title?.ok) end = skipSpaces(src, title.pos)
  return end < posMax && src[end] === ')' ? { href, end: end + 1 } : null
}

function skipSpaces(src: string, pos: number): number {
  while (/[ \t\n]/.test(src[pos] ?? '')) pos++
  return pos
}
