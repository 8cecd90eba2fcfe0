import { conditionsService } from '../cases/acceptance/conditions.ts'
import type { Deps } from '../cases/ports.ts'
import { handoverPhotosOf, photosOutsideRecords, handoverOf } from './handover.ts'
import { addressProofs, contracts } from './papers.ts'
import { conditionReminders } from './reminders.ts'

/** What follows from an accepted offer, up to the handover. */
export function acceptanceService(deps: Deps) {
  return {
    conditions: { ...conditionsService(deps), remind: conditionReminders(deps) },
    addressProofs: { issue: addressProofs(deps) },
    contracts: contracts(deps),
    handover: { ...handoverOf(deps), changePhotos: handoverPhotosOf(deps), photosOutsideRecords },
  }
}
