import { ownWriting } from '#shared/texts/writing.ts'
import type { Inspection } from '#models/tenancies/tenancy-parts.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { isBeingTerminated, mayBegin } from '../states.ts'

/** States in which the tenant may ask how it goes on. */
const askable: readonly Tenancy['state'][] = ['trading', 'expiring']
export const mayAskRenewal = (tenancy: Tenancy): boolean =>
  askable.includes(tenancy.state) && !isBeingTerminated(tenancy)

/**
 * What the tenant can write on the tenancy's page about how it goes on: a first letter about the renewal, another instead of the one
 * that waits for its answer, or for now only a notice, before the shop opens or between a renewal and its last months.
 */
export type WayOn = 'renewal' | 'asked' | 'before-opening' | 'renewed'

/** The letter about the end invites to this, as the page offers it; null where the page takes neither letter nor notice. */
export function wayOnOf(tenancy: Tenancy, today: CityDay): WayOn | null {
  if (mayAskRenewal(tenancy)) return tenancy.renewal && !tenancy.renewal.decidedAt ? 'asked' : 'renewal'
  if (!canGiveNotice(tenancy, today)) return null
  return tenancy.state === 'renewed' ? 'renewed' : 'before-opening'
}

export const canGiveNotice = (tenancy: Tenancy, today: CityDay): boolean =>
  mayBegin('notice', tenancy, { kind: 'applicant' }, today)

/** What the tenant may know of: an unannounced visit only once it has been. */
export const shownToTenant = (inspections: readonly Inspection[]): Inspection[] =>
  inspections.filter(({ kind, state }) => state === 'held' || kind === 'planned')

/** Acts that would give an unannounced visit away. */
export const hiddenFromTenant: readonly string[] = [
  ...['inspection-unannounced', 'inspection-unannounced-cancelled'],
  ...['reports-read', 'answers-read'],
  // What one officer proposes is not decided.
  ...['renewal-proposed', 'paid-proposed', 'termination-proposed', 'proposal-withdrawn'],
]

/** Who of the office did something, and what it noted, is the office's own. */
export const forTenant = (event: Tenancy['events'][number]): Tenancy['events'][number] => ({
  ...event,
  note: null,
  // Neither who translated it nor why nobody did.
  writing: ownWriting(event.writing) ?? null,
  by: event.by.kind === 'applicant' ? event.by : { kind: event.by.kind },
})
