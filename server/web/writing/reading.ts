import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { Writing } from '#models/parts/writing.ts'
import { hasOpenGap } from '#shared/texts/filling.ts'
import { locales, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { cannotBeIn, languageByLetters, countBlanks } from '#shared/texts/writing.ts'
import { text, type FieldErrors } from '#web/forms/forms.ts'
import { asOneLine, hasLineBreaks, isUntouched, maxTranslationLength, toSubmittedText, type Extent } from './extent.ts'

/** Maximum length of the reason for sending a text untranslated, in characters. */
const maxReasonLength = 4000

/** What to do with a text that its reader cannot read: translate it in the form, ask a colleague, or send it as it is. */
export const translationOptions = ['here', 'colleague', 'as-is'] as const
export type TranslationOption = (typeof translationOptions)[number]

/**
 * A text that an officer wrote into a form for somebody outside, by field name. A text `beside` the main one, such as an
 * address, may be in another language than the form states.
 */
export type Written = { name: string; text: string; extent: Extent; beside?: true }
type InLanguage = Written & { language: Locale }
/** An existing text as its author wrote it, with its translation if there is one. */
export type Translated = Pick<Written, 'name' | 'text'> & { translation?: string | null }
/** A text as sent: `text` is what the reader sees first. */
export type SentText = { text: string; writing?: Writing }

export type WritingResult =
  | { kind: 'goes'; told: ReadonlyMap<string, SentText> }
  | { kind: 'waits'; written: InLanguage[] }
  /** `options`: fields that the form carries when it is shown again, so that the author is asked only once. */
  | { kind: 'wrong'; errors: FieldErrors; asked?: Record<string, string> }

/**
 * `ordered` is the text that a colleague translated, where the form came back from it. `before` are the texts with which the
 * form opened, with their translations.
 */
type WritingOptions = {
  written: readonly Written[]
  reader: Locale
  ordered?: TextToTranslate | null | undefined
  before?: readonly Translated[] | undefined
  /** Ways offered by the form; all by default. */
  ways?: readonly TranslationOption[]
}

const fields = z.object({
  writtenIn: z.enum(locales).optional().catch(undefined),
  wayOut: z.enum(translationOptions).catch('here'),
})

/** Reads a text. One that is too long gives its own complaint, not that of a missing text. */
function readField(value: unknown, longest: number): { text: string; wrong: MessageKey | null } {
  const read = text(longest).safeParse(typeof value === 'string' ? value : '')
  return read.success ? { text: read.data, wrong: null } : { text: '', wrong: 'form.too-long' }
}

/**
 * Reads the language of a form's texts and, where it is not the reader's, what to do with them. A form without the language,
 * from an older page, is sent as it is and unmarked.
 */
export function readWriting(body: object, options: WritingOptions): WritingResult {
  const { written: all, reader, ordered, before, ways = translationOptions } = options
  const { writtenIn: statedLanguage, ...typed } = fields.parse(body)
  const wayOut = ways.includes(typed.wayOut) ? typed.wayOut : 'here'
  const written = all.filter(one => one.text.trim() !== '')
  if (!statedLanguage || written.length === 0) return sendAll(written, () => ({}))
  const withLanguage = written.map(one => ({ ...one, language: languageOf(one, statedLanguage, reader) }))
  if (withLanguage.some(one => cannotBeIn(one.language, one.text)))
    return { kind: 'wrong', errors: { writtenIn: 'writing.error.letters' } }
  const inReaderLanguage = withLanguage.filter(({ language }) => language === reader)
  const others = withLanguage.filter(one => !inReaderLanguage.includes(one))
  if (others.length > 0 && wayOut === 'colleague') return { kind: 'waits', written: others }
  const given = wayOut === 'as-is' ? others.filter(one => hasTranslation(body, one)) : others
  const untranslated = others.filter(one => !given.includes(one))
  const parts = [
    ...(inReaderLanguage.length > 0 ? [sendAll(inReaderLanguage, ({ language }) => ({ writing: { language } }))] : []),
    ...(given.length > 0 ? [readTranslations(body, { written: given, reader, ordered, before, ways })] : []),
    ...(untranslated.length > 0 ? [readAsIs(body, untranslated)] : []),
  ]
  return parts.reduce((one, other) => combineResults(one, other))
}

/**
 * Returns the language of a text. Text in the letters of the reader's language counts as that language, whatever the form
 * states. For a `beside` text the only possible language counts.
 */
function languageOf({ text: words, beside }: Written, statedLanguage: Locale, reader: Locale): Locale {
  if (languageByLetters(words) === reader) return reader
  const [only, ...more] = locales.filter(language => !cannotBeIn(language, words))
  return beside && only && more.length === 0 ? only : statedLanguage
}

/**
 * Checks whether the form contains a translation. The chosen way applies to all texts of a form, but a text translated in
 * the form is sent translated.
 */
const hasTranslation = (body: object, { name }: Written): boolean => {
  const input = (body as Record<string, unknown>)[translationFieldOf(name)]
  return typeof input === 'string' && input.trim() !== ''
}

/** Combines two parts of a form. It is sent only when both can be sent. */
function combineResults(one: CheckedWriting, other: CheckedWriting): CheckedWriting {
  if (one.kind === 'goes' && other.kind === 'goes') return toSendable([...one.told, ...other.told])
  const { errors, asked } = faultsOf(one)
  const more = faultsOf(other)
  return { kind: 'wrong', errors: { ...errors, ...more.errors }, asked: { ...asked, ...more.asked } }
}
type CheckedWriting = Exclude<WritingResult, { kind: 'waits' }>
const faultsOf = (read: CheckedWriting) => (read.kind === 'wrong' ? read : { errors: {}, asked: {} })
const toSendable = (entries: [string, SentText][]): CheckedWriting => ({ kind: 'goes', told: new Map(entries) })

function readAsIs(body: object, written: readonly InLanguage[]): CheckedWriting {
  const { text: asIs, wrong } = readField((body as Record<string, unknown>).asIsReason, maxReasonLength)
  if (wrong ?? asIs === '') return { kind: 'wrong', errors: { asIsReason: wrong ?? 'writing.error.as-is' } }
  return sendAll(written, ({ language }) => ({ writing: { language, asIs } }))
}

const sendAll = <T extends Written>(written: readonly T[], how: (one: T) => Partial<SentText>): CheckedWriting =>
  toSendable(written.map(one => [one.name, { text: one.text, ...how(one) }]))

/** Returns the name of the field for a text's translation. */
export const translationFieldOf = (name: string): string => `translation-${name}`
/** Returns the name of a text for the readers of one language, where there are several. */
export const nameFor = (name: string, language: Locale): string => `${name}-${language}`

/** A text as sent to the readers of one language. */
export type SentTextIn = { language: Locale; text: string; writing?: Writing }
type TextForSeveral = Written & { languages: readonly Locale[]; ways: readonly TranslationOption[] }

/** Does the same as `readWriting` for one text that people of several languages read. */
export function readForSeveral(
  body: object,
  { name, text: words, extent, languages, ways }: TextForSeveral,
): { kind: 'goes'; told: SentTextIn[] } | { kind: 'wrong'; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const told: SentTextIn[] = []
  for (const language of languages) {
    const own = nameFor(name, language)
    const read = readWriting(body, { written: [{ name: own, text: words, extent }], reader: language, ways })
    if (read.kind === 'wrong') Object.assign(errors, read.errors)
    if (read.kind === 'goes') told.push({ language, text: words, ...read.told.get(own) })
  }
  return Object.keys(errors).length > 0 ? { kind: 'wrong', errors } : { kind: 'goes', told }
}

/** Returns the name of the field that records for which original the author was asked whether the translation still fits. */
export const askedFieldOf = (name: string): string => `asked-${name}`
/** Returns a short hash of an original, which a form can carry. */
const hashOf = (original: string): string => createHash('sha256').update(original).digest('hex').slice(0, 16)

function readTranslations(
  body: object,
  { written, reader, ordered, before, ways }: WritingOptions & { written: readonly InLanguage[] },
): CheckedWriting {
  const existing: readonly Translated[] = ordered?.translated ? ordered.texts : (before ?? [])
  const input = body as Record<string, unknown>
  const errors: FieldErrors = {}
  const asked: Record<string, string> = {}
  const told = new Map<string, SentText>()
  for (const one of written) {
    const { name, text: original, language } = one
    const stored = existing.find(other => other.name === name)?.translation
    const { wrong, translation } = readTranslation(input[translationFieldOf(name)], one, reader, stored)
    const earlier = findEarlierTranslation(existing, one, translation)
    const outdated = isOutdated(earlier, original, input[askedFieldOf(name)])
    if (outdated) asked[askedFieldOf(name)] = hashOf(original)
    const error = wrong ? complaintWith(wrong, ways) : outdated ? 'writing.error.original' : null
    if (error) errors[translationFieldOf(name)] = error
    told.set(name, {
      text: translation,
      writing: {
        language: reader,
        original: { language, text: original },
        ...translatorOf(ordered, earlier),
      },
    })
  }
  return Object.keys(errors).length > 0 ? { kind: 'wrong', errors, asked } : { kind: 'goes', told }
}

/** Returns the complaint about a missing translation that suits the ways the form offers. */
const complaintWith = (wrong: MessageKey, offered: WritingOptions['ways']): MessageKey =>
  wrong === 'writing.error.translation' && offered?.includes('colleague') === false
    ? 'writing.error.translation-here'
    : wrong

/**
 * Returns a typed translation, and why it cannot be used for its original; null when it can. A stored translation that is
 * sent unchanged may exceed today's maximum length.
 */
export function readTranslation(
  input: unknown,
  { text: original, extent }: Pick<Written, 'text' | 'extent'>,
  into: Locale,
  stored?: string | null,
) {
  const { text: translatedText, wrong: tooLong } = readField(
    input,
    isUntouched(input, stored, extent) ? Infinity : maxTranslationLength(extent),
  )
  const severalLines = extent.oneLine && hasLineBreaks(translatedText) ? 'writing.error.one-line' : null
  const translation = extent.oneLine ? asOneLine(translatedText) : translatedText
  return { translation, wrong: tooLong ?? severalLines ?? findTranslationFault(original, translation, into) }
}

function findTranslationFault(original: string, translation: string, into: Locale): MessageKey | null {
  if (translation === '') return 'writing.error.translation'
  if (cannotBeIn(into, translation)) return 'writing.error.translation-letters'
  // A ready-made answer in the translation still has empty placeholders.
  if (hasOpenGap(translation)) return 'enquiries.gap-open'
  return countBlanks(original) === countBlanks(translation) ? null : 'writing.error.places'
}

/** Checks whether the original was changed but its translation was not, and the author has not been asked about it. */
const isOutdated = (earlier: EarlierTranslation, original: string, askedHash: unknown): boolean =>
  earlier?.ofThis === false && askedHash !== hashOf(original)

const translatorOf = (ordered: WritingOptions['ordered'], earlier: EarlierTranslation): Partial<Writing> =>
  ordered?.translated && earlier?.ofThis ? { translator: ordered.translated.by } : {}

type EarlierTranslation = ReturnType<typeof findEarlierTranslation>

/**
 * Returns whether the translation is an earlier one sent unchanged, and whether it was made of this very original; undefined
 * when it is new. A translation that the sender corrects counts as the sender's own.
 */
function findEarlierTranslation(
  existing: readonly Translated[],
  { name, text: original, extent }: Written,
  translation: string,
) {
  const earlier = existing.find(
    one => one.name === name && one.translation && toSubmittedText(one.translation, extent) === translation,
  )
  return earlier && { ofThis: toSubmittedText(earlier.text, extent) === original }
}
