import { pathTo } from '#server/paths.ts'
import type { Milestone, Tenancy } from '#models/tenancies/tenancy.ts'
import { inputValue, type FormFailure } from '#web/forms/forms.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Translate } from '#shared/texts/i18n.ts'
import { tenantName } from '#shared/texts/party.ts'
import { renewalView } from '../renewal/renewal-files.ts'
import { plannedNote } from '../inspections/planned-note.ts'
import { findingTexts, readyFindings } from '../inspections/ready-findings.ts'
import { unreadDutyReports } from '../duties/duty-reports.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { freeTextExtent } from '../texts/form-fields.ts'
import { errorsOf, fieldsOf, type FieldSpec, type FindingRow, type FormPage } from '../texts/form-view.ts'
import { numberMilestones, openLetterOf } from '../rules.ts'
import { dutyReportFacts } from '../actions/parts.ts'
import type { FormInput, HiddenField, TenancyAction } from './action.ts'
import type { Recipient } from '#web/writing/view.ts'
import { deskCrumb } from '#web/pages/head.ts'
import { reportViews, type ReportView } from '../texts/tenancy-text.ts'
import { dayInWords, type TenancyReader } from './labels.ts'
import { rentDifference } from './rent.ts'
import { createLeaseWriting } from './writing.ts'

type Refusal = { failure: FormFailure | null; alert: string | null }

const rowsOfFindings = 5

export function actionPage(making: FormInput, action: TenancyAction, { failure, alert }: Refusal): FormPage {
  const { reader, tenancy, recipient } = making
  const { t, locale } = reader
  const { name, duty } = action
  const specs = action.fields?.({ ...making, failure }) ?? []
  const writing = createLeaseWriting(reader, specs, { recipient, failure })
  return {
    ...formFrame(reader, tenancy, t(`lease.action.${name}`)),
    lead: t(action.lead?.(tenancy) ?? `lease.confirm.${name}`, { until: dayInWords(locale, tenancy.rentFreeUntil) }),
    note: rentDifference(making),
    ...sentByTenant(making, action),
    alert,
    errors: errorsOf(t, specs, failure, writing),
    action: `${hrefOf(reader, tenancy)}/${name}`,
    fields: fieldsOf(t, specs, failure),
    writing,
    hidden: (action.shows?.(making) ?? []).map(field => shownIn(field, { failure, alert })),
    submit: t(`lease.submit.${name}`),
    danger: action.danger ?? false,
    instead: duty ? readInstead(reader, { tenancy, target: duty }) : null,
  }
}

/** Returns what one has to know before an action, with what the tenant sent. */
function sentByTenant(making: FormInput, { facts, withReports, decidesLetter }: TenancyAction) {
  const { reader, tenancy, documents = [] } = making
  const showsLetter = decidesLetter?.(tenancy) && openLetterOf(tenancy)
  return {
    facts: facts?.(making) ?? [],
    reports: withReports ? unreadReportsView(reader, tenancy) : [],
    letter: showsLetter ? renewalView(reader, tenancy, { documents }) : null,
  }
}

/** Returns the reports that no officer has marked as read, each in its last version. */
const unreadReportsView = (reader: TenancyReader, { reports, unreadReports }: Tenancy): ReportView[] =>
  reportViews(reader, reports).filter(({ number }) => unreadReports?.includes(number))

/** A form with a wrong value still speaks of the page that it was sent from; a refused one shows the present. */
function shownIn({ name, value }: HiddenField, { failure, alert }: Refusal): HiddenField {
  const typed = failure?.typed ?? {}
  return { name, value: !alert && name in typed ? inputValue(typed, name) : value }
}

type Part = {
  tenancy: Tenancy
  target: string
  recipient?: Recipient | null
  documents?: readonly ScannedDocument[]
} & Refusal

export function milestonePage(
  reader: TenancyReader,
  { tenancy, target, failure, alert, documents = [] }: Part,
): FormPage | null {
  const { t, locale, today } = reader
  const milestone = numberMilestones(tenancy.milestones).find(({ id }) => id === target)
  if (!milestone) return null
  const specs: FieldSpec[] = [{ name: 'doneOn', kind: 'day', start: milestone.doneOn ?? today }]
  const shown = { name: 'shown', value: milestone.doneOn ?? '' }
  const action = `${hrefOf(reader, tenancy)}/milestones/${target}`
  return {
    ...formFrame(reader, tenancy, milestoneName(reader, milestone)),
    lead: t('tenancy.milestone.due', { day: dayInWords(locale, milestone.dueOn) }),
    facts: dutyReportFacts({ reader, tenancy, documents }, target),
    alert,
    errors: errorsOf(t, specs, failure),
    action,
    fields: fieldsOf(t, specs, failure),
    hidden: [shownIn(shown, { failure, alert })],
    submit: t('lease.submit.milestone'),
    instead: milestone.doneOn
      ? { href: `${action}/undone`, label: t('lease.submit.undone'), hidden: [shown] }
      : readInstead(reader, { tenancy, target }),
  }
}

