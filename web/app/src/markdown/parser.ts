// The Markdown dialect of messages: CommonMark with the tables, strike-through and addresses of GitHub's Markdown, parsed by markdown-it.
// The differences are in blockRules.ts and inlineRules.ts. Raw HTML, character references, indented code, setext headings, link
// references and pictures are disabled: they are shown as they are written.
import MarkdownIt, { type Token } from 'markdown-it'
import { fence, literal, nextLineIsOutside, paragraph, rule } from './blockRules'
import { autolink, bareAddress, codeSpan, escape, labelledLink, text, MessageState } from './inlineRules'

const markdown = new MarkdownIt('zero')
markdown.enable(['table', 'fence', 'blockquote', 'hr', 'list', 'heading'])
markdown.enable(['text', 'escape', 'backticks', 'strikethrough', 'emphasis', 'link', 'autolink', 'balance_pairs', 'fragments_join'])

const { block, inline } = markdown
const everywhere = { alt: ['paragraph', 'blockquote', 'list'] }
block.ruler.before('table', 'literal', literal)
block.ruler.at('fence', fence, everywhere)
block.ruler.at('hr', rule, everywhere)
block.ruler.at('paragraph', paragraph)
block.ruler.before('paragraph', 'outside', nextLineIsOutside, { alt: ['blockquote'] })

inline.State = MessageState
inline.ruler.at('text', text)
inline.ruler.after('text', 'address', bareAddress)
inline.ruler.at('escape', escape)
inline.ruler.at('backticks', codeSpan)
inline.ruler.at('link', labelledLink)
inline.ruler.at('autolink', autolink)

// parse returns the tokens of a text, in order: blocks, and within each "inline" token its children.
export const parse = (content: string): Token[] => markdown.parse(content, {})
