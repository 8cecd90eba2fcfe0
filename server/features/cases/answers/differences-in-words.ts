import type { SectionAnswers } from '#models/cases/application.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { answerInWords } from './answers-in-words.ts'
import { cashPlanMonths, type Field } from './fields.ts'
import { answerInFigures } from './plain-answers.ts'

type Pair = readonly [SectionAnswers, SectionAnswers]

/** Two answers to one question as a person reads them, so that the difference shows; empty where there is none. */
export const bothInWords = (reader: Reader, field: Field, [one, other]: Pair): [string, string] =>
  field.kind === 'cash-plan'
    ? monthsInWords(reader, field, [one, other])
    : [answerInWords(field, one, reader), answerInWords(field, other, reader)]

/** Only the months that differ: two plans may have the same sums. */
function monthsInWords({ t, locale }: Reader, field: Field, [one, other]: Pair): [string, string] {
  const cell = (answers: SectionAnswers, column: string, index: number) =>
    answerInFigures(field, answers[column]?.[index]?.trim() ?? '', locale)
  const line = (answers: SectionAnswers, index: number) =>
    t('apply.clash.month', {
      month: index + 1,
      revenue: cell(answers, 'revenue', index) || '—',
      costs: cell(answers, 'costs', index) || '—',
    })
  const months = Array.from({ length: cashPlanMonths }, (_, index) => index)
  const changed = months.filter(index => line(one, index) !== line(other, index))
  const said = (answers: SectionAnswers) => changed.map(index => line(answers, index)).join('\n')
  return [said(one), said(other)]
}
