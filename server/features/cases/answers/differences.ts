import type { AnswerSection, SectionAnswers } from '#models/cases/application.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { fieldsOf, type Field, cashPlanMonths } from './fields.ts'
import { toPlainAnswer, answerInFigures } from './plain-answers.ts'
import { answerInWords } from './answers-in-words.ts'

/** Returns the questions of a section whose answers differ, in the order of the form. */
export const differences = (
  section: AnswerSection,
  one: SectionAnswers | undefined,
  other: SectionAnswers | undefined,
): Field[] =>
  fieldsOf[section].filter(field =>
    namesOf(field).some(name => normaliseAnswer(field, one?.[name]) !== normaliseAnswer(field, other?.[name])),
  )

/** Returns the names under which the answer to a question is stored. */
const namesOf = (field: Field): readonly string[] => field.posts ?? [field.name]

/** Normalises an answer for comparison. Ignores line endings, empty rows at the end, and the format of numbers and days. */
function normaliseAnswer(field: Field, answer: string | string[] | undefined): string {
  const rows = (Array.isArray(answer) ? answer : [answer ?? '']).map(row =>
    toPlainAnswer(field, row.replaceAll(/\r\n?/g, '\n').trim(), null),
  )
  return JSON.stringify(rows.slice(0, rows.findLastIndex(row => row !== '') + 1))
}

/** Returns `base` with the answers to the given questions replaced by those in `other`. */
export function replaceAnswers(other: SectionAnswers, base: SectionAnswers, fields: readonly Field[]): SectionAnswers {
  const names = fields.flatMap(namesOf)
  const unchanged = Object.entries(base).filter(([name]) => !names.includes(name))
  const taken = Object.entries(other).filter(([name]) => names.includes(name))
  return Object.fromEntries([...unchanged, ...taken])
}

type Pair = readonly [SectionAnswers, SectionAnswers]

/** Returns both answers to one question as text that shows the difference; empty where there is no answer. */
export const bothInWords = (reader: Reader, field: Field, [one, other]: Pair): [string, string] =>
  field.kind === 'cash-plan'
    ? monthsInWords(reader, field, [one, other])
    : [answerInWords(field, one, reader), answerInWords(field, other, reader)]

/** Returns only the months that differ, because two plans may have the same totals. */
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
  const changedLines = (answers: SectionAnswers) => changed.map(index => line(answers, index)).join('\n')
  return [changedLines(one), changedLines(other)]
}
