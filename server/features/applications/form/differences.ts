import type { AnswerSection, SectionAnswers } from '../../../../models/application.ts'
import { fieldsOf, type Field } from './fields.ts'

/** The questions of a section that two sets of answers answer differently, in the order of the form. */
export const differences = (
  section: AnswerSection,
  one: SectionAnswers | undefined,
  other: SectionAnswers | undefined,
): Field[] =>
  fieldsOf[section].filter(field => namesOf(field).some(name => settled(one?.[name]) !== settled(other?.[name])))

/** The names under which a question's answer is stored. */
const namesOf = (field: Field): readonly string[] => field.posts ?? [field.name]

/** What makes no difference to a reader, such as a browser's line ends or rows left empty at the end, is left out. */
function settled(answer: string | string[] | undefined): string {
  const rows = (Array.isArray(answer) ? answer : [answer ?? '']).map(row => row.replaceAll(/\r\n?/g, '\n').trim())
  return JSON.stringify(rows.slice(0, rows.findLastIndex(row => row !== '') + 1))
}

/** `mine` with the answers to these questions taken from `other`. */
export function takeFrom(other: SectionAnswers, mine: SectionAnswers, fields: readonly Field[]): SectionAnswers {
  const names = fields.flatMap(namesOf)
  const kept = Object.entries(mine).filter(([name]) => !names.includes(name))
  const taken = Object.entries(other).filter(([name]) => names.includes(name))
  return Object.fromEntries([...kept, ...taken])
}
