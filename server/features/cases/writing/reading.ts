import { z } from 'zod'
import type { TextToTranslate } from '#models/cases/parts/text-to-translate.ts'
import type { Writing } from '#models/parts/writing.ts'
import { locales, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { languageByLetters, openPlacesOf } from '#shared/texts/writing.ts'
import { text, type FieldErrors } from '#web/forms/forms.ts'

const longText = 4000

/** What becomes of a text that its reader cannot read: translated in the form, by a colleague, or sent as it is. */
export const waysOut = ['here', 'colleague', 'as-is'] as const

/** What an officer wrote into a form for somebody outside, by the name of the field. */
export type Written = { name: string; text: string }
/** As it goes out: `text` is what its reader reads first. */
export type Told = { text: string; writing?: Writing }

export type WritingRead =
  | { kind: 'goes'; told: ReadonlyMap<string, Told> }
  | { kind: 'waits'; language: Locale; written: Written[] }
  | { kind: 'wrong'; errors: FieldErrors }

/** `ordered` is what a colleague has translated of it before, where the form came back from that. */
type Asked = { written: readonly Written[]; reader: Locale; ordered?: TextToTranslate | null | undefined }

const fields = z.object({
  writtenIn: z.enum(locales).optional().catch(undefined),
  wayOut: z.enum(waysOut).catch('here'),
  asIsReason: text(longText).catch(''),
})
const translationField = text(longText).catch('')

/**
 * Reads from a form in which language its texts are and, where that is not the reader's, what is to become of them. A form
 * that does not say it, from a page of before, goes out as it is and unmarked.
 */
export function readWriting(body: object, { written: all, reader, ordered }: Asked): WritingRead {
  const { writtenIn: said, wayOut, asIsReason } = fields.parse(body)
  const written = all.filter(one => one.text.trim() !== '')
  if (!said) return goes(written, () => ({}))
  const writtenIn = isPlainlyIn(reader, written) ? reader : said
  if (written.some(one => contradicts(one.text, writtenIn)))
    return { kind: 'wrong', errors: { writtenIn: 'writing.error.letters' } }
  if (writtenIn === reader) return goes(written, () => ({ writing: { language: writtenIn } }))
  if (wayOut === 'colleague') return { kind: 'waits', language: writtenIn, written }
  if (wayOut === 'as-is') {
    if (asIsReason === '' && written.length > 0) return { kind: 'wrong', errors: { asIsReason: 'writing.error.as-is' } }
    return goes(written, () => ({ writing: { language: writtenIn, asIs: asIsReason } }))
  }
  return translatedHere(body, { written, reader, ordered, writtenIn })
}

/** Whoever writes to somebody in their language, on a page in another, need not say so. */
const isPlainlyIn = (language: Locale, written: readonly Written[]): boolean =>
  written.length > 0 && written.every(one => languageByLetters(one.text) === language)

const contradicts = (text: string, language: Locale): boolean => {
  const byLetters = languageByLetters(text)
  return byLetters !== null && byLetters !== language
}

const goes = (written: readonly Written[], how: (one: Written) => Partial<Told>): WritingRead => ({
  kind: 'goes',
  told: new Map(written.map(one => [one.name, { text: one.text, ...how(one) }])),
})

/** The name of the field beside another one's. */
export const translationOf = (name: string): string => `translation-${name}`

function translatedHere(
  body: object,
  { written, reader, ordered, writtenIn }: Asked & { writtenIn: Locale },
): WritingRead {
  const typed = body as Record<string, unknown>
  const errors: FieldErrors = {}
  const told = new Map<string, Told>()
  for (const { name, text: original } of written) {
    const translation = translationField.parse(typed[translationOf(name)])
    const wrong = wrongWith(original, translation, reader)
    if (wrong) errors[translationOf(name)] = wrong
    const translator = translatorOf(ordered, name, translation)
    told.set(name, {
      text: translation,
      writing: { language: reader, original: { language: writtenIn, text: original }, ...translator },
    })
  }
  return Object.keys(errors).length > 0 ? { kind: 'wrong', errors } : { kind: 'goes', told }
}

/** Why a translation cannot stand beside its original; null when it can. */
export function wrongWith(original: string, translation: string, into: Locale): MessageKey | null {
  if (translation === '') return 'writing.error.translation'
  if (contradicts(translation, into)) return 'writing.error.translation-letters'
  return openPlacesOf(original) === openPlacesOf(translation) ? null : 'writing.error.places'
}

/** Whoever sends it may correct a colleague's translation; then it is theirs. */
function translatorOf(ordered: TextToTranslate | null | undefined, name: string, text: string): Partial<Writing> {
  const made = ordered?.translated && ordered.texts.find(one => one.name === name)
  return ordered?.translated && made?.translation === text ? { translator: ordered.translated.by } : {}
}
