import { createHash } from 'node:crypto'
import type { Readable, Transform } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { convert, type FormatCallback } from 'html-to-text'
import type { AttachmentStream, MailParserOptions, MessageText } from 'mailparser'
import { AppError, invalid } from '#shared/errors.ts'
import { cleanFileName } from '#shared/files/file-name.ts'
import type { InboundMail } from './receiving.ts'
import { rawLetter } from './input.ts'

/** Bytes of a letter with its attachments: what Postfix lets through unless it is told otherwise. */
const mostBytes = 10 * 1024 * 1024
/** Ten megabytes of files make half as many; of empty lines alone the parser would make fifty times their size. */
const mostLines = 300_000
/** Characters of what somebody has written, with the letter below it; the rest is not looked at. */
const mostText = 200_000
/** Characters of HTML that are read: an answer stands above the letter that it answers. More takes seconds if it is made to. */
const mostHtml = 200_000
const mostAttachments = 50
const patienceMs = 30_000

/** Bounds of the parser: bytes of the headers of one part, parts in all. */
const bounds = { maxHeadSize: 256 * 1024, maxChildNodes: 200, maxHtmlLengthToParse: mostHtml }
const options: MailParserOptions = {
  ...bounds,
  ...{ skipTextToHtml: true, skipImageLinks: true, checksumAlgo: false, ignoreEmbedded: true },
}

/** The envelope first: a letter to several of our addresses is handed over once for each. */
const recipientHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc']
/** Of no use to whoever reads the letter. */
const signatures = /^application\/(x-)?(pkcs7|pgp)-signature$/i

type Parts = { lines: readonly HeaderLine[]; body: MessageText | null; attachments: string[] }

/**
 * Reads a letter as it came by mail (RFC 5322, MIME). Attachments run through and are not kept, but for their names. Throws
 * `too-large`, `unavailable` when it does not arrive within half a minute, and `invalid` when it is broken off, has too many
 * parts or headers, or nobody wrote it.
 */
export async function readLetter(source: Readable): Promise<InboundMail> {
  const parts = await partsOf(source)
  const { lines, attachments } = parts
  const text = textOf(parts)
  if (!text && attachments.length === 0 && isMultipart(lines)) throw invalid('inbound.unreadable')
  const automatic = isAutomatic(lines)
  const from = senderOf(lines)
  const read = rawLetter.safeParse({
    ...{ from, text, automatic },
    to: recipientHeaders.flatMap(name => all(lines, name)),
    messageId: messageIdOf(lines, text),
    // A report carries the letter that it is about.
    attachments: automatic ? [] : attachments,
  })
  if (!read.success) throw invalid('inbound.no-sender')
  return read.data
}

async function partsOf(source: Readable): Promise<Parts> {
  // A hundred files of code, for the few processes that are handed letters.
  const { MailParser } = await import('mailparser')
  const parts: Parts = { lines: [], body: null, attachments: [] }
  const parser: Transform = new MailParser(options).on('headerLines', lines => {
    parts.lines = lines.map(asText)
  })
  const signal = AbortSignal.timeout(patienceMs)
  const reading = pipeline(bounded(source), parser, (found: AsyncIterable<unknown>) => collect(found, parts), {
    signal,
  })
  await reading.catch((error: unknown) => {
    // What is still on its way is let run through, so that the answer arrives.
    source.resume()
    throw asRefusal(error)
  })
  return parts
}

/** The library hands over a byte a character. */
const asText = ({ key, line }: HeaderLine): HeaderLine => ({ key, line: Buffer.from(line, 'latin1').toString() })

async function* bounded(source: Readable): AsyncGenerator<Buffer> {
  let bytes = 0
  let lines = 0
  for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    lines += lineEndsOf(chunk)
    if (bytes > mostBytes) throw new AppError('too-large', 'inbound.too-large')
    if (lines > mostLines) throw invalid('inbound.too-complicated')
    yield chunk
  }
}

const lineFeed = 0x0a

function lineEndsOf(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, at + 1)) count += 1
  return count
}

