import { z } from 'zod'
import { premisesCodePattern } from '#models/premises/parts/premises-vocabulary.ts'
import type { MessageKey } from './i18n.ts'
import { plainSigns } from './plain-signs.ts'

/** A code of a premises in an address or a hidden field, as it is stored: `SFH-A-0107`. */
export const premisesCode = z.string().regex(premisesCodePattern)

/** A number of a case in the same way: `SS-2026-000123`. */
export const caseReference = z.string().regex(/^SS-\d{4}-\d{6}$/)

type Letters = Readonly<Record<string, string>>

/** Russian letters that stand for the Latin ones of a zone, a row or a number of a case, by look or by sound: `А1`, `СФХ-А-0107`. */
const codeLetters: Letters = { а: 'a', в: 'b', б: 'b', с: 's', ф: 'f', х: 'h', н: 'h', е: 'e', и: 'i', р: 'r' }
/** A row is one letter of any kind: there the look decides. */
const rowLetters: Letters = { ...codeLetters, с: 'c', р: 'p', х: 'x', к: 'k', м: 'm', о: 'o', т: 't' }

const inLatin = (typed: string, letters: Letters): string =>
  Array.from(typed, letter => letters[letter] ?? letter).join('')

/** What was typed in small letters and plain signs, with Latin letters for the Russian that stand for them. */
export const latinCode = (typed: string): string => inLatin(plainSigns(typed).toLowerCase(), codeLetters)

/**
 * The code of a premises as it is stored, from whatever was typed: in small letters, in signs of other keyboards, with Russian
 * letters for the Latin ones. Null when it cannot be one.
 */
export function canonicalCode(typed: string): string | null {
  const [zone = '', row = '', ...rest] = plainSigns(typed).toLowerCase().split('-')
  const code = [inLatin(zone, codeLetters), inLatin(row, rowLetters), ...rest].join('-').toUpperCase()
  return premisesCode.safeParse(code).data ?? null
}

/** The number of a case in the same way. */
export const canonicalReference = (typed: string): string | null =>
  caseReference.safeParse(latinCode(typed).toUpperCase()).data ?? null

/** The code of a premises as somebody types it or a link brings it; passes as it is stored. */
export const typedPremisesCode = z.string().transform(canonicalCode).pipe(z.string())

/** A field for one of these that may stay empty, and is null then. `wrong` is said of what cannot be one. */
export const typedOrNone = (canonical: (typed: string) => string | null, wrong: MessageKey) =>
  z.string().transform((typed, context) => {
    const read = canonical(typed)
    if (read === null && typed.trim() !== '') context.addIssue({ code: 'custom', message: wrong })
    return read
  })

/** Numbers of cases and codes of units ("SS-2026-000007", "SFH-A-0433"), which do not break at their hyphens in a sentence. */
export const wholeWords = /\b[A-Z]{2,4}-[A-Z0-9]{1,4}-\d{4,7}\b/g

/**
 * Addresses of e-mail and telephone numbers with their country, and the mark that ends a sentence or bracket after one. An address
 * begins where its word does: looked for from each of its letters, a long word without one takes the square of its length.
 */
export const contactWords = /(?:(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()-]{6,20}\d)[.,;)]*/g
