import { pathTo } from '#server/paths.ts'
import { renewalWishes, type QuarterlyReport } from '#models/tenancies/tenancy-parts.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { addDays } from '#shared/days/city-day.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import type { FormFailure } from '#web/forms/forms.ts'
import { photoExtensions, type RefusedFile } from '#shared/files/file-rules.ts'
import { acceptedTypes, acceptOf, refusalSentence, uploadHint } from '#features/documents/page.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { dayInWords, type TenancyReader } from '../texts/tenancy-text.ts'
import { findingTexts } from '../inspections/ready-findings.ts'
import { mayAppeal } from '../moves/appeals-service.ts'
import { errorsOf, fieldsOf, type FieldSpec, type FormPage, type FileField } from '../texts/form-view.ts'
import { openFindings } from '../duties/duties.ts'
import { inspectionsForTenant } from './rules.ts'
import { quarterOf, reportOpensOn } from '../rules.ts'
import { renewalFiles } from '../renewal/renewal-files.ts'

type UploadState = {
  documents: readonly ScannedDocument[]
  refused: readonly RefusedFile[]
  /** True when the files must be chosen again, because something else was wrong. */
  again: boolean
}

/** Returns the field for photos of a cured finding. */
function photosField({ t, locale }: TenancyReader, { refused, again }: Omit<UploadState, 'documents'>) {
  const complaints = refused.map(file => refusalSentence(t, locale, file, photoExtensions))
  return {
    name: 'finding_photo',
    label: t('tenancy.field.finding_photo'),
    hint: uploadHint(t, locale, photoExtensions),
    accept: acceptOf(photoExtensions),
    complaints,
    error: complaints[0] ?? (again ? t('tenancy.renewal.choose-again') : ''),
    sent: '',
  }
}

/** Returns the field for files of a letter about the renewal, with its errors and the files already sent. */
function letterField(
  { t, locale }: TenancyReader,
  tenancy: Tenancy,
  { documents, refused, again }: UploadState,
): FileField & { complaints: string[] } {
  const complaints = refused.map(file => refusalSentence(t, locale, file))
  const open = tenancy.renewal && !tenancy.renewal.decidedAt
  const names = open ? renewalFiles({ t, locale }, tenancy, { documents }).map(({ name }) => name) : []
  return {
    name: 'renewal_letter',
    label: t('tenancy.field.renewal_letter'),
    hint: uploadHint(t, locale),
    accept: acceptedTypes,
    complaints,
    error: complaints[0] ?? (again ? t('tenancy.renewal.choose-again') : ''),
    sent: names.length > 0 ? t('tenancy.renewal.sent-files', { names: names.join(t('list.comma')) }) : '',
  }
}

export type Refusal = { failure: FormFailure | null; alert: string | null }
type TenantFormInput = { tenancy: Tenancy } & Refusal

const noticeDays = 30

export function noticePage(reader: TenancyReader, asking: TenantFormInput): FormPage {
  const { t, today } = reader
  const specs: FieldSpec[] = [
    { name: 'leavesOn', kind: 'day', start: addDays(today, noticeDays) },
    { name: 'reason', kind: 'area', label: 'tenancy.field.whyLeave', hint: 'tenancy.field.whyLeave.hint' },
  ]
  const texts = { title: t('tenancy.notice.title'), lead: t('tenancy.notice.lead'), submit: t('tenancy.notice.submit') }
  return createFormPage(reader, asking, { ...texts, path: 'notice', specs, danger: true })
}

type AnswerFormInput = TenantFormInput & Omit<UploadState, 'documents'> & { finding: string }

/** Returns null when there is no such finding, or it is closed. */
export function answerPage(reader: TenancyReader, asking: AnswerFormInput): FormPage | null {
  const { t } = reader
  const found = openFindings(inspectionsForTenant(asking.tenancy.inspections)).find(
    ({ _id }) => _id.toHexString() === asking.finding,
  )
  if (!found) return null
  const findingWords = findingTexts(reader, found)
  const specs: FieldSpec[] = [{ name: 'text', kind: 'area', rows: 6, label: 'tenancy.field.answer' }]
  const texts = { title: t('tenancy.answer.title'), lead: findingWords.text, submit: t('tenancy.answer.submit') }
  const page = createFormPage(reader, asking, { ...texts, path: `findings/${asking.finding}`, specs })
  const file = photosField(reader, asking)
  const items = file.complaints.map(text => ({ href: `#${file.name}`, text }))
  const errors = items.length > 0 ? { items: [...(page.errors?.items ?? []), ...items] } : page.errors
  return { ...page, besides: findingWords.besides, file, errors }
}

