import { randomBytes } from 'node:crypto'

/** Returns a token that cannot be guessed. Only recipients of our mails know it. */
export const createReplyToken = (): string => randomBytes(16).toString('hex')

/**
 * Returns `enquiries@street.example` with the token after a plus sign. Mail servers deliver it to the same mailbox (RFC
 * 5233).
 */
export const replyAddress = (mailbox: string, token: string): string => mailbox.replace('@', `+${token}@`)

/** Most of our addresses in one mail that are looked up. */
const maxTokens = 20

/** Returns the tokens in addresses that may be ours, each once, in their order. */
export function tokensIn(addresses: readonly string[]): string[] {
  const found = addresses.flatMap(address => [...address.matchAll(/\+([0-9a-f]{32})@/gi)])
  return [...new Set(found.map(([, token = '']) => token.toLowerCase()))].slice(0, maxTokens)
}

/** Lines below which mail programs repeat the answered mail unmarked. */
const separators = [
  /^-{2,}\s*(original message|исходное сообщение|пересылаемое сообщение|原始邮件|原始郵件)/i,
  /^(from|от|发件人|寄件者)\s*[:：]\s.+@.+/i,
  /^_{10,}$/,
]

/** Lines that introduce a quotation, in the languages of our mails. People also write such lines themselves. */
const attributions = [
  /^(on|at|am|le)\s.{4,200}\s(wrote|schrieb|écrit)\s*:$/i,
  /^.{4,200}(пишет|писал|писала|написал|написала|写道)[^:：]{0,60}[:：]$/i,
  // Yandex and Mail.ru.
  /^\d{1,2}[./]\d{1,2}[./]\d{2,4},\s[^@]{1,200}@[^\s<>@]{1,200}>?:$/,
  /^(понедельник|вторник|среда|четверг|пятница|суббота|воскресенье),\s\d{1,2}\s[^@]{1,200}@[^\s<>@]{1,200}>?:$/i,
]
/** An address or a time of day, which programs include in such lines. */
const programPattern = /@|\d[:.]\d\d/

/** Number of lines within which the quoted lines begin. */
const quoteSearchLines = 4
const isQuoted = (line: string): boolean => line.startsWith('>')

/**
 * Returns what somebody wrote, without the quoted mail: text above it, below it, or between its lines. When they cannot be
 * told apart, keeps everything, because too much text is better than none.
 */
export function removeQuoted(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const start = lines.findIndex((_line, index) => isQuoteStart(lines, index))
  if (start === -1) return joinUnquoted(lines)
  const marked = findQuotedLine(lines, start)
  const below = marked === -1 ? [] : lines.slice(marked)
  const written = joinUnquoted([...lines.slice(0, start), ...below])
  return written === '' && marked === -1 ? joinUnquoted(lines) : written
}

function isQuoteStart(lines: readonly string[], index: number): boolean {
  const [line = '', next = ''] = lines.slice(index, index + 2).map(one => one.trim())
  if (separators.some(one => one.test(line))) return true
  const introLine = findAttribution(line, next)
  return introLine !== null && (programPattern.test(introLine) || findQuotedLine(lines, index) !== -1)
}

/** Returns the introducing line; null when there is none. It may be broken into two lines. */
function findAttribution(line: string, next: string): string | null {
  const candidates = line !== '' && next.endsWith(':') ? [line, `${line} ${next}`] : [line]
  return candidates.find(one => attributions.some(attribution => attribution.test(one))) ?? null
}

/** Returns where the quoted lines begin; -1 when there are none. */
function findQuotedLine(lines: readonly string[], start: number): number {
  const found = lines.slice(start, start + quoteSearchLines).findIndex(isQuoted)
  return found === -1 ? -1 : start + found
}

const joinUnquoted = (lines: readonly string[]): string =>
  lines
    .filter(line => !isQuoted(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
