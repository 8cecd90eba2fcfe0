import type { Writing } from '#models/parts/writing.ts'
import type { Locale, MessageKey, Reader } from './i18n.ts'

/** A wording of a text that is in another language than the page it stands on. */
export type Beside = { label: string; lang: Locale; text: string }
/** A text as its reader gets it: in the language of the page, empty where it is not in that; and below it what it says in others. */
export type Said = { text: string; besides: Beside[] }

type Worded = { text: string; writing?: Writing | null | undefined }
type Wording = { lang: Locale; text: string; kind: 'original' | 'translation' | 'in' }

/** What somebody reads of a text: both languages of what was translated, their own first. A text of unknown language stands as it is. */
export function saidTo({ t, locale }: Reader, { text, writing }: Worded): Said {
  if (!writing || text.trim() === '') return { text, besides: [] }
  const wordings = wordingsOf(text, writing)
  const own = wordings.find(({ lang }) => lang === locale)
  return {
    text: own?.text ?? '',
    besides: wordings
      .filter(one => one !== own)
      .map(({ kind, lang, text: said }) => ({ label: t(labelOf(kind, lang)), lang, text: said })),
  }
}

/** Own words that went out as they are may stand below a ready text: neither is a translation of the other. */
function wordingsOf(text: string, { language, original, asIs }: Writing): Wording[] {
  if (!original) return [{ lang: language, text, kind: 'in' }]
  return [
    { lang: language, text, kind: asIs ? 'in' : 'translation' },
    { lang: original.language, text: original.text, kind: asIs ? 'in' : 'original' },
  ]
}

const labelOf = (kind: Wording['kind'], lang: Locale): MessageKey => `writing.label.${kind}.${lang}`

/** The same as plain text, for letters and files: each other wording is a paragraph of its own, headed by what it is. */
export const saidAsText = ({ text, besides }: Said): string =>
  [text, ...besides.map(beside => `${beside.label}:\n${beside.text}`)].filter(Boolean).join('\n\n')

/** What its reader may take away of how a text was written: not who translated it, nor why it was not. */
export const ownWriting = (writing: Writing | null | undefined): Pick<Writing, 'language' | 'original'> | undefined =>
  writing ? { language: writing.language, ...(writing.original ? { original: writing.original } : {}) } : undefined

/**
 * The language that the letters of a text leave no doubt about: Chinese or Russian where most of them are; null for Latin ones,
 * since names and codes are written with them in every language.
 */
export function languageByLetters(text: string): 'ru' | 'zh' | null {
  const count = (script: RegExp) => text.match(script)?.length ?? 0
  const [cyrillic, han, latin] = [
    count(/\p{Script=Cyrillic}/gu),
    count(/\p{Script=Han}/gu),
    count(/\p{Script=Latin}/gu),
  ]
  // A Chinese character is about a word's half, so few of them say as much as many letters.
  if (han * 3 > cyrillic + latin && han > 0) return 'zh'
  return cyrillic > latin ? 'ru' : null
}

/** Places that a text leaves open, `[…]`, also in Chinese brackets: a translation has as many. */
export const openPlacesOf = (text: string): number => text.match(/\[[^\]\n]*\]|【[^】\n]*】|［[^］\n]*］/g)?.length ?? 0
