import { pathTo } from '#server/paths.ts'
import type { BulkWish, PremisesBulk } from '#models/listings/premises-bulk.ts'
import { isMessageKey, type Reader } from '#shared/texts/i18n.ts'
import { fieldLabel, valueWords } from '../form/value-text.ts'

/** Returns the change as a heading: "Publish", "Replace: description in Chinese". */
export function wishInWords({ t, locale }: Reader, wish: BulkWish): string {
  if (wish.kind === 'undo') return t('premises-bulk.wish.undo')
  if (wish.kind === 'move') return t(`listing.move.${wish.move}`)
  if (wish.kind === 'shift') return t('premises-bulk.wish.shift', { code: wish.building })
  if (wish.kind === 'use') return t(`premises-bulk.wish.${wish.mode}`, { use: t(`premises.use.${wish.use}`) })
  if (wish.kind === 'value')
    return t('premises-bulk.wish.value', {
      field: fieldLabel(t, wish.fact),
      value: valueWords({ t, locale }, wish.fact, wish.value),
    })
  const language = t(`listing.language.${wish.locale}`)
  if (wish.kind === 'review')
    return t(wish.reviewed ? 'premises-bulk.wish.reviewed' : 'premises-bulk.wish.unreviewed', { language })
  const field = t(`listing.field.${wish.field}`)
  return t(`premises-bulk.wish.${wish.mode}`, { field, language })
}

export function fieldInWords({ t }: Reader, field: string): string {
  if (field === 'status') return t('table.column.status')
  return fieldLabel(t, field)
}

const mostShown = 160
const led = 50

/** Returns excerpts of two long texts from where they begin to differ. */
export function piecesOf(before: string, after: string): [string, string] {
  if (Math.max(before.length, after.length) <= mostShown) return [before, after]
  let same = 0
  while (same < before.length && before[same] === after[same]) same += 1
  const from = Math.max(0, same - led)
  return [pieceFrom(before, from), pieceFrom(after, from)]
}

const pieceFrom = (text: string, from: number): string =>
  `${from > 0 && text !== '' ? '…' : ''}${text.slice(from, from + mostShown)}${text.length > from + mostShown ? '…' : ''}`

export function valueInWords({ t, locale }: Reader, field: string, value: string | string[]): string {
  if (Array.isArray(value)) return valueWords({ t, locale }, field, value)
  if (field === 'status') {
    const key = `premises.status.${value}`
    return isMessageKey(key) ? t(key) : value
  }
  if (field.startsWith('reviewed.'))
    return t(value === 'yes' ? 'premises-bulk.reviewed.yes' : 'premises-bulk.reviewed.no')
  if (value === '') return t('listing.edit.empty')
  return valueWords({ t, locale }, field, value)
}

export const bulkHref = ({ locale }: Reader, { _id }: Pick<PremisesBulk, '_id'>): string =>
  pathTo(locale, '/staff/premises/bulk/:id', { id: _id.toHexString() })

export const bulkTrail = ({ t, locale }: Reader, last: string) => [
  { label: t('desk.title'), href: pathTo(locale, '/staff') },
  { label: t('listing.title'), href: pathTo(locale, '/staff/premises') },
  { label: last },
]
