import { dutyDays } from '#shared/days/duty-days.ts'
import { formatDay } from '#shared/texts/format.ts'
import {
  catalogueText,
  compileMessage,
  locales,
  translatorFor,
  type Locale,
  type MessageKey,
} from '#shared/texts/i18n.ts'
import { countBlanks } from '#shared/texts/writing.ts'

const gapPattern = /\{(\w+)\s*[,}]/g

/** Names of the placeholders in a message: `{reference}`, and `{count, plural, …}`. */
export const gapsOf = (text: string): string[] =>
  [...new Set([...text.matchAll(gapPattern)].map(([, gap]) => gap ?? ''))].sort()

/**
 * Checks whether a sentence can replace the catalogue's: it parses and has the same placeholders, so that no mail is sent
 * without its reference or with an unfilled placeholder. Returns null if it can.
 */
export function findWordingProblem(locale: Locale, key: MessageKey, text: string): MessageKey | null {
  if (isLeftOut(key, text)) return null
  const requiredGaps = gapsOf(catalogueText(locale, key))
  const given = gapsOf(text)
  if (requiredGaps.some(gap => !given.includes(gap))) return 'wording.gap-missing'
  if (given.some(gap => !requiredGaps.includes(gap))) return 'wording.gap-unknown'
  if (text.split('{').length !== text.split('}').length) return 'wording.unreadable'
  try {
    fillExamples(locale, text)
    return null
  } catch {
    return 'wording.unreadable'
  }
}

/** A single dash in place of a clause leaves it out of the contract. */
const isLeftOut = (key: MessageKey, text: string): boolean => mayBeLeftOut(key) && text.trim() === '—'

export const mayBeLeftOut = (key: MessageKey): boolean => /^contract\.clause\..*\.text$/.test(key)

/**
 * Returns, by language, why the languages of a clause would not say the same: a clause must be left out in all or in none,
 * and each must contain the same number of places in square brackets to fill in. Empty for other messages. `texts` are those
 * that would apply.
 */
export function findClauseProblems(
  key: MessageKey,
  texts: Record<Locale, string>,
): Partial<Record<Locale, MessageKey>> {
  if (!mayBeLeftOut(key)) return {}
  const leftOut = locales.filter(locale => isLeftOut(key, texts[locale]))
  if (leftOut.length === locales.length) return {}
  if (leftOut.length > 0)
    return problemIn(
      locales.filter(locale => !leftOut.includes(locale)),
      'wording.left-out-of-some',
    )
  const most = Math.max(...locales.map(locale => countBlanks(texts[locale])))
  return problemIn(
    locales.filter(locale => countBlanks(texts[locale]) < most),
    'wording.places-differ',
  )
}

const problemIn = (where: readonly Locale[], problem: MessageKey): Partial<Record<Locale, MessageKey>> =>
  Object.fromEntries(where.map(locale => [locale, problem]))

/** Lists the placeholders that a sentence lacks or has too many, as typed: `{reference}`. */
export function listWrongGaps(locale: Locale, key: MessageKey, text: string): string {
  const wanted = gapsOf(catalogueText(locale, key))
  const given = gapsOf(text)
  const missing = wanted.filter(gap => !given.includes(gap))
  const wrong = missing.length > 0 ? missing : given.filter(gap => !wanted.includes(gap))
  return wrong.map(gap => `{${gap}}`).join(' ')
}

/** Returns the sentence with an example value for each placeholder. Throws when it does not parse. */
export function fillExamples(locale: Locale, text: string): string {
  const message = compileMessage(locale, text)
  if (typeof message === 'string') return message
  const numbers = [...text.matchAll(/\{(\w+)\s*,\s*(?:plural|number)/g)].map(([, gap]) => gap)
  const choices = new Map([...text.matchAll(/\{(\w+)\s*,\s*select\s*,\s*(\w+)/g)].map(([, gap, first]) => [gap, first]))
  const exampleValueFor = (gap: string) => (numbers.includes(gap) ? 3 : (choices.get(gap) ?? exampleFor(locale, gap)))
  return message(Object.fromEntries(gapsOf(text).map(gap => [gap, exampleValueFor(gap)])))
}

const dayGaps = new Set([
  'day',
  'until',
  'deadline',
  'answerBy',
  'handoverOn',
  'noticeUntil',
  'keptUntil',
  'waitsUntil',
  'date',
])
const exampleNames: Record<Locale, string> = { ru: 'Анна Иванова', en: 'Anna Ivanova', zh: '王芳' }
const examples: Partial<Record<string, string>> = {
  reference: 'SS-2026-000123',
  other: 'SS-2026-000122',
  premises: 'SFH-A-0107',
  code: 'SFH-A-0107',
  email: 'anna@example.com',
  months: '36',
  days: '14',
  amount: '¥1,200',
  rent: '¥3,000',
}

function exampleFor(locale: Locale, gap: string): string {
  if (gap === 'term') return translatorFor(locale)('contracts.months', { count: 36 })
  if (gap === 'licence' || gap === 'opening') return translatorFor(locale)('contracts.days', { count: dutyDays[gap] })
  if (dayGaps.has(gap)) return formatDay(locale, new Date('2026-12-15T04:00:00Z'))
  if (gap === 'name' || gap === 'visitor' || gap === 'guide') return exampleNames[locale]
  return examples[gap] ?? '…'
}
