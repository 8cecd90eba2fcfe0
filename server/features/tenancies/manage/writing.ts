import type { Translate } from '#shared/texts/i18n.ts'
import type { FormFailure } from '#web/forms/forms.ts'
import { translationFieldOf, type SentText, type TranslationOption, type Written } from '#web/writing/reading.ts'
import { writingView, type Recipient, type WritingView } from '#web/writing/view.ts'
import type { PlannedNote } from '../inspections/planned-note.ts'
import { freeTextExtent } from '../texts/form-fields.ts'
import { labelOf, type FieldSpec, type FindingRow } from '../texts/form-view.ts'
import type { TenancyReader } from './labels.ts'

/** How texts in a tenancy can be sent. Its forms are not stored, so a text is translated on the page or sent as it is. */
export const tenancySendOptions: readonly TranslationOption[] = ['here', 'as-is']

type WritingInput = { recipient: Recipient | null | undefined; failure: FormFailure | null }

/**
 * Returns the part of a form that asks for the language of its texts; null when it has none for the tenant, or the account
 * was deleted.
 */
export function createLeaseWriting(
  reader: TenancyReader,
  specs: readonly FieldSpec[],
  { recipient, failure, rows = [], note }: WritingInput & { rows?: readonly FindingRow[]; note?: PlannedNote },
): WritingView | null {
  const { t } = reader
  const parts = [...specs.flatMap(spec => partOf(t, spec)), ...rowsToTranslate(rows)]
  if (!recipient || parts.length === 0) return null
  const start = note ? startOf(note, recipient) : {}
  return writingView(reader, { recipient, parts, failure, start, prefix: 'lease', ways: tenancySendOptions })
}

/** Returns the translation of a note as the initial value, if it is still in the tenant's language. */
const startOf = ({ name, translation, into }: PlannedNote, { language }: Recipient) =>
  translation && into === language ? { [translationFieldOf(name)]: translation } : {}

const partOf = (t: Translate, spec: FieldSpec) =>
  spec.told ? [{ name: spec.name, label: t(labelOf(spec)), extent: spec.told }] : []

/** Returns the rows with a text, and always the first one. */
const rowsToTranslate = (rows: readonly FindingRow[]) =>
  rows
    .filter(({ text }, index) => index === 0 || text !== '')
    .map(({ id: name, label }) => ({ name, label, extent: freeTextExtent }))

type Finding = { index: number; text: string }
type Value = { reason?: string; note?: string; findings?: readonly Finding[] }

/** Returns the texts of the record of an inspection that the tenant reads, by field. */
export const recordTexts = ({ note = '', findings = [] }: Value): Written[] => [
  { name: 'note', text: note, extent: freeTextExtent },
  ...findings.map(({ index, text }) => ({ name: nameOf(index), text, extent: freeTextExtent })),
]

const nameOf = (index: number): string => `finding-${String(index)}`

/** Returns the form with its texts as they are sent, each with how it was written. */
export function withSentTexts<T extends object>(value: T, sentTexts: ReadonlyMap<string, SentText>): T {
  const { findings } = value as Value
  const reason = sentTexts.get('reason')
  const note = sentTexts.get('note')
  return {
    ...value,
    ...(reason ? { reason: reason.text, writing: reason.writing } : {}),
    ...(note ? { note: note.text, noteWriting: note.writing } : {}),
    ...(findings ? { findings: findings.map(one => ({ ...one, ...sentTexts.get(nameOf(one.index)) })) } : {}),
  }
}