/** Returns null when there is nothing to appeal against, or it is too late. */
export function appealPage(reader: TenancyReader, asking: TenantFormInput): FormPage | null {
  const { t, locale, today } = reader
  const { termination } = asking.tenancy
  if (!mayAppeal(asking.tenancy, today) || !termination?.appealUntil) return null
  const specs: FieldSpec[] = [{ name: 'text', kind: 'area', rows: 8, label: 'tenancy.field.appeal' }]
  const lead = t('tenancy.appeal.lead', { day: dayInWords(locale, termination.appealUntil) })
  const texts = { title: t('tenancy.appeal.title'), lead, submit: t('tenancy.appeal.submit') }
  return createFormPage(reader, asking, { ...texts, path: 'appeal', specs })
}

type RenewalFormInput = TenantFormInput & UploadState
const openRenewal = ({ renewal }: Tenancy) => (renewal && !renewal.decidedAt ? renewal : null)

export function renewalPage(reader: TenancyReader, asking: RenewalFormInput): FormPage {
  const { t, locale } = reader
  const { rentFreeUntil } = asking.tenancy
  const { wish = '', letter = '' } = openRenewal(asking.tenancy) ?? {}
  const specs: FieldSpec[] = [
    {
      name: 'wish',
      kind: 'radios',
      start: wish,
      options: renewalWishes.map(value => ({ value, label: t(`tenancy.wish.${value}`) })),
    },
    { name: 'letter', kind: 'area', rows: 8, start: letter },
  ]
  const until = dayInWords(locale, rentFreeUntil)
  const texts = { title: t('tenancy.renewal.title'), lead: t('tenancy.renewal.lead', { until }) }
  const page = createFormPage(reader, asking, { ...texts, submit: t('tenancy.renewal.submit'), path: 'renewal', specs })
  const file = letterField(reader, asking.tenancy, asking)
  const items = file.complaints.map(text => ({ href: `#${file.name}`, text }))
  const errors = items.length > 0 ? { items: [...(page.errors?.items ?? []), ...items] } : page.errors
  return { ...page, file, errors }
}

/** Returns null when there is no such quarter. */
export function reportPage(reader: TenancyReader, asking: TenantFormInput & { number: number }): FormPage | null {
  const { t, locale } = reader
  const { tenancy, number } = asking
  const due = quarterOf(tenancy, number)
  if (!due) return null
  const before = tenancy.reports.findLast(report => report.number === number)
  const gaps = {
    from: dayInWords(locale, due.from),
    to: dayInWords(locale, due.to),
    day: dayInWords(locale, due.dueOn),
  }
  const specs = reportFields(reader, before, gaps)
  const texts = { title: t('tenancy.report.of', { number }), lead: t('tenancy.report.lead', gaps) }
  const submit = before ? t('tenancy.report.correct') : t('tenancy.report.submit')
  const page = createFormPage(reader, asking, { ...texts, submit, path: `reports/${number}`, specs })
  return { ...page, note: reader.today < reportOpensOn(due.dueOn) ? t('tenancy.report-early') : null }
}

/** Returns the fields of a report; their hints name its period, which is longer than a quarter after a pause. */
function reportFields(
  { t, locale }: TenancyReader,
  before: QuarterlyReport | undefined,
  period: { from: string; to: string },
): FieldSpec[] {
  const start = (value: number | undefined) => (value === undefined ? '' : formatFieldNumber(locale, String(value)))
  const number = (name: 'turnover' | 'foreignJobs' | 'localJobs', value: number | undefined): FieldSpec => ({
    ...{ name, kind: 'number', start: start(value) },
    hintText: t(`tenancy.field.${name}.hint`, period),
  })
  return [
    { ...number('turnover', before && before.turnoverFen / 100), suffix: '¥' },
    number('foreignJobs', before?.foreignJobs),
    number('localJobs', before?.localJobs),
    { name: 'note', kind: 'area', optional: true, start: before?.note ?? '', label: 'tenancy.field.reportNote' },
  ]
}

type FormSpec = { title: string; lead: string; submit: string; path: string; specs: FieldSpec[]; danger?: boolean }

function createFormPage(reader: TenancyReader, { tenancy, failure, alert }: TenantFormInput, spec: FormSpec): FormPage {
  const { t, locale } = reader
  const { title, lead, submit, path, specs, danger = false } = spec
  const href = pathTo(locale, '/tenancies/:id', { id: tenancy._id.toHexString() })
  return {
    title,
    demo: false,
    breadcrumb: [
      { label: t('nav.applications'), href: pathTo(locale, '/applications') },
      { label: t('tenancy.title', { premises: tenancy.premises }), href },
      { label: title },
    ],
    lead,
    facts: [],
    alert,
    errors: errorsOf(t, specs, failure),
    action: `${href}/${path}`,
    fields: fieldsOf(t, specs, failure),
    findings: null,
    submit,
    danger,
    cancel: { href, label: t('lease.cancel') },
    instead: null,
  }
}
