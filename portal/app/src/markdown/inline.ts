// The markup inside a line: code, strong, emphasis, strike-through and links. What does not fit is text.
import { readsAsAnother } from './claims'
import { bareLink, labelledLink } from './links'

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis' | 'strike'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] }

interface Found {
  length: number
  node: Inline
}

const DEPTH = 6 // of markup in markup: what is deeper is text
const marks = [['**', 'strong'], ['__', 'strong'], ['~~', 'strike'], ['*', 'emphasis'], ['_', 'emphasis']] as const
const SPECIAL = /[\\`*_~[]|https?:\/\//g

export function parseInline(text: string, depth = 0): Inline[] {
  const nodes: Inline[] = []
  let plain = ''
  let at = 0
  while (at < text.length) {
    SPECIAL.lastIndex = at
    const next = SPECIAL.exec(text)?.index ?? text.length
    plain += text.slice(at, next)
    at = next
    if (at === text.length) break
    const found = depth < DEPTH ? special(text, at, depth) : null
    if (found?.node.kind === 'text') plain += found.node.text
    else if (found) {
      if (plain) nodes.push({ kind: 'text', text: plain })
      plain = ''
      nodes.push(found.node)
    } else plain += text[at]
    at += found?.length ?? 1
  }
  if (plain) nodes.push({ kind: 'text', text: plain })
  return nodes
}

function special(text: string, at: number, depth: number): Found | null {
  switch (text[at]) {
    case '\\':
      return /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '') ? { length: 2, node: { kind: 'text', text: text[at + 1]! } } : null
    case '`':
      return code(text, at)
    case '[':
      return labelled(text, at, depth)
    case 'h':
      return bare(text, at)
    default:
      return marked(text, at, depth)
  }
}

function code(text: string, at: number): Found | null {
  const fence = /^`+/.exec(text.slice(at))![0]
  const end = text.indexOf(fence, at + fence.length)
  if (end < 0) return { length: fence.length, node: { kind: 'text', text: fence } }
  const inside = text.slice(at + fence.length, end)
  return inside.trim() ? { length: end + fence.length - at, node: { kind: 'code', text: inside.trim() } } : null
}

function labelled(text: string, at: number, depth: number): Found | null {
  const link = labelledLink(text, at)
  if (!link) return null
  const children = parseInline(link.label, depth + 1).flatMap(withoutLinks)
  return readsAsAnother(children.map(textOf).join(''), link.href) ? null : { length: link.length, node: { kind: 'link', href: link.href, children } }
}

// withoutLinks: a label that is an address leads where its link does.
function withoutLinks(node: Inline): Inline[] {
  if (!('children' in node)) return [node]
  const children = node.children.flatMap(withoutLinks)
  return node.kind === 'link' ? children : [{ ...node, children }]
}

const textOf = (node: Inline): string => ('children' in node ? node.children.map(textOf).join('') : node.text)

function bare(text: string, at: number): Found | null {
  const link = bareLink(text, at)
  return link && { length: link.text.length, node: { kind: 'link', href: link.href, children: [{ kind: 'text', text: link.text }] } }
}

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char)
const isSpace = (char: string | undefined) => char === undefined || /\s/.test(char)

// marked finds text between two equal marks that touch it; snake_case and 2 * 3 are no markup.
function marked(text: string, at: number, depth: number): Found | null {
  for (const [mark, kind] of marks) {
    const from = at + mark.length
    if (!text.startsWith(mark, at) || isSpace(text[from]) || (mark[0] === '_' && isWord(text[at - 1]))) continue
    const end = closing(text, mark, from)
    if (end > from) return { length: end + mark.length - at, node: { kind, children: parseInline(text.slice(from, end), depth + 1) } }
  }
  return null
}

function closing(text: string, mark: string, from: number): number {
  for (let end = text.indexOf(mark, from + 1); end > 0; end = text.indexOf(mark, end + 1)) {
    const behind = text[end + mark.length]
    const longer = mark.length === 1 && (behind === mark || text[end - 1] === mark)
    if (!longer && !isSpace(text[end - 1]) && !(mark[0] === '_' && isWord(behind))) return end
  }
  return -1
}
