import { catalogueText, compileMessage, type Locale, type MessageKey } from '../../shared/i18n.ts'

const gapPattern = /\{(\w+)\s*[,}]/g

/** Names of what is filled in: `{reference}`, and `{count, plural, …}`. */
export const gapsOf = (text: string): string[] =>
  [...new Set([...text.matchAll(gapPattern)].map(([, gap]) => gap ?? ''))].sort()

/**
 * Whether a sentence can stand in the place of the catalogue's: it can be read, and what is filled in is the same, so that
 * no letter goes out without its reference or with an empty gap. Null: it can.
 */
export function wordingProblem(locale: Locale, key: MessageKey, text: string): MessageKey | null {
  const wanted = gapsOf(catalogueText(locale, key))
  const given = gapsOf(text)
  if (wanted.some(gap => !given.includes(gap))) return 'wording.gap-missing'
  if (given.some(gap => !wanted.includes(gap))) return 'wording.gap-unknown'
  if (text.split('{').length !== text.split('}').length) return 'wording.unreadable'
  try {
    shownWith(locale, text)
    return null
  } catch {
    return 'wording.unreadable'
  }
}

/** The sentence as it will be read, with something in each gap. Throws when it cannot be read. */
export function shownWith(locale: Locale, text: string): string {
  const message = compileMessage(locale, text)
  if (typeof message === 'string') return message
  const numbers = [...text.matchAll(/\{(\w+)\s*,\s*plural/g)].map(([, gap]) => gap)
  return message(Object.fromEntries(gapsOf(text).map(gap => [gap, numbers.includes(gap) ? 3 : `⟨${gap}⟩`])))
}
