import type { Clock } from '#outside/clock.ts'
import type { CatalogueService } from '../catalogue/service.ts'
import { premisesFinding } from './finding.ts'
import { staffTable } from './staff-table/table-service.ts'
import { holdsOf, keptByCases, keptByEarlier, statusesOf, takenListings } from './to-check.ts'
import { listingWork } from './work.ts'

/** What the staff find and are told of listings. */
export const staffListingsService = (deps: { clock: Clock } & Pick<CatalogueService, 'reader' | 'findWords'>) => ({
  ...premisesFinding(deps),
  staff: staffTable(deps),
  work: listingWork,
  holds: holdsOf,
  taken: takenListings,
  kept: keptByCases,
  keptByEarlier,
  statuses: statusesOf,
})
export type StaffListingsService = ReturnType<typeof staffListingsService>
