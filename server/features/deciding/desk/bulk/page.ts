import type { OtherVersion } from '#shared/texts/writing.ts'
import { pathTo } from '#server/paths.ts'
import type { BulkDecision, BulkItem, BulkObstacle } from '#models/deciding/bulk-decision.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { BulkCase } from '#features/deciding/bulk/bulk-decisions.ts'
import { findBulkDecision, tooLateReason, undoableUntil, findUndoing } from '#features/deciding/bulk/undoing.ts'
import { groundsInWords } from '#features/cases/notice/decision-reasons.ts'
import { dayInWords, stateLabel, type DeskReader } from '#features/cases/desk/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { decisionsHref, deskTrail } from './selection-page.ts'
import { pastHref } from './past-page.ts'

type Status = { tone: string; label: string }
type Row = {
  reference: string
  href: string
  applicant: string
  /** State that this decision has led to. */
  status: Status | null
  what: string
  /** Until when the decision can be undone, or why it no longer can. */
  note: string | null
  undo: { id: string; label: string } | null
}
type BulkPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  alert: string | null
  lead: string
  grounds: string[]
  /** The reason in the languages of other applicants, and why it is sent to some untranslated. */
  besides: OtherVersion[]
  asIs: string | null
  rows: Row[]
  labels: { case: string; applicant: string; what: string; undo: string | null }
  /** Button that carries out the decision; null when there is nothing to carry out, or all is done. */
  confirm: { label: string; href: string; hint: string | null } | null
  undo: { href: string; all: boolean }
  back: string
  past: string | null
}
export const renderBulk = view<BulkPage>('deciding/bulk/show')

export type BulkView = {
  bulk: BulkDecision
  cases: readonly BulkCase[]
  demo: boolean
  now: Date
  alert?: string | null
}

/** Returns the page of a bulk decision: what will happen to each case and, once confirmed, what did. */
export function bulkPage(reader: DeskReader, view: BulkView): BulkPage {
  const { t, locale } = reader
  const { bulk, cases, demo, alert = null } = view
  const rows = cases.map(one => rowOf(reader, view, one))
  const path = pathTo(locale, '/staff/applications/bulk/:id', { id: bulk._id.toHexString() })
  const previewed = bulk.state === 'previewed'
  return {
    title: t(`bulk.title.${bulk.action}`),
    demo,
    breadcrumb: [...deskTrail(reader), { label: t(`bulk.title.${bulk.action}`) }],
    alert,
    lead: leadOf(reader, bulk),
    grounds: groundsInWords(t, bulk),
    ...translationsOf(reader, bulk),
    rows,
    labels: {
      case: t('bulk.column.case'),
      applicant: t('bulk.column.applicant'),
      what: t(previewed ? 'bulk.column.what' : 'bulk.column.result'),
      undo: previewed ? null : t('bulk.column.undo'),
    },
    confirm: confirmOf(reader, bulk, path),
    undo: {
      href: pathTo(locale, '/staff/applications/bulk/:id/undo', { id: bulk._id.toHexString() }),
      all: rows.filter(({ undo }) => undo).length > 1,
    },
    back: decisionsHref(reader),
    past: pastHref(reader),
  }
}

function translationsOf({ t }: DeskReader, { told = [] }: BulkDecision): Pick<BulkPage, 'besides' | 'asIs'> {
  const translated = told.filter(({ writing }) => writing?.original)
  return {
    besides: translated.map(({ language, text }) => ({
      label: t(`writing.label.translation.${language}`),
      lang: language,
      text,
    })),
    asIs: told.find(({ writing }) => writing?.asIs)?.writing?.asIs ?? null,
  }
}

const possible = ({ items }: BulkDecision): number => items.filter(({ to }) => to).length

function leadOf({ t }: DeskReader, bulk: BulkDecision): string {
  if (bulk.state === 'confirmed') return t('bulk.unfinished')
  if (bulk.state === 'finished') return t('bulk.confirmed')
  const count = possible(bulk)
  return count === 0 ? t('bulk.preview.nothing') : t('bulk.preview.lead', { count })
}

function confirmOf({ t }: DeskReader, bulk: BulkDecision, path: string): BulkPage['confirm'] {
  const count = possible(bulk)
  if (bulk.state === 'finished' || count === 0) return null
  const href = `${path}/confirm`
  if (bulk.state === 'confirmed') return { href, label: t('bulk.continue'), hint: null }
  return { href, label: t('bulk.confirm', { count }), hint: t('bulk.preview.mails') }
}

function rowOf(reader: DeskReader, view: BulkView, { item, application }: BulkCase): Row {
  const { locale } = reader
  const id = item.application.toHexString()
  return {
    reference: item.reference,
    href: pathTo(locale, '/staff/applications/:id', { id }),
    applicant: application?.applicantName ?? '—',
    ...itemStatusOf(reader, view, { item, application }),
  }
}

type ItemStatus = Pick<Row, 'status' | 'what' | 'note' | 'undo'>
const textOnly = (what: string): ItemStatus => ({ status: null, what, note: null, undo: null })

/** Returns what happened to a case. Its events take precedence over the stored plan. */
function itemStatusOf(reader: DeskReader, view: BulkView, one: BulkCase): ItemStatus {
  const { t } = reader
  const { item, application } = one
  const { bulk } = view
  if (!application) return textOnly(t('bulk.gone'))
  if (item.refusal) return textOnly(t('bulk.impossible', { why: describeObstacle(reader, item.refusal) }))
  const id = bulk._id.toHexString()
  if (findUndoing(application, id)) return textOnly(t('bulk.undone-case'))
  if (findBulkDecision(application, id)) return decided(reader, view, one)
  if (item.skipped) return textOnly(t('bulk.skipped', { why: describeObstacle(reader, item.skipped) }))
  return textOnly(bulk.state === 'previewed' ? planInWords(reader, bulk, one) : t('bulk.pending'))
}

function decided(reader: DeskReader, { bulk, now }: BulkView, { item, application }: BulkCase): ItemStatus {
  const { t, locale } = reader
  const id = bulk._id.toHexString()
  const decision = application && findBulkDecision(application, id)
  if (!decision) return textOnly(t('bulk.pending'))
  const late = tooLateReason(application, id, now)
  const label = t('bulk.undo-one.of', { reference: item.reference })
  return {
    status: item.to ? stateLabel(t, item.to) : null,
    what: planInWords(reader, bulk, { item, application }),
    note: late ? t(late) : t('bulk.undo.until', { time: formatInstant(locale, undoableUntil(decision.at)) }),
    undo: late ? null : { id: item.application.toHexString(), label },
  }
}

function planInWords({ t, locale }: DeskReader, bulk: BulkDecision, { item, application }: BulkCase): string {
  const to = plannedState(item)
  if (!to) return ''
  return t(`bulk.plan.${to}`, {
    premises: item.premises ?? '',
    choices: application?.premises.join(t('list.comma')) ?? '',
    day: bulk.lastDay ? dayInWords(locale, bulk.lastDay) : '',
  })
}

const planned = ['rejected', 'waitlisted', 'public_notice', 'offered'] as const
const plannedState = ({ to }: BulkItem) => planned.find(state => state === to)

const describeObstacle = ({ t }: DeskReader, { code, gaps }: BulkObstacle): string =>
  isMessageKey(code) ? t(code, gaps ?? {}) : code
