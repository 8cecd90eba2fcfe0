import { pathTo } from '#server/paths.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import { renewalWishes, type QuarterlyReport } from '#models/tenancies/tenancy-parts.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import type { FormFailure } from '#web/forms/forms.ts'
import { paperExtensions, photoExtensions, type Extension, type RefusedFile } from '#shared/files/file-rules.ts'
import { acceptOf, refusalSentence, uploadHint } from '#features/documents/page.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { dayInWords, type TenancyReader } from '../texts/tenancy-text.ts'
import { findingTexts } from '../inspections/ready-findings.ts'
import { mayAppeal } from '../moves/appeals-service.ts'
import { errorsOf, fieldsOf, type FieldSpec, type FormPage } from '../texts/form-view.ts'
import { openFindings } from '../duties/duties.ts'
import { recallUntil } from '../states.ts'
import { canAskRenewal, canRecallNotice, endOptionOf, inspectionsForTenant } from './rules.ts'
import { expiringMonths, monthsBefore, quarterOf, reportOpensOn } from '../rules.ts'
import { renewalFiles } from '../renewal/renewal-files.ts'

type UploadState = {
  documents: readonly ScannedDocument[]
  refused: readonly RefusedFile[]
  /** True when the files must be chosen again, because something else was wrong. */
  again: boolean
}

type FileSpec = {
  kind: DocumentKind
  label: MessageKey
  extensions?: readonly Extension[]
  required?: boolean
  /** Names of the files that were sent before. */
  sent?: readonly string[]
}

/** Returns a page with a field for files, whose errors are among those of the page. */
export function withFileField(
  { t, locale }: TenancyReader,
  page: FormPage,
  { refused, again, failure }: FileFormInput,
  { kind, label, extensions = paperExtensions, required = false, sent = [] }: FileSpec,
): FormPage {
  const complaints = refused.map(file => refusalSentence(t, locale, file, extensions))
  const missing = failure?.errors[kind]
  const items = complaints.map(text => ({ href: `#${kind}`, text }))
  const file = {
    name: kind,
    label: t(label),
    hint: uploadHint(t, locale, extensions),
    accept: acceptOf(extensions),
    error: complaints[0] ?? (missing ? t(missing) : again ? t('tenancy.renewal.choose-again') : ''),
    sent: sent.length > 0 ? t('tenancy.renewal.sent-files', { names: sent.join(t('list.comma')) }) : '',
    required,
  }
  return {
    ...page,
    file,
    errors: items.length > 0 ? { items: [...(page.errors?.items ?? []), ...items] } : page.errors,
  }
}

export type Refusal = { failure: FormFailure | null; alert: string | null }
type TenantFormInput = { tenancy: Tenancy } & Refusal
export type FileFormInput = TenantFormInput & UploadState

const noticeDays = 30

export function noticePage(reader: TenancyReader, asking: TenantFormInput): FormPage {
  const { t, today } = reader
  const specs: FieldSpec[] = [
    { name: 'leavesOn', kind: 'day', start: addDays(today, noticeDays) },
    { name: 'reason', kind: 'area', label: 'tenancy.field.whyLeave', hint: 'tenancy.field.whyLeave.hint' },
  ]
  const lead = t('tenancy.notice.lead', { day: dayInWords(reader.locale, addDays(today, 1)) })
  const texts = { title: t('tenancy.notice.title'), lead, submit: t('form.continue') }
  return createFormPage(reader, asking, { ...texts, path: 'notice', specs })
}

/** Returns the page that repeats a notice before it is given. */
export function noticeCheckPage(
  reader: TenancyReader,
  tenancy: Tenancy,
  { leavesOn, reason }: { leavesOn: CityDay; reason: string },
): FormPage {
  const { t, locale, today } = reader
  const lead = t('tenancy.notice.check', { day: dayInWords(locale, addDays(today, 1)) })
  const texts = { title: t('tenancy.notice.check.title'), lead, submit: t('tenancy.notice.submit') }
  const page = createFormPage(
    reader,
    { tenancy, failure: null, alert: null },
    { ...texts, path: 'notice', specs: [], danger: true },
  )
  return {
    ...page,
    facts: [
      { label: t('tenancy.field.leavesOn'), value: dayInWords(locale, leavesOn) },
      { label: t('tenancy.field.whyLeave'), value: reason },
    ],
    hidden: Object.entries({ leavesOn, reason, confirmed: 'yes' }).map(([name, value]) => ({ name, value })),
  }
}

