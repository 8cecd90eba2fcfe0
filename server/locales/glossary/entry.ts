import type { Locale } from '#shared/texts/i18n.ts'

/**
 * One thing, its one word in each language and what it means, in a line. `not`: words that must not stand for it in the texts
 * of that language; `*` at the end covers every ending. A longer phrase in `but` is allowed although it contains such a word.
 * `adr`: the number of the decision that says more.
 */
export type Entry = Record<Locale, readonly [word: string, meaning: string]> & {
  not?: Partial<Record<Locale, readonly string[]>>
  but?: Partial<Record<Locale, readonly string[]>>
  adr?: number
}
