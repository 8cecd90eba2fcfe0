import { z } from 'zod'
import { premisesCodePattern } from '#models/premises/parts/premises-vocabulary.ts'
import type { MessageKey } from './i18n.ts'
import { toPlainCharacters } from './plain-signs.ts'

/** Schema of a code of a premises in an address or a hidden field, as it is stored: `SFH-A-0107`. */
export const premisesCode = z.string().regex(premisesCodePattern)

/** Schema of a case reference as it is stored: `SS-2026-000123`. */
export const caseReference = z.string().regex(/^SS-\d{4}-\d{6}$/)

type Letters = Readonly<Record<string, string>>

/**
 * Russian letters that stand for the Latin ones of a zone, a row or a case reference, by look or by sound: `А1`,
 * `СФХ-А-0107`.
 */
const codeLetters: Letters = { а: 'a', в: 'b', б: 'b', с: 's', ф: 'f', х: 'h', н: 'h', е: 'e', и: 'i', р: 'r' }
/** A row may be any letter, so here the look decides. */
const rowLetters: Letters = { ...codeLetters, с: 'c', р: 'p', х: 'x', к: 'k', м: 'm', о: 'o', т: 't' }

const toLatin = (input: string, letters: Letters): string =>
  Array.from(input, letter => letters[letter] ?? letter).join('')

/**
 * Converts a typed code to small Latin letters and plain characters, replacing the Russian letters that stand for Latin
 * ones.
 */
export const toLatinCode = (input: string): string => toLatin(toPlainCharacters(input).toLowerCase(), codeLetters)

/** Longest input that may be a code, in UTF-16 units: a code has up to 14, and may be surrounded by characters to remove. */
const maxCodeInputLength = 100
/** Tells texts that cannot be a code: to look at each character of a cell of a megabyte takes 30 ms. */
const isTooLong = (input: string): boolean =>
  input.length > maxCodeInputLength && input.trim().length > maxCodeInputLength

/**
 * Returns the code of a premises as it is stored from what was typed: in small letters, with characters of other keyboards,
 * with Russian letters for the Latin ones, with spaces or nothing for its hyphens. Null when it cannot be a code.
 */
export function canonicalCode(input: string): string | null {
  if (isTooLong(input)) return null
  const [zone = '', row = '', ...rest] = withHyphens(input).split('-')
  const code = [toLatin(zone, codeLetters), toLatin(row, rowLetters), ...rest].join('-').toUpperCase()
  return premisesCode.safeParse(code).data ?? null
}

/** Returns a typed code in small letters and plain characters, with hyphens where spaces or nothing were typed. */
const withHyphens = (input: string): string =>
  toPlainCharacters(input)
    .toLowerCase()
    .replaceAll(/ ?- ?| /g, '-')
    .replace(/^(\p{L}{3})(\p{L})(\d+)$/u, '$1-$2-$3')

/** Only after one of the zones, in letters of either keyboard, are words read as one code: "дом в 2000" is none. */
const scatteredCode =
  /(?<![\p{L}\p{N}])(?:[sс][fф][hхн]|[hхн][eе][iи]|[hхн][rр][bбв])[\s-]*\p{L}[\s-]*\d{4,7}(?![\p{L}\p{N}])/giu

/** Returns a text with the codes in it as they are stored, for a search: `аптека sfh b 0104` names one unit. */
export const withWholeCodes = (text: string): string =>
  text.replace(scatteredCode, typed => canonicalCode(typed) ?? typed)

/** Returns a case reference in the same way. */
export const canonicalReference = (input: string): string | null =>
  isTooLong(input)
    ? null
    : (caseReference.safeParse(toLatin(withHyphens(input), codeLetters).toUpperCase()).data ?? null)

/** Schema that accepts a code of a premises as somebody types it or a link contains it, and returns it as it is stored. */
export const premisesCodeField = z.string().transform(canonicalCode).pipe(z.string())

/**
 * Schema of a field for one of these codes that may stay empty, which gives null. `wrong` is the message for invalid input.
 */
export const optionalCodeField = (canonical: (input: string) => string | null, wrong: MessageKey) =>
  z.string().transform((input, context) => {
    const read = canonical(input)
    if (read === null && input.trim() !== '') context.addIssue({ code: 'custom', message: wrong })
    return read
  })

/**
 * Matches case references and codes of units ("SS-2026-000007", "SFH-A-0433"), which must not break at their hyphens in a
 * sentence.
 */
export const unbreakableCodePattern = /\b[A-Z]{2,4}-[A-Z0-9]{1,4}-\d{4,7}\b/g

/**
 * Matches e-mail addresses and international telephone numbers, with the mark that ends a sentence or bracket after one. An
 * address must begin where its word does: tried at each letter, a long word without an address would take quadratic time.
 */
export const contactPattern = /(?:(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()-]{6,20}\d)[.,;)]*/g
