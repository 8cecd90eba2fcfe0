/** Of a header: its name in lower case, and its line as it came. */
export type HeaderLine = { key: string; line: string }

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
export const valueOf = (line: string): string =>
  line
    .slice(line.indexOf(':') + 1)
    .replace(/[\r\n]+/g, '')
    .trim()
