import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { Writing } from '#models/parts/writing.ts'
import { hasOpenGap } from '#shared/texts/filling.ts'
import { locales, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { cannotBeIn, languageByLetters, openPlacesOf } from '#shared/texts/writing.ts'
import { text, type FieldErrors } from '#web/forms/forms.ts'

const longText = 4000
/** A translation may be longer than what its author could write: Chinese says in one character what takes Russian three letters. */
const longTranslation = 3 * longText

/** What becomes of a text that its reader cannot read: translated in the form, by a colleague, or sent as it is. */
export const waysOut = ['here', 'colleague', 'as-is'] as const
export type WayOut = (typeof waysOut)[number]

/** What an officer wrote into a form for somebody outside, by the name of the field. */
export type Written = { name: string; text: string }
/** One that stands already, as its author wrote it, and its translation where it has one. */
export type Translated = Written & { translation?: string | null }
/** As it goes out: `text` is what its reader reads first. */
export type Told = { text: string; writing?: Writing }

export type WritingRead =
  | { kind: 'goes'; told: ReadonlyMap<string, Told> }
  | { kind: 'waits'; language: Locale; written: Written[] }
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
const asIsField = text(longText).optional().default('')
const translationField = text(longTranslation).optional().default('')

/** A text that is too long is a complaint of its own, and not the same as none. */
function typedIn(field: typeof translationField, value: unknown): { text: string; wrong: MessageKey | null } {
  const read = field.safeParse(typeof value === 'string' ? value : undefined)
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
  const writtenIn = isPlainlyIn(reader, written) ? reader : said
  if (written.some(one => cannotBeIn(writtenIn, one.text)))
    return { kind: 'wrong', errors: { writtenIn: 'writing.error.letters' } }
  if (writtenIn === reader) return goes(written, () => ({ writing: { language: writtenIn } }))
  if (wayOut === 'colleague') return { kind: 'waits', language: writtenIn, written }
  const given = wayOut === 'as-is' ? written.filter(one => hasTranslation(body, one)) : written
  if (given.length === 0) return sentAsIs(body, written, writtenIn)
  const translated = translatedHere(body, { written: given, reader, ordered, before, writtenIn })
  const left = written.filter(one => !given.includes(one))
  return left.length > 0 ? bothOf(translated, sentAsIs(body, left, writtenIn)) : translated
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

/** Whoever writes to somebody in their language, on a page in another, need not say so. */
const isPlainlyIn = (language: Locale, written: readonly Written[]): boolean =>
  written.every(one => languageByLetters(one.text) === language)

function sentAsIs(body: object, written: readonly Written[], language: Locale): Judged {
  const { text: asIs, wrong } = typedIn(asIsField, (body as Record<string, unknown>).asIsReason)
  if (wrong ?? asIs === '') return { kind: 'wrong', errors: { asIsReason: wrong ?? 'writing.error.as-is' } }
  return goes(written, () => ({ writing: { language, asIs } }))
}

const goes = (written: readonly Written[], how: (one: Written) => Partial<Told>): Judged =>
  goesAs(written.map(one => [one.name, { text: one.text, ...how(one) }]))

/** The name of the field beside another one's. */
export const translationOf = (name: string): string => `translation-${name}`
/** The name of one text for the readers of one language, where they read several. */
export const nameFor = (name: string, language: Locale): string => `${name}-${language}`

/** One text as the readers of each language get it. */
export type ToldIn = { language: Locale; text: string; writing?: Writing }
type ForSeveral = { name: string; text: string; languages: readonly Locale[]; ways: readonly WayOut[] }

/** Reads the same from a form whose one text people of several languages read. */
export function readForSeveral(
  body: object,
  { name, text: words, languages, ways }: ForSeveral,
): { kind: 'goes'; told: ToldIn[] } | { kind: 'wrong'; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const told: ToldIn[] = []
  for (const language of languages) {
    const own = nameFor(name, language)
    const read = readWriting(body, { written: [{ name: own, text: words }], reader: language, ways })
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
  { written, reader, ordered, before, writtenIn }: Asked & { writtenIn: Locale },
): Judged {
  const known: readonly Translated[] = ordered?.translated ? ordered.texts : (before ?? [])
  const typed = body as Record<string, unknown>
  const errors: FieldErrors = {}
  const asked: Record<string, string> = {}
  const told = new Map<string, Told>()
  for (const { name, text: original } of written) {
    const { wrong, translation } = translationIn(typed[translationOf(name)], original, reader)
    const made = madeOf(known, name, translation)
    const outdated = isOutdated(made, original, typed[askedOf(name)])
    if (outdated) asked[askedOf(name)] = markOf(original)
    const error = wrong ?? (outdated ? 'writing.error.original' : null)
    if (error) errors[translationOf(name)] = error
    told.set(name, {
      text: translation,
      writing: {
        language: reader,
        original: { language: writtenIn, text: original },
        ...(made?.text === original ? translatorOf(ordered) : {}),
      },
    })
  }
  return Object.keys(errors).length > 0 ? { kind: 'wrong', errors, asked } : { kind: 'goes', told }
}

/** A translation as it was typed, and why it cannot stand beside its original; null when it can. */
export function translationIn(typed: unknown, original: string, into: Locale) {
  const { text: translation, wrong } = typedIn(translationField, typed)
  return { translation, wrong: wrong ?? wrongWith(original, translation, into) }
}

function wrongWith(original: string, translation: string, into: Locale): MessageKey | null {
  if (translation === '') return 'writing.error.translation'
  if (cannotBeIn(into, translation)) return 'writing.error.translation-letters'
  // A ready-made answer is left in it half filled in.
  if (hasOpenGap(translation)) return 'enquiries.gap-open'
  return openPlacesOf(original) === openPlacesOf(translation) ? null : 'writing.error.places'
}

/** The original was changed and its translation was not, and its author has not been asked about that. */
const isOutdated = (made: Written | undefined, original: string, asked: unknown): boolean =>
  made !== undefined && made.text !== original && asked !== markOf(original)

const translatorOf = (ordered: Asked['ordered']): Partial<Writing> =>
  ordered?.translated ? { translator: ordered.translated.by } : {}

/** What was made of a part before and is sent untouched. Whoever sends it may correct it; then it is theirs. */
const madeOf = (known: readonly Translated[], name: string, translation: string) =>
  known.find(one => one.name === name && one.translation === translation)
