import { answerSections, type Answers, type AnswerSection, type SectionAnswers } from '#models/cases/application.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { countryName } from '#shared/texts/countries.ts'
import type { Locale, MessageKey, Translate, Reader } from '#shared/texts/i18n.ts'
import { isAsked } from './answers.ts'
import { cashPlanTotals, cashSumInWords } from './cash-plan.ts'
import { fieldsOf, yesNo, type Field } from './fields.ts'
import { answerInFigures } from './plain-answers.ts'

export type AnswerRow = { name: string; label: string; value: string }
export type AnswerGroup = { section: AnswerSection; title: string; rows: AnswerRow[] }

/** Returns all answers as text, section by section, without the questions that were not asked. */
export function answersInWords(t: Translate, locale: Locale, answers: Answers): AnswerGroup[] {
  return answerSections.map(section => ({
    section,
    title: t(`apply.section.${section}`),
    rows: fieldsOf[section]
      .filter(field => isAsked(field, answers[section] ?? {}))
      .map(field => ({
        name: field.name,
        label: t(labelOf(field)),
        value: answerInWords(field, answers[section] ?? {}, { t, locale }) || t('apply.check.nothing'),
      })),
  }))
}

/** Returns the label of a form field, which names the unit of its number. */
export const questionOf = (field: Field): MessageKey => `apply.field.${field.name}` as MessageKey

/** Returns the label beside an answer, whose value already includes its unit. */
export const labelOf = (field: Field): MessageKey =>
  field.number && field.number.unit !== 'people' ? (`apply.answer.${field.name}` as MessageKey) : questionOf(field)

/** Returns the message key of an option. Yes and no share one key; other options have one for each question. */
export const optionKey = (field: Field, option: string): MessageKey =>
  ((yesNo as readonly string[]).includes(option)
    ? `form.${option}`
    : `apply.option.${field.name}.${option}`) as MessageKey

/** Returns one answer as text; empty when there is none. */
export function answerInWords(field: Field, answers: SectionAnswers, reader: Reader): string {
  const input = answers[field.name]
  if (field.kind === 'cash-plan') return cashPlanInWords(answers, reader)
  if (field.kind === 'premises') return Array.isArray(input) ? input.filter(Boolean).join(reader.t('list.comma')) : ''
  return typeof input === 'string' ? textInWords(field, input, reader) : ''
}

function textInWords(field: Field, input: string, { t, locale }: Reader): string {
  if (field.kind === 'confirm') return input === 'yes' ? t('form.yes') : ''
  if (field.kind === 'country') return input === '' ? '' : countryName(locale, input)
  if (field.options?.includes(input)) return t(optionKey(field, input))
  return answerInFigures(field, input, locale)
}

function cashPlanInWords(answers: SectionAnswers, { t, locale }: Reader): string {
  const totals = cashPlanTotals(answers)
  if (!totals) return ''
  return t('apply.cash.in-words', {
    revenue: cashSumInWords(locale, totals.revenueFen),
    costs: cashSumInWords(locale, totals.costsFen),
    result: cashSumInWords(locale, totals.resultFen),
  })
}

/** Returns the use of a unit in words; a dash when the value is no use. */
export function useInWords(t: Translate, value: unknown): string {
  const use = useClasses.find(known => known === value)
  return use ? t(`apply.option.useClass.${use}`) : '—'
}
