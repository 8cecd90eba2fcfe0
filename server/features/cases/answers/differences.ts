import type { AnswerSection, SectionAnswers } from '#models/cases/application.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { fieldsOf, type Field, cashPlanMonths } from './fields.ts'
import { plainAnswer, answerInFigures } from './plain-answers.ts'
import { answerInWords } from './answers-in-words.ts'

/** The questions of a section that two sets of answers answer differently, in the order of the form. */
export const differences = (
  section: AnswerSection,
  one: SectionAnswers | undefined,
  other: SectionAnswers | undefined,
): Field[] =>
  fieldsOf[section].filter(field =>
    namesOf(field).some(name => settled(field, one?.[name]) !== settled(field, other?.[name])),
  )

/** The names under which a question's answer is stored. */
const namesOf = (field: Field): readonly string[] => field.posts ?? [field.name]

/** What makes no difference to a reader is left out: a browser's line ends, rows left empty at the end, how a number is written. */
function settled(field: Field, answer: string | string[] | undefined): string {
  const rows = (Array.isArray(answer) ? answer : [answer ?? '']).map(row =>
    plainAnswer(field, row.replaceAll(/\r\n?/g, '\n').trim(), null),
  )
  return JSON.stringify(rows.slice(0, rows.findLastIndex(row => row !== '') + 1))
}

/** `mine` with the answers to these questions taken from `other`. */
export function takeFrom(other: SectionAnswers, mine: SectionAnswers, fields: readonly Field[]): SectionAnswers {
  const names = fields.flatMap(namesOf)
  const kept = Object.entries(mine).filter(([name]) => !names.includes(name))
  const taken = Object.entries(other).filter(([name]) => names.includes(name))
  return Object.fromEntries([...kept, ...taken])
}

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
