import type { Token } from 'markdown-it'
import type { ComponentChildren } from 'preact'
import { memo } from '../components/memo'
import { isMisleadingLabel } from './misleadingLabels'
import { LABELLED } from './inlineRules'
import { parse } from './parser'

// Markdown renders the text of a message.
// SECURITY: against script injection, tokens become text nodes and the elements of this file, never HTML. Every other token is shown as
// text.
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return <div class="markdown" dir="auto">{treeOf(parse(text)).map(renderBlock)}</div>
})

// Node is a token with the tokens between it and its closing token.
interface Node {
  token: Token
  children: Node[]
}

const MAX_DEPTH = 8 // of nested marks: deeper ones are shown as they are written

function treeOf(tokens: readonly Token[]): Node[] {
  const root: Node[] = []
  const open = [root]
  for (const token of tokens) {
    const node = { token, children: [] }
    if (token.nesting < 0) open.pop()
    else open.at(-1)!.push(node)
    if (token.nesting > 0) open.push(node.children)
  }
  return root
}

function renderBlock({ token, children }: Node): ComponentChildren {
  const blocks = () => children.map(renderBlock)
  switch (token.type) {
    case 'paragraph_open':
      return token.meta?.columns ? <p class="columns" tabIndex={0}>{blocks()}</p> : <p>{blocks()}</p>
    case 'heading_open':
      return <p class="heading">{blocks()}</p>
    case 'inline':
      return treeOf(token.children ?? []).map((node) => renderInline(node, 0))
    case 'fence':
      return <pre tabIndex={0} dir="ltr"><code>{codeOf(token)}</code></pre>
    case 'blockquote_open':
      return <blockquote>{blocks()}</blockquote>
    case 'bullet_list_open':
      return <ul>{children.map(renderItem)}</ul>
    case 'ordered_list_open':
      return <ol start={Number(token.attrGet('start') ?? 1)}>{children.map(renderItem)}</ol>
    case 'hr':
      return <hr />
    case 'table_open':
      return <div class="table" tabIndex={0}><table>{blocks()}</table></div>
    case 'thead_open':
      return <thead>{blocks()}</thead>
    case 'tbody_open':
      return <tbody>{blocks()}</tbody>
    case 'tr_open':
      return <tr>{blocks()}</tr>
    case 'th_open':
      return <th class={alignmentOf(token)}>{blocks()}</th>
    case 'td_open':
      return <td class={alignmentOf(token)}>{blocks()}</td>
    default:
      return token.content
  }
}

// A word after a fence names a language. Everything else is part of the text.
const codeOf = ({ info, content }: Token) => (info === '' || /^[A-Za-z0-9+#.-]+$/.test(info) ? content : `${info}\n${content}`)

const alignmentOf = (token: Token) => /^text-align:(left|center|right)$/.exec(String(token.attrGet('style')))?.[1]

const BOX = /^\[([ xX])\](?=\s)/

function renderItem({ children }: Node) {
  const first = children[0]?.children[0]?.token.children?.[0]
  const box = first?.type === 'text' ? BOX.exec(first.content)?.[1] : undefined
  if (box) first!.content = first!.content.replace(BOX, box === ' ' ? '☐' : '☑')
  return <li>{children.map(renderBlock)}</li>
}

function renderInline({ token, children }: Node, depth: number): ComponentChildren {
  const inner = () => children.map((child) => renderInline(child, depth + 1))
  if (token.nesting > 0 && depth >= MAX_DEPTH && token.type !== 'link_open') return [token.markup, ...inner(), token.markup]
  switch (token.type) {
    case 'code_inline':
      return <code class={token.content.includes('\n') ? 'multiline' : undefined}>{token.content}</code>
    case 'link_open':
      return renderLink(token, children, inner())
    case 'em_open':
      return <em>{inner()}</em>
    case 'strong_open':
      return token.markup === '__' ? <u>{inner()}</u> : <strong>{inner()}</strong>
    case 's_open':
      return <del>{inner()}</del>
    default:
      return token.content
  }
}

// renderLink renders a label, with the address on hover. A label that looks like another address is rendered as text, followed by the
// real address.
function renderLink(token: Token, children: Node[], label: ComponentChildren) {
  const href = String(token.attrGet('href'))
  const anchor = (content: ComponentChildren) => <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow ugc">{content}</a>
  const isMisleading = token.markup === LABELLED && isMisleadingLabel(textOf(children), href)
  return isMisleading ? [label, ' (', anchor(href), ')'] : anchor(label)
}

const textOf = (nodes: readonly Node[]): string => nodes.map(({ token, children }) => token.content + textOf(children)).join('')
