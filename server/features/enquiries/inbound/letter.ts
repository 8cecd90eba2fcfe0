import { createHash } from 'node:crypto'
import type { Readable, Transform } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { convert, type FormatCallback } from 'html-to-text'
import type { AttachmentStream, MailParserOptions, MessageText } from 'mailparser'
import { AppError, invalid } from '#shared/errors.ts'
import { cleanFileName } from '#shared/files/file-name.ts'
import type { InboundMail } from './receiving.ts'
import { rawLetter } from './input.ts'

/** Most bytes of a mail with its attachments. This is the default limit of Postfix. */
const maxBytes = 10 * 1024 * 1024
/** Most lines. 10 MB of files have half as many. From empty lines alone the parser would produce fifty times their size. */
const maxLines = 300_000
/** Most characters of text, including the quoted mail. The rest is ignored. */
const maxTextLength = 200_000
/**
 * Most characters of HTML, because an answer stands above the mail that it quotes. Longer HTML can be crafted to take
 * seconds.
 */
const maxHtmlLength = 200_000
const maxAttachments = 50
const timeoutMs = 30_000

/** Limits of the parser: bytes of the headers of one part, number of parts, characters of HTML. */
const parserLimits = { maxHeadSize: 256 * 1024, maxChildNodes: 200, maxHtmlLengthToParse: maxHtmlLength }
const options: MailParserOptions = {
  ...parserLimits,
  skipTextToHtml: true,
  skipImageLinks: true,
  checksumAlgo: false,
  ignoreEmbedded: true,
}

/**
 * Headers with recipients. The envelope comes first, because a mail to several of our addresses is handed over once for
 * each.
 */
const recipientHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc']
/** Attachments that the reader does not need. */
const signatures = /^application\/(x-)?(pkcs7|pgp)-signature$/i

type Parts = { lines: readonly HeaderLine[]; body: MessageText | null; attachments: string[] }

/**
 * Reads a raw mail (RFC 5322, MIME). Attachments are skipped, and only their names are kept. Throws `too-large`;
 * `unavailable` when the mail does not arrive within half a minute; and `invalid` when it is truncated, has too many parts
 * or headers, or has no sender.
 */
export async function readLetter(source: Readable): Promise<InboundMail> {
  const parts = await partsOf(source)
  const { lines, attachments } = parts
  const text = textOf(parts)
  if (!text && attachments.length === 0 && isMultipart(lines)) throw invalid('inbound.unreadable')
  const automatic = isAutomatic(lines)
  const from = senderOf(lines)
  const read = rawLetter.safeParse({
    from,
    text,
    automatic,
    to: recipientHeaders.flatMap(name => valuesOf(lines, name)),
    messageId: messageIdOf(lines, text),
    // A report contains the mail that it is about as an attachment.
    attachments: automatic ? [] : attachments,
  })
  if (!read.success) throw invalid('inbound.no-sender')
  return read.data
}

async function partsOf(source: Readable): Promise<Parts> {
  // Imported on demand: it is a hundred files of code, needed only by the few processes that receive mails.
  const { MailParser } = await import('mailparser')
  const parts: Parts = { lines: [], body: null, attachments: [] }
  const parser: Transform = new MailParser(options).on('headerLines', lines => {
    parts.lines = lines.map(asText)
  })
  const signal = AbortSignal.timeout(timeoutMs)
  const reading = pipeline(limitStream(source), parser, (found: AsyncIterable<unknown>) => collect(found, parts), {
    signal,
  })
  await reading.catch((error: unknown) => {
    // The rest of the request is read, so that the client receives the answer.
    source.resume()
    throw toRefusal(error)
  })
  return parts
}

/** Decodes a header line, which the library returns with one byte per character. */
const asText = ({ key, line }: HeaderLine): HeaderLine => ({ key, line: Buffer.from(line, 'latin1').toString() })

async function* limitStream(source: Readable): AsyncGenerator<Buffer> {
  let bytes = 0
  let lines = 0
  for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    lines += lineEndsOf(chunk)
    if (bytes > maxBytes) throw new AppError('too-large', 'inbound.too-large')
    if (lines > maxLines) throw invalid('inbound.too-complicated')
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
    else await skipAttachment(part, parts.attachments)
  }
}

async function skipAttachment(part: AttachmentStream, names: string[]): Promise<void> {
  const { content, contentType, filename, related } = part
  content.resume()
  await finished(content, { writable: false })
  part.release?.()
  // Pictures within the text are mentioned there.
  if (related === true || signatures.test(contentType) || names.length >= maxAttachments) return
  names.push(filename ? cleanFileName(filename) : contentType.slice(0, 100))
}

/**
 * Returns the plain text if there is one. When the mail is HTML alone, converts that, because the library wraps its text or
 * returns none.
 */
