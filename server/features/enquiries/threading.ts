import { randomBytes } from 'node:crypto'

/** Cannot be guessed: whoever writes to it has had a letter of ours. */
export const newReplyToken = (): string => randomBytes(16).toString('hex')

/** `enquiries@street.example` with the token behind a plus sign, as mail servers deliver it to the same mailbox (RFC 5233). */
export const replyAddress = (mailbox: string, token: string): string => mailbox.replace('@', `+${token}@`)

/** Addresses of ours in one letter that are looked up. */
const mostTokens = 20

/** The tokens in addresses that may be ours, each once, in their order. */
export function tokensIn(addresses: readonly string[]): string[] {
  const found = addresses.flatMap(address => [...address.matchAll(/\+([0-9a-f]{32})@/gi)])
  return [...new Set(found.map(([, token = '']) => token.toLowerCase()))].slice(0, mostTokens)
}

/** Where mail programs begin to repeat the letter that is answered, in the languages of our letters. */
const repeats = [
  /^-{2,}\s*(original message|исходное сообщение|пересылаемое сообщение|原始邮件|原始郵件)/i,
  /^(on|am|le)\s.{4,200}\s(wrote|schrieb|écrit)\s*:$/i,
  /^.{4,200}(пишет|писал|писала|написал|написала|写道)[^:：]{0,60}[:：]$/i,
  // Yandex, and Mail.ru.
  /^\d{1,2}[./]\d{1,2}[./]\d{2,4},\s[^@]{1,200}@[^\s<>@]{1,200}>?:$/,
  /^(понедельник|вторник|среда|четверг|пятница|суббота|воскресенье),\s\d{1,2}\s[^@]{1,200}@[^\s<>@]{1,200}>?:$/i,
  /^(from|от|发件人|寄件者)\s*[:：]\s.+@.+/i,
  /^_{10,}$/,
]

/** What somebody has written in an answer, without the letter that their program repeats below it. */
export function withoutQuoted(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const end = lines.findIndex((line, index) => startsQuote(line.trim(), lines[index + 1]?.trim() ?? ''))
  return (end === -1 ? lines : lines.slice(0, end))
    .filter(line => !line.startsWith('>'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Such a line may be broken into two. */
const startsQuote = (line: string, next: string): boolean =>
  line !== '' && repeats.some(repeat => repeat.test(line) || (next.endsWith(':') && repeat.test(`${line} ${next}`)))
