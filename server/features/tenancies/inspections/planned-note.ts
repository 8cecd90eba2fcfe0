import type { Inspection } from '#models/tenancies/tenancy-parts.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { translationFieldOf, type Translated } from '#web/writing/reading.ts'

type StoredNote = Pick<Inspection, 'note' | 'noteWriting'>

/** Note of a planned inspection as its author wrote it, with its translation and the language of the translation, if any. */
export type PlannedNote = Translated & { into?: Locale }

export function plannedNote({ note, noteWriting }: StoredNote): PlannedNote {
  const original = noteWriting?.original
  if (!original) return { name: 'note', text: note }
  return { name: 'note', text: original.text, translation: note, into: noteWriting.language }
}

/** Checks whether a text equals the note, either in its original wording or in translation. */
export const isNoteOf = (planned: StoredNote, text: string): boolean =>
  text === planned.note || text === plannedNote(planned).text

/**
 * Checks whether a form that records the inspection leaves its planned note unchanged; then the language is not asked again.
 * A note whose language was never given is asked about.
 */
export function isNoteUnchanged(planned: StoredNote, note: string, input: object): boolean {
  if (!planned.noteWriting || !isNoteOf(planned, note)) return false
  const translation = normaliseLines((input as Record<string, unknown>)[translationFieldOf('note')])
  return translation === '' || translation === (plannedNote(planned).translation ?? '')
}

/** Converts the CR LF line endings that browsers send. */
const normaliseLines = (input: unknown): string =>
  typeof input === 'string' ? input.replace(/\r\n?/g, '\n').trim() : ''
