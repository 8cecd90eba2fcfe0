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
export const isFreeTextQuestion = (name: string): boolean => freeTexts.some(({ field }) => field.name === name)

/** Returns the applicant's free-text answer to a question; null when there is none. */
export function questionIn(answers: Answers, name: string): Question | null {
  const freeText = freeTexts.find(({ field }) => field.name === name)
  const input = freeText && answers[freeText.section]?.[name]
  return freeText && typeof input === 'string' && input.trim() !== '' ? { field: freeText.field, wording: input } : null
}

/** Returns the hash of a text, ignoring line endings and surrounding spaces. */
export const hashOfWording = (wording: string): string =>
  createHash('sha256').update(wording.replaceAll(/\r\n?/g, '\n').trim()).digest('hex')

/** Checks whether the applicant has changed the answer since it was translated. */
export const isOutdated = ({ of }: Pick<AnswerTranslation, 'of'>, wording: string): boolean =>
  of !== hashOfWording(wording)