async function collect(found: AsyncIterable<unknown>, parts: Parts): Promise<void> {
  for await (const part of found as AsyncIterable<AttachmentStream | MessageText>) {
    if (part.type === 'text') parts.body = part
    else await letThrough(part, parts.attachments)
  }
}

async function letThrough(part: AttachmentStream, names: string[]): Promise<void> {
  const { content, contentType, filename, related } = part
  content.resume()
  await finished(content, { writable: false })
  part.release?.()
  // Pictures within the text are told there.
  if (related === true || signatures.test(contentType) || names.length >= mostAttachments) return
  names.push(filename ? cleanFileName(filename) : contentType.slice(0, 100))
}

/** Plain text where there is any: the library gives it wrapped, or not at all, where the letter is HTML alone. */
function textOf({ lines, body }: Parts): string {
  const { text = '', html = '' } = body ?? {}
  const htmlAlone = html !== '' && (text.trim() === '' || /^text\/html\b/i.test(first(lines, 'content-type')))
  return (htmlAlone ? plainTextOf(html) : text).slice(0, mostText).trim()
}

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
const plainTextOf = (html: string): string =>
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

function asRefusal(error: unknown): unknown {
  if (error instanceof AppError) return error
  const { name, code } = error as { name?: string; code?: string }
  if (name === 'AbortError' || name === 'TimeoutError')
    return new AppError('unavailable', 'inbound.too-slow', { cause: error })
  return invalid(code === 'EMAXLEN' ? 'inbound.too-complicated' : 'inbound.unreadable', { cause: error })
}

const all = (lines: readonly HeaderLine[], name: string): string[] =>
  lines.filter(({ key }) => key === name).map(({ line }) => valueOf(line))

const first = (lines: readonly HeaderLine[], name: string): string => all(lines, name)[0] ?? ''

const isMultipart = (lines: readonly HeaderLine[]): boolean => /^multipart\//i.test(first(lines, 'content-type'))

/** The last address of the line: a name before it may look like one. */
const senderOf = (lines: readonly HeaderLine[]): string =>
  /([^\s<>,;:"()]+@[^\s<>,;:"()]+)>?\s*(\([^()]*\))?$/.exec(first(lines, 'from').slice(0, 1_000))?.[1] ?? ''

/** One without an id of its own gets one of what it says: a mail server that tries again hands the same letter over. */
function messageIdOf(lines: readonly HeaderLine[], text: string): string {
  const own = first(lines, 'message-id')
  if (/^<[^\s<>]{1,250}>$/.test(own)) return own
  const parts = [first(lines, 'from'), first(lines, 'date'), text]
  return `<${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}@letter.invalid>`
}

/** Of a header: its name in lower case, and its line as it came. */
type HeaderLine = { key: string; line: string }

/** What programs say in the headers of their letters; each is enough. */
const signs: readonly (readonly [name: string, said: RegExp])[] = [
  // RFC 3834: everything but "no".
  ['auto-submitted', /^(?!no\b)\S/i],
  // RFC 2076, and what answering machines without RFC 3834 send.
  ['precedence', /^(bulk|junk|list|auto_reply)\b/i],
  ['x-autoreply', /\S/],
  ['x-autorespond', /\S/],
  // RFC 5321: a bounce must not be answered.
  ['return-path', /^<\s*>/],
  // RFC 3464 and 8098: reports of delivery and of reading.
  ['content-type', /^multipart\/report\b/i],
  ['from', /(^|[\s<])(mailer-daemon|postmaster)@/i],
]

/** Was the letter written by a program: an absence note, a bounce, a receipt, a mailing list? */
export const isAutomatic = (lines: readonly HeaderLine[]): boolean =>
  signs.some(([name, said]) => lines.some(({ key, line }) => key === name && said.test(valueOf(line))))

/** What a line of the headers says, unfolded. */
const valueOf = (line: string): string =>
  line
    .slice(line.indexOf(':') + 1)
    .replace(/[\r\n]+/g, '')
    .trim()
