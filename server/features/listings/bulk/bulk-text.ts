import { pathTo } from '#server/paths.ts'
import type { BulkChange, PremisesBulk } from '#models/listings/premises-bulk.ts'
import { isMessageKey, type Reader } from '#shared/texts/i18n.ts'
import { deskCrumb } from '#web/pages/head.ts'
import { fieldLabel, formatValue } from '../form/value-text.ts'

/** Returns the change as a heading: "Publish", "Replace: description in Chinese". */
export function describeWish({ t, locale }: Reader, wish: BulkChange): string {
  if (wish.kind === 'undo') return t('premises-bulk.wish.undo')
  if (wish.kind === 'move') return t(`listing.move.${wish.move}`)
  if (wish.kind === 'shift') return t('premises-bulk.wish.shift', { code: wish.building })
  if (wish.kind === 'use') return t(`premises-bulk.wish.${wish.mode}`, { use: t(`premises.use.${wish.use}`) })
  if (wish.kind === 'value')
    return t('premises-bulk.wish.value', {
      field: fieldLabel(t, wish.fact),
      value: formatValue({ t, locale }, wish.fact, wish.value),
    })
  const language = t(`listing.language.${wish.locale}`)
  if (wish.kind === 'review')
    return t(wish.reviewed ? 'premises-bulk.wish.reviewed' : 'premises-bulk.wish.unreviewed', { language })
  const field = t(`listing.field.${wish.field}`)
  return t(`premises-bulk.wish.${wish.mode}`, { field, language })
}

export function describeField({ t }: Reader, field: string): string {
  if (field === 'status') return t('table.column.status')
  return fieldLabel(t, field)
}

const maxShownLength = 160
const leadingLength = 50

/** Returns excerpts of two long texts from where they begin to differ. */
export function excerptsOf(before: string, after: string): [string, string] {
  if (Math.max(before.length, after.length) <= maxShownLength) return [before, after]
  let same = 0
  while (same < before.length && before[same] === after[same]) same += 1
  const from = Math.max(0, same - leadingLength)
  return [excerptFrom(before, from), excerptFrom(after, from)]
}

const excerptFrom = (text: string, from: number): string =>
  `${from > 0 && text !== '' ? '…' : ''}${text.slice(from, from + maxShownLength)}${text.length > from + maxShownLength ? '…' : ''}`

export function describeValue({ t, locale }: Reader, field: string, value: string | string[]): string {
  if (Array.isArray(value)) return formatValue({ t, locale }, field, value)
  if (field === 'status') {
    const key = `premises.status.${value}`
    return isMessageKey(key) ? t(key) : value
  }
  if (field.startsWith('reviewed.'))
    return t(value === 'yes' ? 'premises-bulk.reviewed.yes' : 'premises-bulk.reviewed.no')
  if (value === '') return t('listing.edit.empty')
  return formatValue({ t, locale }, field, value)
}

export const bulkHref = ({ locale }: Reader, { _id }: Pick<PremisesBulk, '_id'>): string =>
  pathTo(locale, '/staff/premises/bulk/:id', { id: _id.toHexString() })

export const bulkBreadcrumb = ({ t, locale }: Reader, last: string) => [
  deskCrumb({ t, locale }),
  { label: t('listing.title'), href: pathTo(locale, '/staff/premises') },
  { label: last },
]
