import type { Writing } from '#models/parts/writing.ts'
import { dot } from './facts.ts'
import type { Locale, MessageKey, Reader } from './i18n.ts'

/** A version of a text in another language than its page. */
export type OtherVersion = { label: string; lang: Locale; text: string }
/**
 * A text as its reader gets it: `text` in the language of the page, empty if there is none; `besides` in other languages.
 */
export type PresentedText = { text: string; besides: OtherVersion[] }

type WrittenText = { text: string; writing?: Writing | null | undefined }
type TextVersion = { lang: Locale; text: string; kind: 'original' | 'translation' | 'in' }

/**
 * Returns what a reader sees of a text: both languages of a translated one, their own first. A text of unknown language is
 * returned unchanged.
 */
export function presentText({ t, locale }: Reader, { text, writing }: WrittenText): PresentedText {
  if (!writing || text.trim() === '') return { text, besides: [] }
  const wordings = versionsOf(text, writing)
  const own = wordings.find(({ lang }) => lang === locale)
  return {
    text: own?.text ?? '',
    besides: wordings
      .filter(one => one !== own)
      .map(({ kind, lang, text: versionText }) => ({ label: t(labelOf(kind, lang)), lang, text: versionText })),
  }
}

/** Own words that were sent untranslated may stand below a ready text: neither is a translation of the other. */
function versionsOf(text: string, { language, original, asIs }: Writing): TextVersion[] {
  if (!original) return [{ lang: language, text, kind: 'in' }]
  return [
    { lang: language, text, kind: asIs ? 'in' : 'translation' },
    { lang: original.language, text: original.text, kind: asIs ? 'in' : 'original' },
  ]
}

const labelOf = (kind: TextVersion['kind'], lang: Locale): MessageKey => `writing.label.${kind}.${lang}`

/** Returns the same as plain text, for letters and files: each other version is a paragraph with its label. */
export const formatPresentedText = ({ text, besides }: PresentedText): string =>
  [text, ...besides.map(beside => `${beside.label}:\n${beside.text}`)].filter(Boolean).join('\n\n')

/**
 * Returns the same in one line, for lists: in the reader's language, or otherwise in the others with their labels. Own words
 * that were sent untranslated follow the ready text, which does not say the same.
 */
export function presentTextInLine(reader: Reader, worded: WrittenText): string {
  const { text, besides } = presentText(reader, worded)
  const colon = reader.t('list.colon')
  const others = text && !worded.writing?.asIs ? [] : besides
  return [text, ...others.map(beside => [beside.label, beside.text].join(colon))].filter(Boolean).join(dot)
}

/**
 * Returns what the reader may have of how a text was written: without the translator, and without the reason why it was not
 * translated.
 */
export const writingForReader = (
  writing: Writing | null | undefined,
): Pick<Writing, 'language' | 'original'> | undefined =>
  writing ? { language: writing.language, ...(writing.original ? { original: writing.original } : {}) } : undefined

/**
 * Adds own words below a ready text in the reader's language. Untranslated words are stored apart from it: neither is a
 * translation of the other.
 */
export function appendToReadyText(
  ready: string,
  own: WrittenText,
  reader: Locale,
): { text: string; writing?: Writing } {
  const { text, writing } = own
  if (text === '') return { text: ready }
  if (writing?.asIs) {
    const original = { language: writing.language, text }
    return { text: ready, writing: { language: reader, original, asIs: writing.asIs } }
  }
  return { text: `${ready}\n\n${text}`, ...(writing ? { writing } : {}) }
}

/** Checks for an impossible record: a translation into the language of its original. */
export const contradictsItself = (writing: Writing | null | undefined): boolean =>
  Boolean(writing?.original) && writing?.original?.language === writing?.language

/**
 * Returns what the audit trail stores of how a text was sent: with a translation, or in a language that its reader does not
 * read.
 */
export function describeWritingForAudit(
  writing: Writing | null | undefined,
): { field: string; before: string | null; after: string | null }[] {
  const { language = null, original, asIs } = writing ?? {}
  if (asIs) return [{ field: 'writing.as-is', before: null, after: original?.language ?? language }]
  return original ? [{ field: 'writing.translated', before: original.language, after: language }] : []
}

const scripts = { ru: /\p{Script=Cyrillic}/gu, zh: /\p{Script=Han}/gu, en: /\p{Script=Latin}/gu } as const
const addressPattern = /\S+@\S+|\bhttps?:\/\/\S+|\bwww\.\S+/giu
const quotationPattern = /«[^»\n]*»|“[^”\n]*”|"[^"\n]*"|《[^》\n]*》|「[^」\n]*」/gu
const wordPattern = /\p{L}{2,}/gu
const countOf = (text: string, what: RegExp): number => text.match(what)?.length ?? 0

/**
 * Returns the language that the letters of a text show without doubt: Russian where it has Cyrillic words and no more than a
 * name in Chinese or Latin letters, Chinese where it has no Cyrillic word. Returns null for Latin letters, since names and
 * codes use them in every language, and for a mixed text: there the author's choice counts. Quotations are ignored.
 */
export function languageByLetters(text: string): 'ru' | 'zh' | null {
  const ownPart = ownPartOf(text)
  const cyrillic = countOf(ownPart, scripts.ru)
  const han = countOf(ownPart, scripts.zh)
  const latin = countOf(ownPart, scripts.en)
  // A Chinese character counts as two letters.
  if (/\p{Script=Cyrillic}{2}/u.test(ownPart)) return cyrillic > latin && cyrillic > han * 2 ? 'ru' : null
  return han > latin ? 'zh' : null
}

/**
 * Checks whether a text cannot be in a language: its letters show another, or it has several words without a letter of that
 * language.
 */
export function cannotBeIn(language: Locale, text: string): boolean {
  const byLetters = languageByLetters(text)
  if (byLetters !== null) return byLetters !== language
  const withoutAddresses = text.replace(addressPattern, ' ')
  return countOf(withoutAddresses, scripts[language]) === 0 && countOf(withoutAddresses, wordPattern) >= minWords
}

/** Checks whether there is anything to translate: a room number and a web address are the same in every language. */
export const hasWords = (text: string): boolean =>
  /\p{L}{2}/u.test(text.replace(addressPattern, ' ')) || countOf(text, scripts.zh) > 0

const minWords = 3

/** Returns a text without addresses and quoted names, if anything else remains. */
function ownPartOf(text: string): string {
  const withoutAddresses = text.replace(addressPattern, ' ')
  const own = withoutAddresses.replace(quotationPattern, ' ')
  return /\p{L}/u.test(own) ? own : withoutAddresses
}

/** Counts the places that a text leaves open, `[…]`, also in Chinese brackets: a translation must have as many. */
export const countBlanks = (text: string): number => text.match(/\[[^\]\n]*\]|【[^】\n]*】|［[^］\n]*］/g)?.length ?? 0
