// Renders a small part of Markdown.
// SECURITY: text becomes text nodes and elements of this file, never HTML.
import { memo } from '../parts/memo'
import { parseBlocks, type MarkdownBlock } from './blocks'
import { parseInline, type Inline } from './inline'

export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return <div class="markdown" dir="auto">{parseBlocks(text).map(renderBlock)}</div>
})

function renderBlock(block: MarkdownBlock) {
  switch (block.kind) {
    case 'code':
      return <pre tabIndex={0} dir="ltr"><code>{block.text}</code></pre>
    case 'quote':
      return <blockquote>{block.blocks.map(renderBlock)}</blockquote>
    case 'list': {
      const items = block.items.map((item) => <li>{renderLine(item)}</li>)
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>
    }
    default: {
      const lines = block.lines.flatMap((line, i) => (i === 0 ? renderLine(line) : [<br />, ...renderLine(line)]))
      return <p class={block.kind === 'heading' ? 'heading' : undefined}>{lines}</p>
    }
  }
}

const renderLine = (line: string) => parseInline(line).map(renderInline)

function renderInline(node: Inline) {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'code':
      return <code>{node.text}</code>
    case 'link':
      return <a href={node.href} title={node.href} target="_blank" rel="noopener noreferrer nofollow ugc">{node.children.map(renderInline)}</a>
    default: {
      const Tag = ({ strong: 'strong', emphasis: 'em', strike: 'del' } as const)[node.kind]
      return <Tag>{node.children.map(renderInline)}</Tag>
    }
  }
}
