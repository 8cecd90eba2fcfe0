import type { Writing } from '#models/parts/writing.ts'
import { dot } from './facts.ts'
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

/**
 * The same in one line, for lists: in the reader's language, or where it is not in that in the others, each named. Own words
 * that went out as they are stand after the ready text: it does not say what they do.
 */
export function saidInLine(reader: Reader, worded: Worded): string {
  const { text, besides } = saidTo(reader, worded)
  const colon = reader.t('list.colon')
  const others = text && !worded.writing?.asIs ? [] : besides
  return [text, ...others.map(beside => [beside.label, beside.text].join(colon))].filter(Boolean).join(dot)
}

/** What its reader may take away of how a text was written: not who translated it, nor why it was not. */
export const ownWriting = (writing: Writing | null | undefined): Pick<Writing, 'language' | 'original'> | undefined =>
  writing ? { language: writing.language, ...(writing.original ? { original: writing.original } : {}) } : undefined

/**
 * Own words below a ready text in the reader's language. What nobody translated stands apart from it: neither is a translation
 * of the other.
 */
export function afterReady(ready: string, own: Worded, reader: Locale): { text: string; writing?: Writing } {
  const { text, writing } = own
  if (text === '') return { text: ready }
  if (writing?.asIs) {
    const original = { language: writing.language, text }
    return { text: ready, writing: { language: reader, original, asIs: writing.asIs } }
  }
  return { text: `${ready}\n\n${text}`, ...(writing ? { writing } : {}) }
}

/** Whether it says what cannot be: a translation into the language of its original. */
export const contradictsItself = (writing: Writing | null | undefined): boolean =>
  Boolean(writing?.original) && writing?.original?.language === writing?.language

/** What the trail says of how a text went out: with a translation of it, or in a language that its reader does not read. */
export function toldOfWriting(
  writing: Writing | null | undefined,
): { field: string; before: string | null; after: string | null }[] {
  const { language = null, original, asIs } = writing ?? {}
  if (asIs) return [{ field: 'writing.as-is', before: null, after: original?.language ?? language }]
  return original ? [{ field: 'writing.translated', before: original.language, after: language }] : []
}

const scripts = { ru: /\p{Script=Cyrillic}/gu, zh: /\p{Script=Han}/gu, en: /\p{Script=Latin}/gu } as const
const addresses = /\S+@\S+|\bhttps?:\/\/\S+|\bwww\.\S+/giu
const quoted = /«[^»\n]*»|“[^”\n]*”|"[^"\n]*"|《[^》\n]*》|「[^」\n]*」/gu
const words = /\p{L}{2,}/gu
const countOf = (text: string, what: RegExp): number => text.match(what)?.length ?? 0

/**
 * The language that the letters of a text leave no doubt about: Russian where it has Cyrillic words and no more than a name in
 * Chinese or Latin letters, Chinese where it has no Cyrillic word. Null for Latin ones, since names and codes are written with
 * them in every language, and for a text that mixes them: there its author's word holds. What it quotes does not count.
 */
export function languageByLetters(text: string): 'ru' | 'zh' | null {
  const said = ownPartOf(text)
  const [cyrillic, han, latin] = [countOf(said, scripts.ru), countOf(said, scripts.zh), countOf(said, scripts.en)]
  // A Chinese character says as much as two letters.
  if (/\p{Script=Cyrillic}{2}/u.test(said)) return cyrillic > latin && cyrillic > han * 2 ? 'ru' : null
  return han > latin ? 'zh' : null
}

/** Whether a text cannot be in a language: its letters say another, or it is of several words without a letter of that one. */
export function cannotBeIn(language: Locale, text: string): boolean {
  const byLetters = languageByLetters(text)
  if (byLetters !== null) return byLetters !== language
  const said = text.replace(addresses, ' ')
  return countOf(said, scripts[language]) === 0 && countOf(said, words) >= severalWords
}

/** Whether there is anything to translate: the number of a room and an address on the web are in every language. */
export const saysWords = (text: string): boolean =>
  /\p{L}{2}/u.test(text.replace(addresses, ' ')) || countOf(text, scripts.zh) > 0

const severalWords = 3

/** A text without addresses and names that it quotes, where it says something besides. */
function ownPartOf(text: string): string {
  const said = text.replace(addresses, ' ')
  const own = said.replace(quoted, ' ')
  return /\p{L}/u.test(own) ? own : said
}

/** Places that a text leaves open, `[…]`, also in Chinese brackets: a translation has as many. */
export const openPlacesOf = (text: string): number => text.match(/\[[^\]\n]*\]|【[^】\n]*】|［[^］\n]*］/g)?.length ?? 0
