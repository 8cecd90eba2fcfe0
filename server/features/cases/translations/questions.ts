import { createHash } from 'node:crypto'
import { answerSections, type Answers } from '#models/cases/application.ts'
import type { AnswerTranslation } from '#models/cases/parts/translation.ts'
import { fieldsOf, type Field } from '../answers/fields.ts'

/** Questions that people answer with sentences of their own; names, numbers and days need no translation. */
const freeTexts = answerSections.flatMap(section =>
  fieldsOf[section].filter(({ kind }) => kind === 'textarea').map(field => ({ section, field })),
)

export type Question = { field: Field; wording: string }

/** Whether it is a question that can be answered with them. */
export const isAskedInWords = (name: string): boolean => freeTexts.some(({ field }) => field.name === name)

/** The applicant's own words on a question that can be translated; null when there are none. */
export function questionIn(answers: Answers, name: string): Question | null {
  const known = freeTexts.find(({ field }) => field.name === name)
  const typed = known && answers[known.section]?.[name]
  return known && typeof typed === 'string' && typed.trim() !== '' ? { field: known.field, wording: typed } : null
}

/** Of a wording, apart from what no reader would see. */
export const sealOfWording = (wording: string): string =>
  createHash('sha256').update(wording.replaceAll(/\r\n?/g, '\n').trim()).digest('hex')

/** Has the applicant written something else since? */
export const isOutdated = ({ of }: Pick<AnswerTranslation, 'of'>, wording: string): boolean =>
  of !== sealOfWording(wording)
