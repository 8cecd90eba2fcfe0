import { pickOffered, type FindOffered } from '#features/premises/fields/offered.ts'
import type { RowOutcome } from '../checking/outcomes.ts'
import type { Batch, Received } from '../receiving.ts'

/** Adds to each row that changes terms of an offer the warning that the offer keeps them. */
export async function withOfferWarnings(
  keepingTerms: FindOffered,
  batch: Batch,
  received: Received,
): Promise<Received> {
  const changing = received.rows.filter(isChanging)
  const offered = await keepingTerms(changing.map(({ code }) => code))
  if (offered.size === 0) return received
  const sent = new Map(batch.rows.map(({ row, cells }) => [row, pickOffered(cells.keys())]))
  const rows = received.rows.map(row => {
    const fields = isChanging(row) && offered.has(row.code) ? (sent.get(row.row) ?? []) : []
    const warnings = fields.map(field => ({ field, value: '', code: 'listing.offered.row' as const }))
    return { ...row, warnings: [...row.warnings, ...warnings] }
  })
  return { ...received, rows }
}

const isChanging = ({ outcome: name }: RowOutcome): boolean => name === 'changed' || name === 'would-change'
