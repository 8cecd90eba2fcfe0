import { pathTo } from '#server/paths.ts'
import type { PremisesBulk, PremisesBulkItem } from '#models/listings/premises-bulk.ts'
import { formatInstant, formatNumber } from '#shared/texts/format.ts'
import { isMessageKey, type Reader } from '#shared/texts/i18n.ts'
import { pickOffered } from '#features/premises/fields/offered.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { BulkState } from './bulk-service.ts'
import { reasonOf } from './planning.ts'
import { bulkHref, bulkBreadcrumb, describeField, excerptsOf, describeValue, describeWish } from './bulk-text.ts'

type Change = { field: string; before: string; after: string }
type Row = {
  code: string
  href: string
  changes: Change[]
  why: string | null
  tone: string | null
  /** Says that an offer keeps the terms that are changed; null where there is none. */
  offered: string | null
}
type BulkPage = {
  title: string
  breadcrumb: Breadcrumb
  alert: string | null
  lead: string
  /** How many cannot be changed, while it is a preview. */
  refused: string | null
  /** Words searched for and written, and the note. */
  grounds: { label: string; value: string }[]
  progress: { done: string; most: string; words: string } | null
  /** Outcomes, once it is finished. */
  outcomes: string[]
  confirm: { href: string; label: string } | null
  undo: { href: string; label: string; hint: string } | null
  links: { href: string; label: string }[]
  rows: Row[]
  labels: { code: string; what: string }
  pagination: Pagination | null
}
export const renderBulk = view<BulkPage>('listings/bulk/show')

/** `offered`: codes of those of its premises that are under an offer. */
type ShownBulk = BulkState & { offered: ReadonlySet<string> }

/** Returns the page of a bulk change: what happens to each premises, the progress and the outcomes. */
export function bulkPage(reader: Reader, found: ShownBulk, alert: string | null = null): BulkPage {
  const { t } = reader
  const { bulk, items } = found
  const title = describeWish(reader, bulk.wish)
  const href = bulkHref(reader, bulk)
  return {
    title,
    breadcrumb: bulkBreadcrumb(reader, title),
    alert,
    lead: leadOf(reader, found),
    refused: refusedOf(reader, bulk),
    grounds: groundsOf(reader, bulk),
    progress: progressOf(reader, found),
    outcomes: outcomesOf(reader, found),
    confirm:
      bulk.state === 'previewed' && bulk.possible > 0
        ? { href: `${href}/confirm`, label: t('premises-bulk.confirm', { count: bulk.possible }) }
        : null,
    undo: undoOf(reader, found),
    links: linksOf(reader, bulk),
    rows: items.map(item => ({ ...rowOf(reader, item), offered: offeredOf(reader, found, item) })),
    labels: { code: t('listing.column.code'), what: t('premises-bulk.what') },
    pagination: paginationOf(t, found, page => `${href}?page=${page}`),
  }
}

export const isRunning = ({ bulk }: BulkState): boolean => bulk.state === 'confirmed'

function leadOf({ t, locale }: Reader, { bulk }: BulkState): string {
  if (bulk.state === 'confirmed') return t('premises-bulk.running')
  if (bulk.state === 'finished')
    return t('premises-bulk.finished', { at: formatInstant(locale, bulk.finishedAt ?? bulk.at) })
  if (bulk.possible === 0) return t('premises-bulk.preview.none')
  return t('premises-bulk.preview.can', { count: bulk.possible })
}

function refusedOf({ t }: Reader, { state, chosen, possible }: PremisesBulk): string | null {
  const count = chosen - possible
  return state === 'previewed' && count > 0 && possible > 0 ? t('premises-bulk.preview.cannot', { count }) : null
}

function groundsOf({ t }: Reader, { wish }: PremisesBulk): BulkPage['grounds'] {
  const searchTexts =
    wish.kind === 'text'
      ? ([
          ['premises-bulk.field.find', wish.mode === 'swap' ? wish.find : ''],
          ['premises-bulk.field.text', wish.mode === 'clear' ? '' : wish.text],
        ] as const)
      : []
  const why = ['listing.move.note', reasonOf(wish)] as const
  return [...searchTexts, why].filter(([, value]) => value !== '').map(([key, value]) => ({ label: t(key), value }))
}

