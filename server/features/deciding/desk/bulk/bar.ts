import { pathTo } from '#server/paths.ts'
import { bulkActions } from '#models/deciding/bulk-decision.ts'
import type { CaseLine, CaseLines } from '#features/cases/queue/case-queries.ts'
import type { QueueQuery } from '#features/cases/desk/input.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

/** For choosing a case together with others. */
export type Tick = { id: string; label: string } | null
/** What can be decided on several at once. */
export type BulkBar = { action: string; buttons: { value: string; label: string }[] } | null

/** Where everything on the page waits for a decision, and the reader is one who decides. */
const canBulk = ({ account }: DeskReader, { state }: QueueQuery): boolean =>
  state === 'decision' && account.role === 'decider'

export function tickOf(reader: DeskReader, query: QueueQuery, { _id, reference }: CaseLine): Tick {
  if (!canBulk(reader, query)) return null
  return { id: _id.toHexString(), label: reader.t('bulk.tick', { reference: String(reference) }) }
}

export function bulkBar(reader: DeskReader, query: QueueQuery, { items }: CaseLines): BulkBar {
  const { t, locale } = reader
  if (!canBulk(reader, query) || items.length === 0) return null
  return {
    action: pathTo(locale, '/staff/applications/bulk'),
    buttons: bulkActions.map(value => ({ value, label: t(`bulk.action.${value}`) })),
  }
}
