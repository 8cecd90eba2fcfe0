import { z } from 'zod'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { optionalTextField, requiredTextField } from '#web/writing/extent.ts'
import type { Written } from '#web/writing/reading.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { reportsAbout } from '../duties/duty-reports.ts'
import type { FactRow, FormInput, HiddenField } from '../manage/action.ts'
import { dayInWords } from '../manage/labels.ts'
import { filesOf } from '../renewal/renewal-files.ts'
import { lateMilestones, openLetterOf } from '../rules.ts'
import { freeTextExtent } from '../texts/form-fields.ts'
import type { FieldSpec } from '../texts/form-view.ts'
import type { Fact, TenancyReader } from '../texts/tenancy-text.ts'

export const reasonInput = requiredTextField(freeTextExtent)
export const optionalTextInput = optionalTextField(freeTextExtent)
/** When the state began that the page showed. Forms of an earlier release do not say it. */
export const since = z.coerce.date().optional().catch(undefined)
/** Instant of the open letter about the renewal on the page with the form; empty when there was none. */
export const letterInput = z
  .union([z.literal('').transform(() => null), z.coerce.date()])
  .optional()
  .catch(undefined)

/** The reason of an action that the tenant reads, in their language. */
export const reasonField: FieldSpec = { name: 'reason', kind: 'area', told: freeTextExtent }
export const writtenReason = ({ reason }: { reason: string }): Written[] => [
  { name: 'reason', text: reason, extent: freeTextExtent },
]
/** Reasons of a decision that is sent as a letter: in the tenant's language and in Chinese. */
export const letterReasonFields: FieldSpec[] = [
  { name: 'reason', kind: 'area', hint: 'tenancy.field.reason.language' },
  { name: 'reasonZh', kind: 'area', optional: true },
]

/** Says since when the tenancy is in the state that the page shows. */
export const sinceShown = ({ tenancy }: FormInput): HiddenField[] => [
  { name: 'since', value: tenancy.stateSince.toISOString() },
]
export const letterShown = ({ tenancy }: FormInput): HiddenField[] => [
  { name: 'letter', value: openLetterOf(tenancy)?.at.toISOString() ?? '' },
]
export const proposalShown = ({ tenancy }: FormInput): HiddenField[] => [
  { name: 'proposal', value: tenancy.proposal?.key ?? '' },
]

export const endFact = ({ reader: { t, locale }, tenancy }: FormInput): Fact => ({
  label: t('tenancy.clock.until'),
  value: dayInWords(locale, tenancy.rentFreeUntil),
})

/** Returns the reports that are late, which matter for a renewal. */
export function overdueFact({ reader: { t, today }, tenancy }: Pick<FormInput, 'reader' | 'tenancy'>): Fact {
  const late = lateMilestones(tenancy, today).filter(({ kind }) => kind === 'quarterly_report')
  const names = late.map(({ number }) => t('tenancy.report.of', { number }))
  return { label: t('lease.behind'), value: names.join(t('list.comma')) || t('lease.behind.none') }
}

/** Returns what the tenant has reported about a duty, with its files. */
export const dutyReportFacts = ({ reader, tenancy, documents = [] }: FormInput, duty: string): FactRow[] =>
  reportsAbout(tenancy, duty).flatMap(({ at, text, on, files: ids }) => [
    ...(on ? [{ label: reader.t('tenancy.field.openedOn'), value: dayInWords(reader.locale, on) }] : []),
    {
      label: reader.t('lease.reported'),
      value: text || reader.t('lease.reported.no-words'),
      note: formatInstant(reader.locale, at),
    },
    ...fileFacts({ reader, tenancy, documents }, ids),
  ])

/** Returns the files with these ids, with the links to them. */
export const fileFacts = (
  {
    reader,
    tenancy,
    documents = [],
  }: { reader: TenancyReader; tenancy: Tenancy; documents?: readonly ScannedDocument[] },
  ids: readonly string[],
): FactRow[] =>
  filesOf(reader, { tenancy, ids }, { documents }).map(({ name, href, note }) => ({
    label: reader.t('tenancy.renewal.files'),
    value: name,
    ...(note ? { note } : {}),
    ...(href ? { href, action: reader.t('case.document.download') } : {}),
  }))
