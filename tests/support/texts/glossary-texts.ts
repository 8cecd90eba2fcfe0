import type { Entry } from '#server/locales/glossary/index.ts'
import { catalogueText, messageKeys, type Locale } from '#shared/texts/i18n.ts'
import { beginningsOf, helpOf, type Written } from './written-texts.ts'

/**
 * Returns what people read in a language: the catalogue, from which pages, mails, letters and PDFs are made, the staff's
 * help, and the initial content of a new installation.
 */
export const textsOf = (locale: Locale): Written[] => [
  ...messageKeys.map(key => ({ where: key, text: readable(catalogueText(locale, key)) })),
  ...helpOf(locale),
  ...beginningsOf(locale),
]

/** Returns a message without the names of its placeholders and plural forms. */
const readable = (message: string): string =>
  message
    .replace(/\{\w+(?:, number)?\}/g, '{}')
    .replace(/\{\w+, (?:plural|select),/g, '{')
    .replace(/\b(?:one|few|many|other)(?=\s?\{)/g, ' ')

/** Returns the words that a text contains and the glossary entry forbids. */
export function wrongWords(locale: Locale, entry: Entry, text: string): string[] {
  const allowed = (entry.but?.[locale] ?? []).reduce((rest, phrase) => rest.replaceAll(phrase, '·'), text)
  return (entry.not?.[locale] ?? []).filter(phrase => patternOf(locale, phrase).test(allowed))
}

const patterns = new Map<string, RegExp>()

/** Cached for each phrase, because there are many texts. */
function patternOf(locale: Locale, phrase: string): RegExp {
  const known = patterns.get(`${locale} ${phrase}`) ?? pattern(locale, phrase)
  patterns.set(`${locale} ${phrase}`, known)
  return known
}

/**
 * In Chinese a word may occur anywhere. In other languages it must start at the start of a word, and end at the end of one
 * unless it has a `*`.
 */
function pattern(locale: Locale, phrase: string): RegExp {
  const literal = phrase.split('*').map(part => part.replace(/[$()+.?[\\\]^{|}]/g, String.raw`\$&`))
  if (locale === 'zh') return new RegExp(literal.join(''))
  const ending = phrase.endsWith('*') ? '' : String.raw`(?!\p{L})`
  return new RegExp(String.raw`(?<!\p{L})${literal.join(String.raw`\p{L}*`)}${ending}`, 'iu')
}
