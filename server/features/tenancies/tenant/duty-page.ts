import { numberMilestones } from '../rules.ts'
import { filesOfReport, isPaperDuty, openDutyOf, reportsAbout, type ReportedDuty } from '../duties/duty-reports.ts'
import { filesOf } from '../renewal/renewal-files.ts'
import { dayInWords, type TenancyReader } from '../texts/tenancy-text.ts'
import type { FieldSpec, FormPage } from '../texts/form-view.ts'
import { createFormPage, withFileField, type FileFormInput } from './form-pages.ts'

/** Returns the form with which the tenant reports that a duty is done; null once it is. */
export function dutyPage(
  reader: TenancyReader,
  asking: FileFormInput,
  { duty, kind }: { duty: string; kind: ReportedDuty },
): FormPage | null {
  const { t, locale, today } = reader
  const { tenancy, documents } = asking
  if (!openDutyOf(tenancy, duty)) return null
  const dueOn = numberMilestones(tenancy.milestones).find(({ id }) => id === duty)?.dueOn ?? tenancy.breach?.cureBy
  const words: FieldSpec = {
    name: 'text',
    kind: 'area',
    label: 'tenancy.field.reportNote',
    optional: kind !== 'breach',
  }
  const specs: FieldSpec[] = [
    ...(kind === 'opening'
      ? [{ name: 'on', kind: 'day' as const, start: today, label: 'tenancy.field.openedOn' as const }]
      : []),
    words,
  ]
  const day = dueOn ? dayInWords(locale, dueOn) : ''
  const lead = t(isPaperDuty(kind) ? 'tenancy.duty.lead-paper' : `tenancy.duty.lead-${kind}`, { day })
  const page = createFormPage(reader, asking, {
    title: t(`tenancy.act.${kind}`),
    lead,
    submit: t('tenancy.duty.submit'),
    path: `duties/${duty}`,
    specs,
  })
  const ids = reportsAbout(tenancy, duty).flatMap(({ files }) => files)
  const sent = filesOf(reader, { tenancy, ids }, { documents }).map(({ name }) => name)
  const { required, ...files } = filesOfReport(kind)
  return withFileField(reader, page, asking, {
    ...files,
    label: isPaperDuty(kind) ? 'tenancy.field.paper' : 'tenancy.field.finding_photo',
    required: required && sent.length === 0,
    sent,
  })
}