function textOf({ lines, body }: Parts): string {
  const { text = '', html = '' } = body ?? {}
  const htmlAlone = html !== '' && (text.trim() === '' || /^text\/html\b/i.test(firstValueOf(lines, 'content-type')))
  return (htmlAlone ? plainTextOf(html) : text).slice(0, maxTextLength).trim()
}

/** Replaces a picture by its alternative text. A picture without one is left out. */
const picture: FormatCallback = (element, _walk, builder) => {
  const { alt = '' } = element.attribs as Partial<Record<string, string>>
  if (alt.trim() !== '') builder.addInline(`[${alt.trim()}]`)
}

/** Writes a link as its words, followed by its address where that differs. */
const link: FormatCallback = (element, walk, builder) => {
  const { href = '' } = element.attribs as Partial<Record<string, string>>
  let linkText = ''
  builder.pushWordTransform(word => {
    linkText += word
    return word
  })
  walk(element.children, builder)
  builder.popWordTransform()
  if (/^https?:/i.test(href) && !href.includes(linkText)) builder.addInline(` (${href})`)
}

/**
 * Converts a mail in HTML to plain text, because HTML from mails is never displayed. Quotations begin with `>`, as in plain
 * mails. Limited in length, depth and breadth.
 */
const plainTextOf = (html: string): string =>
  convert(html.slice(0, maxHtmlLength), {
    wordwrap: false,
    limits: { maxDepth: 100, ellipsis: '…' },
    formatters: { picture, link },
    selectors: [
      { selector: 'img', format: 'picture' },
      { selector: 'a', format: 'link' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(selector => ({ selector, options: { uppercase: false } })),
    ],
  })

function toRefusal(error: unknown): unknown {
  if (error instanceof AppError) return error
  const { name, code } = error as { name?: string; code?: string }
  if (name === 'AbortError' || name === 'TimeoutError')
    return new AppError('unavailable', 'inbound.too-slow', { cause: error })
  return invalid(code === 'EMAXLEN' ? 'inbound.too-complicated' : 'inbound.unreadable', { cause: error })
}

const valuesOf = (lines: readonly HeaderLine[], name: string): string[] =>
  lines.filter(({ key }) => key === name).map(({ line }) => valueOf(line))

const firstValueOf = (lines: readonly HeaderLine[], name: string): string => valuesOf(lines, name)[0] ?? ''

const isMultipart = (lines: readonly HeaderLine[]): boolean => /^multipart\//i.test(firstValueOf(lines, 'content-type'))

/** Returns the last address of the line, because a name before it may look like one. */
const senderOf = (lines: readonly HeaderLine[]): string =>
  /([^\s<>,;:"()]+@[^\s<>,;:"()]+)>?\s*(\([^()]*\))?$/.exec(firstValueOf(lines, 'from').slice(0, 1_000))?.[1] ?? ''

/** Returns the message id. A mail without one gets a hash of its content, so that a repeated delivery is recognised. */
function messageIdOf(lines: readonly HeaderLine[], text: string): string {
  const own = firstValueOf(lines, 'message-id')
  if (/^<[^\s<>]{1,250}>$/.test(own)) return own
  const parts = [firstValueOf(lines, 'from'), firstValueOf(lines, 'date'), text]
  return `<${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}@letter.invalid>`
}

/** A header: its name in lower case, and its line as received. */
type HeaderLine = { key: string; line: string }

/** Headers by which programs mark their mails. Each is sufficient. */
const automaticSigns: readonly (readonly [name: string, said: RegExp])[] = [
  // RFC 3834: every value except "no".
  ['auto-submitted', /^(?!no\b)\S/i],
  // RFC 2076, and headers of autoresponders without RFC 3834.
  ['precedence', /^(bulk|junk|list|auto_reply)\b/i],
  ['x-autoreply', /\S/],
  ['x-autorespond', /\S/],
  // RFC 5321: an empty return path marks a bounce, which must not be answered.
  ['return-path', /^<\s*>/],
  // RFC 3464 and 8098: delivery and read reports.
  ['content-type', /^multipart\/report\b/i],
  ['from', /(^|[\s<])(mailer-daemon|postmaster)@/i],
]

/** Checks whether a program wrote the mail: an absence note, a bounce, a receipt, a mailing list. */
export const isAutomatic = (lines: readonly HeaderLine[]): boolean =>
  automaticSigns.some(([name, said]) => lines.some(({ key, line }) => key === name && said.test(valueOf(line))))

/** Returns the value of a header line, unfolded. */
const valueOf = (line: string): string =>
  line
    .slice(line.indexOf(':') + 1)
    .replace(/[\r\n]+/g, '')
    .trim()
