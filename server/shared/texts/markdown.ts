import MarkdownIt, { type Token } from 'markdown-it'
import sanitizeHtml from 'sanitize-html'
import { dot } from './facts.ts'

/** Deepest nesting that is parsed; nobody writes deeper. */
const maxNestingDepth = 40
const ownPathPattern = /^\/(?![/\\])/
const otherSitePattern = /^https?:\/\//i

/**
 * The safe subset of Markdown for long texts of the staff: paragraphs, emphasis, lists, links, two sizes of headings and
 * tables. Each rule is enabled by name, so everything else of Markdown (markup, pictures, code, quotes) stays plain text.
 */
const markdown = new MarkdownIt('zero', { maxNesting: maxNestingDepth }).enable([
  ...['heading', 'list', 'table'],
  ...['emphasis', 'link', 'autolink', 'escape', 'newline'],
])
markdown.validateLink = href => ownPathPattern.test(href) || otherSitePattern.test(href) || /^mailto:[^\s]/i.test(href)

type HeadingLevel = { below: 1 | 2 | 3 }

/**
 * Returns the heading tag: `#` and `##` are one level below the heading they stand under, three and more are two levels
 * below.
 */
const headingTag = (token: Token | undefined, place: object = {}): string =>
  `h${((place as Partial<HeadingLevel>).below ?? 1) + ((token?.markup.length ?? 0) > 2 ? 2 : 1)}`
markdown.renderer.rules.heading_open = (tokens, index, _options, place) => `<${headingTag(tokens[index], place)}>`
markdown.renderer.rules.heading_close = (tokens, index, _options, place) => `</${headingTag(tokens[index], place)}>\n`
markdown.renderer.rules.table_open = () => '<div class="table-scroll" tabindex="0"><table class="table">\n'
markdown.renderer.rules.table_close = () => '</table></div>\n'
markdown.renderer.rules.link_open = (tokens, index, options) => {
  if (otherSitePattern.test(addressOf(tokens[index]))) tokens[index]?.attrSet('rel', 'noopener external')
  return markdown.renderer.renderToken(tokens, index, options)
}

const addressOf = (token: Token | undefined): string => String(token?.attrGet('href') ?? '')

const chinesePattern = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u
const space = /^\s?$/

/** Beside Chinese, which has no spaces, stars open and close emphasis wherever they touch a word: `**须知：**请先…`. */
class ChineseAwareState extends markdown.inline.State {
  override scanDelims(start: number, canSplitWord: boolean) {
    const found = super.scanDelims(start, canSplitWord)
    const before = this.src.charAt(start - 1)
    const after = this.src.charAt(start + found.length)
    if (!canSplitWord || !chinesePattern.test(before + after)) return found
    return {
      ...found,
      can_open: found.can_open || !space.test(after),
      can_close: found.can_close || !space.test(before),
    }
  }
}
markdown.inline.State = ChineseAwareState

/** Everything that a text may contain at all: a second protection, in case the first one has a hole. */
const sanitizeOptions: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'em', 'strong', 'a', 'ul', 'ol', 'li', 'h2', 'h3', 'h4', 'h5'],
    ...['div', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'], div: ['class', 'tabindex'], table: ['class'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
}

/** Returns HTML that is safe on a page, below a heading of the level `below`. Plain text gives its paragraphs. */
export const markdownHtml = (text: string, below: HeadingLevel['below']): string =>
  sanitizeHtml(markdown.render(text, { below } satisfies HeadingLevel), sanitizeOptions).trim()

/**
 * Returns plain text for mails, paper and machines. Emphasis is dropped, a link is followed by its address, and the items of
 * a list begin with a dot or their number. One entry per paragraph; a list or a table is one entry.
 */
export function markdownParagraphs(text: string): string[] {
  const walk: Walk = { paragraphs: [], lists: [], lines: [], cells: [], mark: '' }
  for (const token of markdown.parse(text, {})) tokenHandlers[token.type]?.(walk, token)
  return walk.paragraphs
}

/** Returns the same as one text, with an empty line between paragraphs. Plain text comes back unchanged. */
export const markdownText = (text: string): string => markdownParagraphs(text).join('\n\n')

type Walk = {
  paragraphs: string[]
  /** The open lists, innermost last: the number of the next item, or null for dots. */
  lists: (number | null)[]
  /** Lines of the open list or table. */
  lines: string[]
  cells: string[]
  /** Mark before the first line of an item. */
  mark: string
}
type TokenHandler = (walk: Walk, token: Token) => void

const openList: TokenHandler = ({ lists }, token) =>
  void lists.push(token.type === 'ordered_list_open' ? Number(token.attrGet('start') ?? 1) : null)
const closeList: TokenHandler = walk => {
  walk.lists.pop()
  if (walk.lists.length === 0) flushLines(walk)
}

const tokenHandlers: Partial<Record<string, TokenHandler>> = {
  bullet_list_open: openList,
  ordered_list_open: openList,
  bullet_list_close: closeList,
  ordered_list_close: closeList,
  list_item_open(walk) {
    const number = walk.lists.pop() ?? null
    walk.mark = number === null ? '• ' : `${number}. `
    walk.lists.push(number === null ? null : number + 1)
  },
  tr_close(walk) {
    walk.lines.push(walk.cells.splice(0).join(dot))
  },
  table_close: flushLines,
  th_open: walk => void walk.cells.push(''),
  td_open: walk => void walk.cells.push(''),
  inline(walk, token) {
    const lineText = inlineText(token.children ?? [])
    if (walk.cells.length > 0) walk.cells[walk.cells.length - 1] = lineText
    else if (walk.lists.length === 0) walk.paragraphs.push(lineText)
    else walk.lines.push(`${'  '.repeat(walk.lists.length - 1)}${walk.mark || '  '}${lineText}`)
    walk.mark = ''
  },
}

function flushLines(walk: Walk): void {
  if (walk.lines.length > 0) walk.paragraphs.push(walk.lines.splice(0).join('\n'))
}

function inlineText(tokens: readonly Token[]): string {
  const addresses: string[] = []
  return tokens
    .map(token => {
      if (token.type === 'link_open') addresses.push(token.markup === 'autolink' ? '' : addressOf(token))
      if (token.type === 'link_close') return formatLinkAddress(addresses.pop())
      return token.type.endsWith('break') ? '\n' : token.content
    })
    .join('')
}

const formatLinkAddress = (address: string | undefined): string =>
  address && otherSitePattern.test(address) ? ` (${address})` : ''
