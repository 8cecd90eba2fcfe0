import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { Writing } from '#models/parts/writing.ts'
import { hasOpenGap } from '#shared/texts/filling.ts'
import { locales, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { cannotBeIn, languageByLetters, openPlacesOf } from '#shared/texts/writing.ts'
import { text, type FieldErrors } from '#web/forms/forms.ts'
import { asOneLine, hasLineBreaks, isUntouched, longestTranslation, sentUntouched, type Extent } from './extent.ts'

/** Of why a text is sent as it is, in characters. */
const longestReason = 4000

/** What becomes of a text that its reader cannot read: translated in the form, by a colleague, or sent as it is. */
export const waysOut = ['here', 'colleague', 'as-is'] as const
export type WayOut = (typeof waysOut)[number]

/**
 * What an officer wrote into a form for somebody outside, by the name of the field. What stands `beside` the main text, such as
 * an address, may be in another language than the form says.
 */
export type Written = { name: string; text: string; extent: Extent; beside?: true }
type InLanguage = Written & { language: Locale }
/** One that stands already, as its author wrote it, and its translation where it has one. */
export type Translated = Pick<Written, 'name' | 'text'> & { translation?: string | null }
/** As it goes out: `text` is what its reader reads first. */
export type Told = { text: string; writing?: Writing }

export type WritingRead =
  | { kind: 'goes'; told: ReadonlyMap<string, Told> }
  | { kind: 'waits'; written: InLanguage[] }
  /** `asked`: what the form carries when it is shown again, so that its author is asked once. */
  | { kind: 'wrong'; errors: FieldErrors; asked?: Record<string, string> }

/**
 * `ordered` is what a colleague has translated of it before, where the form came back from that; `before` are texts that the
 * form opened with, with their translations.
 */
type Asked = {
  written: readonly Written[]
  reader: Locale
  ordered?: TextToTranslate | null | undefined
  before?: readonly Translated[] | undefined
  /** Which of the ways out there are; all, unless it says so. */
  ways?: readonly WayOut[]
}

const fields = z.object({
  writtenIn: z.enum(locales).optional().catch(undefined),
  wayOut: z.enum(waysOut).catch('here'),
})

/** A text that is too long is a complaint of its own, and not the same as none. */
function typedIn(value: unknown, longest: number): { text: string; wrong: MessageKey | null } {
  const read = text(longest).safeParse(typeof value === 'string' ? value : '')
  return read.success ? { text: read.data, wrong: null } : { text: '', wrong: 'form.too-long' }
}

/**
 * Reads from a form in which language its texts are and, where that is not the reader's, what is to become of them. A form
 * that does not say it, from a page of before, goes out as it is and unmarked.
 */
export function readWriting(body: object, asked: Asked): WritingRead {
  const { written: all, reader, ordered, before, ways = waysOut } = asked
  const { writtenIn: said, ...typed } = fields.parse(body)
  const wayOut = ways.includes(typed.wayOut) ? typed.wayOut : 'here'
  const written = all.filter(one => one.text.trim() !== '')
  if (!said || written.length === 0) return goes(written, () => ({}))
  const known = written.map(one => ({ ...one, language: languageOf(one, said, reader) }))
  if (known.some(one => cannotBeIn(one.language, one.text)))
    return { kind: 'wrong', errors: { writtenIn: 'writing.error.letters' } }
  const theirs = known.filter(({ language }) => language === reader)
  const others = known.filter(one => !theirs.includes(one))
  if (others.length > 0 && wayOut === 'colleague') return { kind: 'waits', written: others }
  const given = wayOut === 'as-is' ? others.filter(one => hasTranslation(body, one)) : others
  const left = others.filter(one => !given.includes(one))
  const parts = [
    ...(theirs.length > 0 ? [goes(theirs, ({ language }) => ({ writing: { language } }))] : []),
    ...(given.length > 0 ? [translatedHere(body, { written: given, reader, ordered, before, ways })] : []),
    ...(left.length > 0 ? [sentAsIs(body, left)] : []),
  ]
  return parts.reduce((one, other) => bothOf(one, other))
}

/** Whoever writes to somebody in their language, on a page in another, need not say so; of what stands beside it, nor in any. */
function languageOf({ text: words, beside }: Written, said: Locale, reader: Locale): Locale {
  if (languageByLetters(words) === reader) return reader
  const [only, ...more] = locales.filter(language => !cannotBeIn(language, words))
  return beside && only && more.length === 0 ? only : said
}

/** One choice stands for all texts of a form: what was translated in it goes out so, whatever becomes of the others. */
const hasTranslation = (body: object, { name }: Written): boolean => {
  const typed = (body as Record<string, unknown>)[translationOf(name)]
  return typeof typed === 'string' && typed.trim() !== ''
}

/** Two parts of one form: neither goes out before both can. */
function bothOf(one: Judged, other: Judged): Judged {
  if (one.kind === 'goes' && other.kind === 'goes') return goesAs([...one.told, ...other.told])
  const [{ errors, asked }, more] = [wrongOf(one), wrongOf(other)]
  return { kind: 'wrong', errors: { ...errors, ...more.errors }, asked: { ...asked, ...more.asked } }
}
type Judged = Exclude<WritingRead, { kind: 'waits' }>
const wrongOf = (read: Judged) => (read.kind === 'wrong' ? read : { errors: {}, asked: {} })
const goesAs = (told: [string, Told][]): Judged => ({ kind: 'goes', told: new Map(told) })

function sentAsIs(body: object, written: readonly InLanguage[]): Judged {
  const { text: asIs, wrong } = typedIn((body as Record<string, unknown>).asIsReason, longestReason)
  if (wrong ?? asIs === '') return { kind: 'wrong', errors: { asIsReason: wrong ?? 'writing.error.as-is' } }
  return goes(written, ({ language }) => ({ writing: { language, asIs } }))
}

const goes = <T extends Written>(written: readonly T[], how: (one: T) => Partial<Told>): Judged =>
  goesAs(written.map(one => [one.name, { text: one.text, ...how(one) }]))

/** The name of the field beside another one's. */
export const translationOf = (name: string): string => `translation-${name}`
/** The name of one text for the readers of one language, where they read several. */
export const nameFor = (name: string, language: Locale): string => `${name}-${language}`

/** One text as the readers of each language get it. */
export type ToldIn = { language: Locale; text: string; writing?: Writing }
type ForSeveral = Written & { languages: readonly Locale[]; ways: readonly WayOut[] }

/** Reads the same from a form whose one text people of several languages read. */
export function readForSeveral(
  body: object,
  { name, text: words, extent, languages, ways }: ForSeveral,
): { kind: 'goes'; told: ToldIn[] } | { kind: 'wrong'; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const told: ToldIn[] = []
  for (const language of languages) {
    const own = nameFor(name, language)
    const read = readWriting(body, { written: [{ name: own, text: words, extent }], reader: language, ways })
    if (read.kind === 'wrong') Object.assign(errors, read.errors)
    if (read.kind === 'goes') told.push({ language, text: words, ...read.told.get(own) })
  }
  return Object.keys(errors).length > 0 ? { kind: 'wrong', errors } : { kind: 'goes', told }
}

/** The name of the field that says for which original its author was asked whether the translation still fits. */
export const askedOf = (name: string): string => `asked-${name}`
/** An original in so few letters that a form can carry it back. */
const markOf = (original: string): string => createHash('sha256').update(original).digest('hex').slice(0, 16)

function translatedHere(
  body: object,
  { written, reader, ordered, before, ways }: Asked & { written: readonly InLanguage[] },
): Judged {
  const known: readonly Translated[] = ordered?.translated ? ordered.texts : (before ?? [])
  const typed = body as Record<string, unknown>
  const errors: FieldErrors = {}
  const asked: Record<string, string> = {}
  const told = new Map<string, Told>()
  for (const one of written) {
    const { name, text: original, language } = one
    const stored = known.find(other => other.name === name)?.translation
    const { wrong, translation } = translationIn(typed[translationOf(name)], one, reader, stored)
    const made = madeOf(known, one, translation)
    const outdated = isOutdated(made, original, typed[askedOf(name)])
    if (outdated) asked[askedOf(name)] = markOf(original)
    const error = wrong ? complaintWith(wrong, ways) : outdated ? 'writing.error.original' : null
    if (error) errors[translationOf(name)] = error
    told.set(name, {
      text: translation,
      writing: {
        language: reader,
        original: { language, text: original },
        ...translatorOf(ordered, made),
      },
    })
  }
  return Object.keys(errors).length > 0 ? { kind: 'wrong', errors, asked } : { kind: 'goes', told }
}

/** What is missing is named with what there is to do about it, which is not the same in every form. */
const complaintWith = (wrong: MessageKey, ways: Asked['ways']): MessageKey =>
  wrong === 'writing.error.translation' && ways?.includes('colleague') === false
    ? 'writing.error.translation-here'
    : wrong

/**
 * A translation as it was typed, and why it cannot stand beside its original; null when it can. One that was stored, and is sent
 * untouched, may be longer than those of today.
 */
export function translationIn(
  typed: unknown,
  { text: original, extent }: Pick<Written, 'text' | 'extent'>,
  into: Locale,
  stored?: string | null,
) {
  const { text: said, wrong: tooLong } = typedIn(
    typed,
    isUntouched(typed, stored, extent) ? Infinity : longestTranslation(extent),
  )
  const severalLines = extent.oneLine && hasLineBreaks(said) ? 'writing.error.one-line' : null
  const translation = extent.oneLine ? asOneLine(said) : said
  return { translation, wrong: tooLong ?? severalLines ?? wrongWith(original, translation, into) }
}

function wrongWith(original: string, translation: string, into: Locale): MessageKey | null {
  if (translation === '') return 'writing.error.translation'
  if (cannotBeIn(into, translation)) return 'writing.error.translation-letters'
  // A ready-made answer is left in it half filled in.
  if (hasOpenGap(translation)) return 'enquiries.gap-open'
  return openPlacesOf(original) === openPlacesOf(translation) ? null : 'writing.error.places'
}

/** The original was changed and its translation was not, and its author has not been asked about that. */
const isOutdated = (made: Made, original: string, asked: unknown): boolean =>
  made?.ofThis === false && asked !== markOf(original)

const translatorOf = (ordered: Asked['ordered'], made: Made): Partial<Writing> =>
  ordered?.translated && made?.ofThis ? { translator: ordered.translated.by } : {}

type Made = ReturnType<typeof madeOf>

/**
 * Whether a part has a translation that was made before and is sent untouched, and that of this very original. Whoever sends it
 * may correct it; then it is theirs.
 */
function madeOf(known: readonly Translated[], { name, text: original, extent }: Written, translation: string) {
  const made = known.find(
    one => one.name === name && one.translation && sentUntouched(one.translation, extent) === translation,
  )
  return made && { ofThis: sentUntouched(made.text, extent) === original }
}
