import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Locale } from './i18n.ts'

export type ReadText = {
  text: string
  /** Language of the text. */ locale: Locale
  /** Whether it is in another language than requested. */ fallback: boolean
}

const fallbackOrder: Record<Locale, readonly Locale[]> = {
  ru: ['ru', 'en', 'zh'],
  en: ['en', 'ru', 'zh'],
  zh: ['zh', 'ru', 'en'],
}

/** Returns the text in the reader's language, or in the next best one, marked as such. Empty when there is none. */
export function readText(text: LocalisedText | null | undefined, locale: Locale): ReadText {
  for (const candidate of fallbackOrder[locale]) {
    const found = text?.[candidate]
    if (found) return { text: found, locale: candidate, fallback: candidate !== locale }
  }
  return { text: '', locale, fallback: false }
}
