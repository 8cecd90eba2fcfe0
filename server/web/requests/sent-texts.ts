import type { Request, Response } from 'express'
import type { Locale } from '#shared/texts/i18n.ts'

/**
 * What of a refused form is a text of its own, by which its author would be sorry: not a code, a choice or one word. A name of
 * several words may be among them: one box too many costs less than a text lost.
 */
const shortest = 12
/** As much as three words of a letter script say. */
const shortestHan = 4
/** Fields that nobody wants to read on a page: `current` is the password that one has. */
const secret = /^current$|pass|token|secret|code|csrf/i
/** Boxes on a page; in the last one stands all the rest. */
const mostShown = 20

/**
 * Texts that came with a form, so that a page that says why it was refused can give them back. Empty for what is not a form,
 * and for one with files that came while the database was away: those are not received then.
 */
function sentTexts({ method, body }: Request): string[] {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return []
  const values = Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
    secret.test(name) ? [] : [value].flat(),
  )
  const texts = [...new Set(values.filter(value => typeof value === 'string').filter(isText))]
  if (texts.length <= mostShown) return texts
  return [...texts.slice(0, mostShown - 1), texts.slice(mostShown - 1).join('\n\n')]
}

/** One of them, as a page shows it to be copied: for the partial `sent-texts`. `lang` where the page knows its language. */
export type TypedText = { id: string; label: string; rows: number; text: string; lang?: Locale }

/** What was typed into the form that this page answers. */
export function typedTexts({ req, locals: { t } }: Response): TypedText[] {
  return boxesOf(sentTexts(req), number => (number ? t('error.typed.one', { number }) : t('error.typed')))
}

/** A box for each text. `labelOf` gets the number of one among several, from 1, and null for the only one. */
export const boxesOf = (texts: readonly string[], labelOf: (number: number | null) => string): TypedText[] =>
  texts.map((text, index) => ({
    id: `typed-${String(index)}`,
    label: labelOf(texts.length > 1 ? index + 1 : null),
    rows: Math.min(20, 3 + text.split('\n').length + Math.floor(text.length / 80)),
    text,
  }))

/** Of several words, or of as many Chinese characters, whatever stands between them. */
const isText = (value: string): boolean =>
  (value.trim().length >= shortest && /\S\s+\S/.test(value.trim())) ||
  (value.match(/\p{Script=Han}/gu) ?? []).length >= shortestHan
