import type { Inspection } from '#models/tenancies/tenancy-parts.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { translationOf, type Translated } from '#web/writing/reading.ts'

type Noted = Pick<Inspection, 'note' | 'noteWriting'>

/** Note of a planned inspection as its author wrote it, with its translation and the language of the translation, if any. */
export type PlannedNote = Translated & { into?: Locale }

export function plannedNote({ note, noteWriting }: Noted): PlannedNote {
  const original = noteWriting?.original
  if (!original) return { name: 'note', text: note }
  return { name: 'note', text: original.text, translation: note, into: noteWriting.language }
}

/** Checks whether a text equals the note, either in its original wording or in translation. */
export const isNoteOf = (planned: Noted, text: string): boolean =>
  text === planned.note || text === plannedNote(planned).text

/**
 * Checks whether a form that records the inspection leaves its planned note unchanged; then the language is not asked again.
 * A note whose language was never given is asked about.
 */
export function isNoteAsPlanned(planned: Noted, note: string, typed: object): boolean {
  if (!planned.noteWriting || !isNoteOf(planned, note)) return false
  const translation = sameLines((typed as Record<string, unknown>)[translationOf('note')])
  return translation === '' || translation === (plannedNote(planned).translation ?? '')
}

/** Converts the CR LF line endings that browsers send. */
const sameLines = (typed: unknown): string => (typeof typed === 'string' ? typed.replace(/\r\n?/g, '\n').trim() : '')