/** Returns the page on which the tenant takes a notice back; null when that is not possible. */
export function recallPage(reader: TenancyReader, asking: TenantFormInput): FormPage | null {
  const { t, locale, today } = reader
  const { tenancy } = asking
  if (!canRecallNotice(tenancy, today)) return null
  const lead = t('tenancy.notice.recall-until', { day: dayInWords(locale, recallUntil(tenancy)) })
  const title = t('tenancy.notice.recall')
  return createFormPage(reader, asking, { title, lead, submit: title, path: 'notice/recall', specs: [] })
}

/** Returns null when there is no such finding, or it is closed. */
export function answerPage(reader: TenancyReader, asking: FileFormInput, finding: string): FormPage | null {
  const { t } = reader
  const found = openFindings(inspectionsForTenant(asking.tenancy.inspections)).find(
    ({ _id }) => _id.toHexString() === finding,
  )
  if (!found) return null
  const findingWords = findingTexts(reader, found)
  const specs: FieldSpec[] = [{ name: 'text', kind: 'area', rows: 6, label: 'tenancy.field.answer' }]
  const texts = { title: t('tenancy.answer.title'), lead: findingWords.text, submit: t('tenancy.answer.submit') }
  const page = createFormPage(reader, asking, { ...texts, path: `findings/${finding}`, specs })
  return withFileField(reader, { ...page, besides: findingWords.besides }, asking, {
    kind: 'finding_photo',
    label: 'tenancy.field.finding_photo',
    extensions: photoExtensions,
  })
}

/** Returns null when there is nothing to appeal against, or it is too late. */
export function appealPage(reader: TenancyReader, asking: FileFormInput): FormPage | null {
  const { t, locale, today } = reader
  const { termination } = asking.tenancy
  if (!mayAppeal(asking.tenancy, today) || !termination?.appealUntil) return null
  const specs: FieldSpec[] = [{ name: 'text', kind: 'area', rows: 8, label: 'tenancy.field.appeal' }]
  const lead = t('tenancy.appeal.lead', { day: dayInWords(locale, termination.appealUntil) })
  const texts = { title: t('tenancy.appeal.title'), lead, submit: t('tenancy.appeal.submit') }
  const page = createFormPage(reader, asking, { ...texts, path: 'appeal', specs })
  return withFileField(reader, page, asking, { kind: 'appeal_paper', label: 'tenancy.field.appeal_paper' })
}

const openRenewal = ({ renewal }: Tenancy) => (renewal && !renewal.decidedAt ? renewal : null)

export function renewalPage(reader: TenancyReader, asking: FileFormInput): FormPage {
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
  const closed = asking.failure ? null : whyNoRenewal(reader, asking.tenancy)
  if (closed) return { ...withoutForm(page), lead: null, note: closed }
  const files = openRenewal(asking.tenancy) ? renewalFiles(reader, asking.tenancy, asking) : []
  return withFileField(reader, page, asking, {
    kind: 'renewal_letter',
    label: 'tenancy.field.renewal_letter',
    sent: files.map(({ name }) => name),
  })
}

/** Returns a page that only says why nothing can be sent, or from when. */
const withoutForm = (page: FormPage): FormPage => ({ ...page, fields: [], submit: null })

/** Returns why the tenant cannot write about the renewal now, and from when; null when that is possible. */
function whyNoRenewal({ t, locale, today }: TenancyReader, tenancy: Tenancy): string | null {
  if (canAskRenewal(tenancy)) return null
  const option = endOptionOf(tenancy, today)
  if (option === 'renewed')
    return t('tenancy.renewal.from', { day: dayInWords(locale, monthsBefore(tenancy.rentFreeUntil, expiringMonths)) })
  if (option !== 'before-opening') return t('tenancy.renewal.not-now')
  const opening = tenancy.milestones.find(({ kind }) => kind === 'opening')
  return t('tenancy.renewal.from-opening', { day: opening ? dayInWords(locale, opening.dueOn) : 'none' })
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
  const opensOn = reportOpensOn(due.dueOn)
  if (reader.today >= opensOn) return page
  const note = t('tenancy.report.from', { day: dayInWords(locale, opensOn) })
  return { ...(asking.failure ? page : withoutForm(page)), note }
}

/** Returns the fields of a report; their hints name its period, which is longer than a quarter after a pause. */
function reportFields(
  { t, locale }: TenancyReader,
  before: QuarterlyReport | undefined,
  period: { from: string; to: string },
): FieldSpec[] {
  const start = (value: number | undefined) => (value === undefined ? '' : formatFieldNumber(locale, String(value)))
  const number = (name: 'turnover' | 'foreignJobs' | 'localJobs', value: number | undefined): FieldSpec => ({
    name,
    kind: 'number',
    start: start(value),
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

export function createFormPage(
  reader: TenancyReader,
  { tenancy, failure, alert }: TenantFormInput,
  spec: FormSpec,
): FormPage {
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
