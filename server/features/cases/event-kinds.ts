import type { KeyEnd } from '#shared/texts/i18n.ts'

/** Keys below `case.event.` that name no event: parts of a line, headings, and another wording of one kind. */
type OtherText = 'by' | 'reason' | 'note' | 'moved.late'

/** Kind of an event in the history of a case. Its text is `case.event.<kind>`; a kind without one does not compile. */
export type EventKind = Exclude<KeyEnd<'case.event.'>, OtherText>
