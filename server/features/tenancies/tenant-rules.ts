import type { Inspection } from '../../../models/parts/tenancy-parts.ts'
import type { Tenancy } from '../../../models/tenancy.ts'
import { canMoveTenancy } from './states.ts'

/** States in which the tenant may ask how it goes on. */
export const askable: readonly Tenancy['state'][] = ['trading', 'expiring']

export const canGiveNotice = ({ state }: Tenancy): boolean =>
  canMoveTenancy(state, 'notice', { kind: 'applicant' }, { reason: 'to be given', interrupted: null }).ok

/** What the tenant may know of: an unannounced visit only once it has been. */
export const shownToTenant = (inspections: readonly Inspection[]): Inspection[] =>
  inspections.filter(({ kind, state }) => state === 'held' || kind === 'planned')

/** Acts that would give an unannounced visit away. */
export const hiddenFromTenant: readonly string[] = ['inspection-unannounced', 'inspection-unannounced-cancelled']

/** Who of the office did something, and what it noted, is the office's own. */
export const forTenant = (event: Tenancy['events'][number]): Tenancy['events'][number] => ({
  ...event,
  note: null,
  by: event.by.kind === 'applicant' ? event.by : { kind: event.by.kind },
})
