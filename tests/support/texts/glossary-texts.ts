import { initialRubric } from '#features/cases/review/rubric.ts'
import { helpText } from '#features/help/texts.ts'
import { topics } from '#features/help/topics.ts'
import { startingIncentives, startingZones } from '#features/incentives/starting-content/index.ts'
import type { Entry } from '#server/locales/glossary/index.ts'
import { catalogueText, messageKeys, type Locale } from '#shared/texts/i18n.ts'

type Said = { where: string; text: string }

/**
 * What people read in a language: the catalogue, of which pages, mails, letters and PDFs are made, the staff's help, and what
 * a new installation begins with.
 */
export function textsOf(locale: Locale): Said[] {
  const catalogue = messageKeys.map(key => ({ where: key, text: readable(catalogueText(locale, key)) }))
  const help = topics.flatMap(({ id }) => stringsIn(helpText(locale, id), `help.${id}`))
  const beginning = stringsIn({ initialRubric, startingIncentives, startingZones }, 'beginning')
  return [...catalogue, ...help, ...beginning.filter(({ where }) => where.endsWith(`.${locale}`))]
}

/** A message without the names of its gaps and of its plural forms. */
const readable = (message: string): string =>
  message
    .replace(/\{\w+(?:, number)?\}/g, '{}')
    .replace(/\{\w+, (?:plural|select),/g, '{')
    .replace(/\b(?:one|few|many|other)(?=\s?\{)/g, ' ')

function stringsIn(value: unknown, where: string): Said[] {
  if (typeof value === 'string') return [{ where, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => stringsIn(inner, `${where}.${name}`))
}

/** The words of an entry that a text has and must not have. */
export function wrongWords(locale: Locale, entry: Entry, text: string): string[] {
  const allowed = (entry.but?.[locale] ?? []).reduce((rest, phrase) => rest.replaceAll(phrase, '·'), text)
  return (entry.not?.[locale] ?? []).filter(phrase => patternOf(locale, phrase).test(allowed))
}

const patterns = new Map<string, RegExp>()

/** Made once for a phrase: there are many texts. */
function patternOf(locale: Locale, phrase: string): RegExp {
  const known = patterns.get(`${locale} ${phrase}`) ?? pattern(locale, phrase)
  patterns.set(`${locale} ${phrase}`, known)
  return known
}

/** In Chinese a word may stand anywhere; elsewhere it begins where a word begins, and ends where one ends unless it has a `*`. */
function pattern(locale: Locale, phrase: string): RegExp {
  const literal = phrase.split('*').map(part => part.replace(/[$()+.?[\\\]^{|}]/g, String.raw`\$&`))
  if (locale === 'zh') return new RegExp(literal.join(''))
  const ending = phrase.endsWith('*') ? '' : String.raw`(?!\p{L})`
  return new RegExp(String.raw`(?<!\p{L})${literal.join(String.raw`\p{L}*`)}${ending}`, 'iu')
}
