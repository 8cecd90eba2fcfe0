import type { AnswerSection, SectionAnswers } from '#models/cases/application.ts'
import { fieldsOf, type Field } from './fields.ts'
import { plainAnswer } from './plain-answers.ts'

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
