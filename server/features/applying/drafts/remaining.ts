import type { AnswerSection } from '#models/cases/application.ts'
import { fieldsOf, type Field, type FieldKind } from '#features/cases/answers/fields.ts'

/**
 * Seconds that a question of each kind takes somebody who knows the answer. Our estimate: nobody is timed. Whoever shows what
 * follows from it says so.
 */
const secondsOf: Record<FieldKind | 'document', number> = {
  ...{ text: 30, day: 30, select: 15, radios: 15, country: 15, confirm: 30 },
  ...{ textarea: 240, premises: 300, 'cash-plan': 1_200, document: 180 },
}

/** Nothing shorter is told apart from nothing. */
const shortest = 1
/** From here on an estimate is told in steps of five. */
const roundFrom = 10

/** Whole minutes, rounded up; from ten on to five. 0 for nothing to do. */
function minutesOf(seconds: number): number {
  const minutes = Math.ceil(seconds / 60)
  if (seconds === 0) return 0
  return minutes < roundFrom ? Math.max(shortest, minutes) : Math.ceil(minutes / 5) * 5
}

/** Of `premises-2` the question is `premises`. */
const questionOf = (section: AnswerSection, name: string): Field | undefined =>
  fieldsOf[section].find(field => field.name === name.replace(/^premises-\d+$/, 'premises'))

/** About how many minutes these questions of a section take, by the names that complaints have. */
export function minutesFor(section: AnswerSection, names: readonly string[]): number {
  const fields = new Set(names.map(name => questionOf(section, name)))
  return minutesOf(total([...fields].map(field => (field ? secondsOf[field.kind] + hangingOn(section, field) : 0))))
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** What the answer to a question may still ask for: as many seconds as its longest one does. */
function hangingOn(section: AnswerSection, { name, options = [] }: Field): number {
  const asked = (option: string) =>
    fieldsOf[section].filter(({ when }) => when?.field === name && when.is.includes(option))
  return Math.max(0, ...options.map(option => total(asked(option).map(({ kind }) => secondsOf[kind]))))
}

/** All of them together, as roughly as each. */
export const minutesTogether = (minutes: readonly number[]): number => minutesOf(total(minutes) * 60)

/** The same for documents that are ready and only have to be chosen. */
export const minutesForDocuments = (count: number): number => minutesOf(count * secondsOf.document)