function progressOf({ t, locale }: Reader, found: BulkState): BulkPage['progress'] {
  if (!isRunning(found)) return null
  const { bulk, counts } = found
  const done = counts.done + counts.changed + counts.gone
  const gaps = { done: formatNumber(locale, done), most: formatNumber(locale, bulk.possible) }
  return { done: String(done), most: String(bulk.possible), words: t('premises-bulk.progress', gaps) }
}

function outcomesOf({ t }: Reader, { bulk, counts }: BulkState): string[] {
  if (bulk.state !== 'finished') return []
  const counted = (['done', 'changed', 'gone', 'refused'] as const).filter(name => counts[name] > 0)
  return counted.map(name => t(`premises-bulk.outcome.${name}`, { count: counts[name] }))
}

function undoOf(reader: Reader, { bulk, counts }: BulkState): BulkPage['undo'] {
  if (bulk.state !== 'finished' || bulk.undoes || bulk.undoneBy || counts.done === 0) return null
  const { t } = reader
  return { href: `${bulkHref(reader, bulk)}/undo`, label: t('premises-bulk.undo'), hint: t('premises-bulk.undo.hint') }
}

function linksOf(reader: Reader, { undoes, undoneBy }: PremisesBulk): BulkPage['links'] {
  const { t, locale } = reader
  return [
    ...(undoes ? [{ href: bulkHref(reader, { _id: undoes }), label: t('premises-bulk.undoes') }] : []),
    ...(undoneBy ? [{ href: bulkHref(reader, { _id: undoneBy }), label: t('premises-bulk.undone') }] : []),
    { href: pathTo(locale, '/staff/premises'), label: t('premises-bulk.back') },
    { href: pathTo(locale, '/staff/premises/bulk/past'), label: t('premises-bulk.past') },
  ]
}

const offeredOf = ({ t }: Reader, { offered }: ShownBulk, { code, changes }: PremisesBulkItem): string | null =>
  offered.has(code) && pickOffered(changes.map(({ field }) => field)).length > 0 ? t('listing.offered.row') : null

function rowOf(reader: Reader, { code, changes, refusal, outcome }: PremisesBulkItem): Omit<Row, 'offered'> {
  const { t, locale } = reader
  const refused = refusal ? `premises-bulk.refused.${refusal}` : null
  const why = refused && isMessageKey(refused) ? t(refused) : outcome ? t(`premises-bulk.fate.${outcome}`) : null
  return {
    code,
    href: pathTo(locale, '/staff/premises/:code', { code }),
    changes: changes.map(({ field, before, after }) => {
      const [was, is] = Array.isArray(before) ? [before, after] : excerptsOf(before, String(after))
      return {
        field: describeField(reader, field),
        before: describeValue(reader, field, was),
        after: describeValue(reader, field, is),
      }
    }),
    why,
    tone: refusal ? 'bad' : outcome === null ? null : outcome === 'done' ? 'good' : 'warn',
  }
}

type PastPage = {
  title: string
  breadcrumb: Breadcrumb
  rows: { when: string; href: string; what: string; who: string; premises: string; state: string }[]
  pagination: Pagination | null
}
export const renderPastBulk = view<PastPage>('listings/bulk/past')

type Past = { items: PremisesBulk[]; done: ReadonlyMap<string, number>; page: number; pages: number }
export function pastBulkPage(reader: Reader, found: Past): PastPage {
  const { t, locale } = reader
  const title = t('premises-bulk.past')
  return {
    title,
    breadcrumb: bulkBreadcrumb(reader, title),
    rows: found.items.map(bulk => ({
      when: formatInstant(locale, bulk.confirmedAt ?? bulk.at),
      href: bulkHref(reader, bulk),
      what: describeWish(reader, bulk.wish),
      who: bulk.by.name,
      premises: numbersOf(reader, bulk, found.done.get(bulk._id.toHexString()) ?? 0),
      state: t(bulk.undoneBy ? 'premises-bulk.state.undone' : `premises-bulk.state.${bulk.state}`),
    })),
    pagination: paginationOf(t, found, page => `${pathTo(locale, '/staff/premises/bulk/past')}?page=${page}`),
  }
}

/** Says how many were changed: fewer than planned, when somebody else changed some first. */
function numbersOf({ t, locale }: Reader, { possible }: PremisesBulk, done: number): string {
  if (done === possible) return formatNumber(locale, done)
  return t('premises-bulk.progress', { done: formatNumber(locale, done), most: formatNumber(locale, possible) })
}