/** Returns the button that marks what the tenant reported as read while the duty stays open; null when all is read. */
function readInstead(
  reader: TenancyReader,
  { tenancy, target }: { tenancy: Tenancy; target: string },
): FormPage['instead'] {
  const last = unreadDutyReports(tenancy).findLast(({ duty }) => duty === target)
  if (!last) return null
  const upTo = { name: 'upTo', value: last.at.toISOString() }
  const href = `${hrefOf(reader, tenancy)}/milestones/${target}/read`
  return { href, label: reader.t('lease.submit.duty-read'), hidden: [upTo] }
}

export const milestoneName = ({ t }: TenancyReader, { kind, number }: Milestone & { number: number }): string =>
  kind === 'quarterly_report' || kind === 'yearly_assessment'
    ? t(`tenancy.duty.${kind}`, { number })
    : t(`tenancy.milestone.${kind}`)

export function recordPage(
  reader: TenancyReader,
  { tenancy, target, recipient, failure, alert }: Part,
): FormPage | null {
  const { t, locale } = reader
  const inspection = tenancy.inspections.find(({ _id }) => _id.toHexString() === target)
  if (inspection?.state !== 'planned') return null
  const note = plannedNote(inspection)
  const specs: FieldSpec[] = [
    {
      name: 'on',
      kind: 'day',
      start: inspection.on < reader.today ? inspection.on : reader.today,
      label: 'tenancy.field.heldOn',
    },
    {
      name: 'note',
      kind: 'area',
      optional: true,
      start: note.text,
      label: 'tenancy.field.heldNote',
      told: freeTextExtent,
    },
  ]
  const rows = findingRows(reader, failure)
  const writing = createLeaseWriting(reader, specs, { recipient, failure, rows, note })
  const action = `${hrefOf(reader, tenancy)}/inspections/${target}`
  return {
    ...formFrame(reader, tenancy, t('lease.record.title')),
    lead: t(`tenancy.inspection.${inspection.kind}.on`, { day: dayInWords(locale, inspection.on) }),
    alert,
    errors: errorsOf(t, specs, failure, writing),
    action,
    fields: fieldsOf(t, specs, failure),
    findings: rows,
    writing,
    submit: t('lease.submit.record'),
    instead: { href: `${action}/cancel`, label: t('lease.submit.cancel-inspection') },
  }
}

function findingRows({ t }: TenancyReader, failure: FormFailure | null): FindingRow[] {
  const inputOf = (name: string) => [failure?.typed[name] ?? []].flat()
  const texts = inputOf('finding')
  const days = inputOf('cureBy')
  const chosen = inputOf('ready')
  const length = Math.max(rowsOfFindings, texts.length)
  return Array.from({ length }, (_, index) => {
    const error = failure?.errors[`finding-${index}`]
    return {
      id: `finding-${index}`,
      cureId: `cureBy-${index}`,
      ready: readyOf(t, `ready-${index}`, chosen[index] ?? ''),
      label: t('lease.finding.number', { number: index + 1 }),
      text: texts[index] ?? '',
      cureBy: days[index] ?? '',
      error: error ? t(error) : '',
    }
  })
}

const readyOf = (t: Translate, id: string, chosen: string): FindingRow['ready'] => ({
  id,
  options: readyFindings.map(value => ({
    value,
    label: t(`finding.template.${value}`),
    selected: value === chosen,
  })),
})

export function findingPage(reader: TenancyReader, { tenancy, target, failure, alert }: Part): FormPage | null {
  const { t, locale, today } = reader
  const finding = tenancy.inspections
    .flatMap(({ findings }) => findings)
    .find(({ _id }) => _id.toHexString() === target)
  if (!finding || finding.curedOn) return null
  const findingWords = findingTexts(reader, finding)
  const specs: FieldSpec[] = [{ name: 'curedOn', kind: 'day', start: today }]
  return {
    ...formFrame(reader, tenancy, t('lease.finding.title')),
    lead: findingWords.text,
    besides: findingWords.besides,
    facts: [{ label: t('tenancy.field.cureBy'), value: dayInWords(locale, finding.cureBy) }],
    alert,
    errors: errorsOf(t, specs, failure),
    action: `${hrefOf(reader, tenancy)}/findings/${target}`,
    fields: fieldsOf(t, specs, failure),
    submit: t('lease.submit.finding'),
  }
}

const hrefOf = ({ locale }: TenancyReader, { _id }: Tenancy): string =>
  pathTo(locale, '/staff/tenancies/:id', { id: _id.toHexString() })

/** Returns the parts common to all these pages. */
function formFrame(reader: TenancyReader, tenancy: Tenancy, title: string) {
  const { t, locale } = reader
  const href = hrefOf(reader, tenancy)
  return {
    title,
    about: [tenantName(locale, tenancy), tenancy.premises, tenancy.reference].join(dot),
    demo: false,
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('lease.list.title'), href: pathTo(locale, '/staff/tenancies') },
      { label: tenancy.premises, href },
      { label: title },
    ],
    facts: [],
    findings: null,
    danger: false,
    cancel: { href, label: t('lease.cancel') },
    instead: null,
  }
}
