import { createHash } from 'node:crypto'
import { answerSections, type Answers } from '#models/cases/application.ts'
import type { AnswerTranslation } from '#models/cases/parts/translation.ts'
import { fieldsOf, type Field } from '../answers/fields.ts'

/** Questions answered in free text; names, numbers and days need no translation. */
const freeTexts = answerSections.flatMap(section =>
  fieldsOf[section].filter(({ kind }) => kind === 'textarea').map(field => ({ section, field })),
)

export type Question = { field: Field; wording: string }

/** Checks whether a question is answered in free text. */
export const isAskedInWords = (name: string): boolean => freeTexts.some(({ field }) => field.name === name)

/** Returns the applicant's free-text answer to a question; null when there is none. */
export function questionIn(answers: Answers, name: string): Question | null {
  const known = freeTexts.find(({ field }) => field.name === name)
  const typed = known && answers[known.section]?.[name]
  return known && typeof typed === 'string' && typed.trim() !== '' ? { field: known.field, wording: typed } : null
}

/** Returns the hash of a text, ignoring line endings and surrounding spaces. */
export const sealOfWording = (wording: string): string =>
  createHash('sha256').update(wording.replaceAll(/\r\n?/g, '\n').trim()).digest('hex')

/** Checks whether the applicant has changed the answer since it was translated. */
export const isOutdated = ({ of }: Pick<AnswerTranslation, 'of'>, wording: string): boolean =>
  of !== sealOfWording(wording)
