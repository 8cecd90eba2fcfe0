import type { Request, Response } from 'express'
import type { Locale } from '#shared/texts/i18n.ts'

/**
 * Minimum length, in characters, of a text worth giving back from a refused form: not a code, a choice or one word. A name
 * of several words may be included: one box too many is better than a lost text.
 */
const minLength = 12
/** Minimum in Chinese characters, as much as three words in an alphabet. */
const minHanLength = 4
/** Fields that are never shown on a page: `current` is the present password. */
const secretFields = /^current$|pass|token|secret|code|csrf/i
/** Number of boxes on a page. The last one contains all remaining texts. */
const maxBoxes = 20

/**
 * Returns the texts of a submitted form, so that the page that refuses it can give them back. Empty for requests that are no
 * form, and for a form with files while the database is away, which is not received then.
 */
function sentTexts({ method, body }: Request): string[] {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return []
  const values = Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
    secretFields.test(name) ? [] : [value].flat(),
  )
  const texts = [...new Set(values.filter(value => typeof value === 'string').filter(isText))]
  if (texts.length <= maxBoxes) return texts
  return [...texts.slice(0, maxBoxes - 1), texts.slice(maxBoxes - 1).join('\n\n')]
}

/** One of these texts as shown for copying by the partial `sent-texts`. `lang` is set where its language is known. */
export type CopyBox = { id: string; label: string; rows: number; text: string; lang?: Locale }

/** Returns the texts of the form that this page answers. */
export function sentTextBoxes({ req, locals: { t } }: Response): CopyBox[] {
  return boxesOf(sentTexts(req), number => (number ? t('error.typed.one', { number }) : t('error.typed')))
}

/** Returns a box for each text. `labelOf` gets the number of the text, from 1, or null when there is only one. */
export const boxesOf = (texts: readonly string[], labelOf: (number: number | null) => string): CopyBox[] =>
  texts.map((text, index) => ({
    id: `typed-${String(index)}`,
    label: labelOf(texts.length > 1 ? index + 1 : null),
    rows: Math.min(20, 3 + text.split('\n').length + Math.floor(text.length / 80)),
    text,
  }))

/** Checks for several words, or enough Chinese characters. */
const isText = (value: string): boolean =>
  (value.trim().length >= minLength && /\S\s+\S/.test(value.trim())) ||
  (value.match(/\p{Script=Han}/gu) ?? []).length >= minHanLength
