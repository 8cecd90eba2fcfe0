import type { AnswerSection } from '#models/cases/application.ts'
import { fieldsOf, type Field, type FieldKind } from '#features/cases/answers/fields.ts'

/**
 * Seconds that a question of each kind takes somebody who knows the answer. These are our own estimates: nobody is timed. A
 * page that shows a time based on them says that it is an estimate.
 */
const secondsOf: Record<FieldKind | 'document', number> = {
  text: 30,
  day: 30,
  select: 15,
  radios: 15,
  country: 15,
  confirm: 30,
  textarea: 240,
  premises: 300,
  'cash-plan': 1_200,
  document: 180,
}

/** Shortest estimate in minutes, unless there is nothing to do. */
const minMinutes = 1
/** Number of minutes from which estimates are rounded up to multiples of five. */
const roundFrom = 10

/** Returns whole minutes, rounded up; from ten on, to a multiple of five. 0 when there is nothing to do. */
function minutesOf(seconds: number): number {
  const minutes = Math.ceil(seconds / 60)
  if (seconds === 0) return 0
  return minutes < roundFrom ? Math.max(minMinutes, minutes) : Math.ceil(minutes / 5) * 5
}

/** Returns the question that a complaint belongs to. Rows such as `premises-2` belong to the question `premises`. */
const questionOf = (section: AnswerSection, name: string): Field | undefined =>
  fieldsOf[section].find(field => field.name === name.replace(/^premises-\d+$/, 'premises'))

/** Returns about how many minutes these questions of a section take. `names` are those that complaints use. */
export function minutesFor(section: AnswerSection, names: readonly string[]): number {
  const fields = new Set(names.map(name => questionOf(section, name)))
  return minutesOf(
    total([...fields].map(field => (field ? secondsOf[field.kind] + followUpSeconds(section, field) : 0))),
  )
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** Returns the seconds for the follow-up questions of a question: those of the option with the longest follow-up. */
function followUpSeconds(section: AnswerSection, { name, options = [] }: Field): number {
  const followUpsOf = (option: string) =>
    fieldsOf[section].filter(({ when }) => when?.field === name && when.is.includes(option))
  return Math.max(0, ...options.map(option => total(followUpsOf(option).map(({ kind }) => secondsOf[kind]))))
}

/** Returns the sum of these estimates, rounded like each of them. */
export const minutesTogether = (minutes: readonly number[]): number => minutesOf(total(minutes) * 60)

/** Returns the minutes for uploading `count` documents that are ready and only have to be chosen. */
export const minutesForDocuments = (count: number): number => minutesOf(count * secondsOf.document)
