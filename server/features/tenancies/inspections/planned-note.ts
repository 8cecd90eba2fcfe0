import type { Inspection } from '#models/tenancies/tenancy-parts.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { translationOf, type Translated } from '#web/writing/reading.ts'

type Noted = Pick<Inspection, 'note' | 'noteWriting'>

/** The note of a planned inspection as its author wrote it, with its translation and the language of that where it has one. */
export type PlannedNote = Translated & { into?: Locale }

export function plannedNote({ note, noteWriting }: Noted): PlannedNote {
  const original = noteWriting?.original
  if (!original) return { name: 'note', text: note }
  return { name: 'note', text: original.text, translation: note, into: noteWriting.language }
}

/** Whether a text is what stands in the note, in its author's wording or in the translation. */
export const isNoteOf = (planned: Noted, text: string): boolean =>
  text === planned.note || text === plannedNote(planned).text

/**
 * Whether a form that records the inspection says of its note nothing that was not said when it was planned: then nobody is
 * asked again in which language it is. A note of which that was never said is asked about.
 */
export function isNoteAsPlanned(planned: Noted, note: string, typed: object): boolean {
  if (!planned.noteWriting || !isNoteOf(planned, note)) return false
  const translation = sameLines((typed as Record<string, unknown>)[translationOf('note')])
  return translation === '' || translation === (plannedNote(planned).translation ?? '')
}

/** Browsers send line ends as CR LF. */
const sameLines = (typed: unknown): string => (typeof typed === 'string' ? typed.replace(/\r\n?/g, '\n').trim() : '')
