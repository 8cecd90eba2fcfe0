import { convert, type FormatCallback } from 'html-to-text'

/** Characters of HTML that are read: an answer stands above the letter that it answers. More takes seconds if it is made to. */
export const mostHtml = 200_000

/** A picture within the text is told by the words that stand for it; one that a reader would not see is not told. */
const picture: FormatCallback = (element, _walk, builder) => {
  const { alt = '' } = element.attribs as Partial<Record<string, string>>
  if (alt.trim() !== '') builder.addInline(`[${alt.trim()}]`)
}

/** A link is its words, and its address where that is another one. */
const link: FormatCallback = (element, walk, builder) => {
  const { href = '' } = element.attribs as Partial<Record<string, string>>
  let words = ''
  builder.pushWordTransform(word => {
    words += word
    return word
  })
  walk(element.children, builder)
  builder.popWordTransform()
  if (/^https?:/i.test(href) && !href.includes(words)) builder.addInline(` (${href})`)
}

/**
 * What somebody reads of a letter in HTML, as plain text: nothing of it is ever shown as HTML. Quotations begin with `>`, as
 * they do in plain letters. Bounded in length, depth and breadth.
 */
export const plainTextOf = (html: string): string =>
  convert(html.slice(0, mostHtml), {
    wordwrap: false,
    limits: { maxDepth: 100, ellipsis: '…' },
    formatters: { picture, link },
    selectors: [
      { selector: 'img', format: 'picture' },
      { selector: 'a', format: 'link' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(selector => ({ selector, options: { uppercase: false } })),
    ],
  })
