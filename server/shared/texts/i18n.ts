import messageFormatModule from '@messageformat/core'
import { en } from '#server/locales/en/index.ts'
import { ru } from '#server/locales/ru/index.ts'
import { zh } from '#server/locales/zh/index.ts'

/** The languages in the order of the language switch. Russian is the first: its catalogue defines the type of the keys. */
export const locales = ['ru', 'en', 'zh'] as const
export type Locale = (typeof locales)[number]
export type MessageKey = keyof typeof ru
/** The ends of the keys that begin with a prefix: names that cannot lack their text. */
export type KeyEnd<Prefix extends string, Key = MessageKey> = Key extends `${Prefix}${infer End}` ? End : never
type Gaps = Record<string, string | number>
export type Translate = (key: MessageKey, gaps?: Gaps) => string
/** The language for which a page or a text is made, and its translator. */
export type Reader = { t: Translate; locale: Locale }
/** A reader of what is shown elsewhere and needs absolute addresses: feeds, tables, embeds, data for search engines. */
export type PublicReader = Reader & { publicUrl: string }

// The package is CommonJS whose types promise a `default` that is the module itself.
const MessageFormat = messageFormatModule as unknown as typeof messageFormatModule.default

export type CompiledMessage = string | ((gaps: Gaps) => string)

const catalogues: Record<Locale, Record<MessageKey, string>> = { ru, en, zh }
const translators = new Map(locales.map(locale => [locale, compileTranslator(locale)]))

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

/** Returns the translator of a language. A sentence with gaps is compiled on first use; a plain one costs a map look-up. */
export function translatorFor(locale: Locale): Translate {
  const found = translators.get(locale)
  if (!found) throw new Error(`no catalogue for ${locale}`)
  return found
}

/** Checks whether a computed string is a key of the catalogue. */
export const isMessageKey = (value: string): value is MessageKey => Object.hasOwn(ru, value)

/** Returns the key as it is, so that only keys of the catalogue are written where any string is taken, as by zod. */
export const messageKey = <Key extends MessageKey>(key: Key): Key => key

/** Returns the keys that begin with a prefix, in the order of the catalogue. */
export const messageKeysBelow = <Prefix extends string>(prefix: Prefix) =>
  Object.keys(ru).filter((key): key is Extract<MessageKey, `${Prefix}${string}`> => key.startsWith(prefix))

/** All keys of the catalogue. */
export const messageKeys = Object.keys(ru) as readonly MessageKey[]

/** Returns the sentence of the catalogue, ignoring the wordings of the staff. */
export const catalogueText = (locale: Locale, key: MessageKey): string => catalogues[locale][key]

/** A sentence that replaces that of the catalogue. */
export type Wording = { locale: Locale; key: MessageKey; text: string }

let wordings: ReadonlyMap<string, CompiledMessage> = new Map()
let wordingsAsText = '[]'

/** Returns an object that stands for the wordings in use: another one when `useWordings` has changed them. */
export const wordingsInUse = (): object => wordings

/** Replaces sentences of the catalogue by these, and removes all other replacements. Throws when one cannot be parsed. */
export function useWordings(chosen: readonly Wording[]): void {
  const asText = JSON.stringify(chosen)
  // They are read anew after each change of public content. What was made from them stays while they are the same.
  if (asText === wordingsAsText) return
  wordings = new Map(chosen.map(({ locale, key, text }) => [`${locale} ${key}`, compileMessage(locale, text)]))
  wordingsAsText = asText
}

/** A sentence of an issued document: the catalogue may have lost its key since. */
export type StoredSentence = Omit<Wording, 'key'> & { key: string }

/**
 * Returns a translator with some sentences that differ from the site's present ones: drafts, or earlier wordings. Throws
 * when one cannot be parsed.
 */
export function translatorWith(locale: Locale, own: readonly StoredSentence[]): Translate {
  const sentences = own.filter(wording => wording.locale === locale)
  const compiled = new Map<string, CompiledMessage>(
    sentences.map(({ key, text }) => [key, compileMessage(locale, text)]),
  )
  const t = translatorFor(locale)
  return (key, gaps = {}) => {
    const message = compiled.get(key)
    if (message === undefined) return t(key, gaps)
    return typeof message === 'string' ? message : message(gaps)
  }
}

/** Parses a sentence with its gaps and plurals. Throws when it cannot be parsed. */
export function compileMessage(locale: Locale, source: string): CompiledMessage {
  return source.includes('{') ? new MessageFormat<'string'>(locale).compile(source) : source
}

function compileTranslator(locale: Locale): Translate {
  const format = new MessageFormat<'string'>(locale)
  const compiled = new Map<MessageKey, CompiledMessage>()
  // More than 2,000 sentences have gaps: compiling all of them at once would take an eighth of the start of a command.
  const messageOf = (key: MessageKey): CompiledMessage => {
    const cached = compiled.get(key)
    if (cached !== undefined) return cached
    if (!isMessageKey(key)) throw new Error(`no message ${String(key)} in ${locale}`)
    const source = catalogues[locale][key]
    const message = source.includes('{') ? format.compile(source) : source
    compiled.set(key, message)
    return message
  }
  return (key, gaps = {}) => {
    const message = (wordings.size > 0 && wordings.get(`${locale} ${key}`)) || messageOf(key)
    return typeof message === 'string' ? message : message(gaps)
  }
}
