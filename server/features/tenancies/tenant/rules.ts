import { writingForReader } from '#shared/texts/writing.ts'
import type { Inspection } from '#models/tenancies/tenancy-parts.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { isBeingTerminated, mayBegin } from '../states.ts'

/** States in which the tenant may ask for a renewal. */
const renewableStates: readonly Tenancy['state'][] = ['trading', 'expiring']
export const canAskRenewal = (tenancy: Tenancy): boolean =>
  renewableStates.includes(tenancy.state) && !isBeingTerminated(tenancy)

/**
 * What the tenant can do on the page about the end: write a first letter about the renewal, replace the one that waits for
 * its answer, or for now only give notice (before the shop opens, or between a renewal and its last months).
 */
export type EndOption = 'renewal' | 'asked' | 'before-opening' | 'renewed'

/** Returns what the mail about the end suggests, as the page offers it; null where neither letter nor notice is possible. */
export function endOptionOf(tenancy: Tenancy, today: CityDay): EndOption | null {
  if (canAskRenewal(tenancy)) return tenancy.renewal && !tenancy.renewal.decidedAt ? 'asked' : 'renewal'
  if (!canGiveNotice(tenancy, today)) return null
  return tenancy.state === 'renewed' ? 'renewed' : 'before-opening'
}

export const canGiveNotice = (tenancy: Tenancy, today: CityDay): boolean =>
  mayBegin('notice', tenancy, { kind: 'applicant' }, today)

export const canRecallNotice = (tenancy: Tenancy, today: CityDay): boolean =>
  mayBegin('recall', tenancy, { kind: 'applicant' }, today)

/** Returns the inspections that the tenant may know of: unannounced ones only after they took place. */
export const inspectionsForTenant = (inspections: readonly Inspection[]): Inspection[] =>
  inspections.filter(({ kind, state }) => state === 'held' || kind === 'planned')

/** Kinds of events hidden from the tenant: unannounced inspections, and the office's reading of reports and answers. */
export const hiddenEventKinds: readonly string[] = [
  ...['inspection-unannounced', 'inspection-unannounced-cancelled'],
  ...['reports-read', 'answers-read', 'duty-reports-read'],
  // A proposal of one officer is not a decision.
  ...['renewal-proposed', 'paid-proposed', 'termination-proposed', 'party-proposed', 'proposal-withdrawn'],
]

/** Removes from an event the officer's name and note, which are internal to the office. */
export const toTenantEvent = (event: Tenancy['events'][number]): Tenancy['events'][number] => ({
  ...event,
  note: null,
  // Also removes who translated the text, or why nobody did.
  writing: writingForReader(event.writing) ?? null,
  by: event.by.kind === 'applicant' ? event.by : { kind: event.by.kind },
})
