import { initialRubric } from '#features/cases/review/rubric.ts'
import { helpText } from '#features/help/texts.ts'
import { topics } from '#features/help/topics.ts'
import { startingIncentives, startingZones } from '#features/incentives/starting-content/index.ts'
import { defects, details } from '#features/street/demonstration/details.ts'
import { summaries } from '#features/street/demonstration/summaries.ts'
import { toText } from '#features/street/demonstration/text.ts'
import { tradeTitles } from '#features/street/demonstration/titles-trade.ts'
import { workTitles } from '#features/street/demonstration/titles-work.ts'
import { glossary } from '#server/locales/glossary/index.ts'
import { catalogueText, messageKeys, type Locale } from '#shared/texts/i18n.ts'

export type Written = { where: string; text: string }

/**
 * Returns all texts that we have written for people in a language, as they are in the sources, with placeholders: the
 * catalogue, from which pages, mails, letters and PDFs are made, the staff's help, the glossary, and the initial content of
 * a new installation and of the demonstration.
 */
export function writtenTexts(locale: Locale): Written[] {
  const catalogue = messageKeys.map(key => ({ where: key, text: catalogueText(locale, key) }))
  return [...catalogue, ...helpOf(locale), ...beginningsOf(locale), ...demonstrationOf(locale), ...glossaryOf(locale)]
}

/** The staff's help, one topic after the other. */
export const helpOf = (locale: Locale): Written[] =>
  topics.flatMap(({ id }) => stringsIn(helpText(locale, id), `help.${id}`))

/** The initial content of a new installation: the criteria of a review, incentives and zones. */
export const beginningsOf = (locale: Locale): Written[] =>
  stringsIn({ initialRubric, startingIncentives, startingZones }, 'beginning').filter(({ where }) =>
    where.endsWith(`.${locale}`),
  )

function demonstrationOf(locale: Locale): Written[] {
  const phrases = { summaries, details, defects, ...tradeTitles, ...workTitles }
  return Object.entries(phrases).flatMap(([where, all]) =>
    all.map(phrase => ({ where: `demonstration.${where}`, text: toText(phrase)[locale] })),
  )
}

const glossaryOf = (locale: Locale): Written[] =>
  Object.values(glossary).flatMap(group =>
    Object.entries(group).flatMap(([name, entry]) => stringsIn(entry[locale], `glossary.${name}`)),
  )

function stringsIn(value: unknown, where: string): Written[] {
  if (typeof value === 'string') return [{ where, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => stringsIn(inner, `${where}.${name}`))
}
