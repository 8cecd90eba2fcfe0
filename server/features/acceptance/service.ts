import { createPaperReview } from '../cases/acceptance/received.ts'
import { createDeadlineReminderService } from '../cases/status/reminders.ts'
import type { Deps } from '../cases/ports.ts'
import { createPhotoChanger, findUnrecordedPhotos, createHandoverService } from './handover.ts'
import { partiesOf } from './lessee.ts'
import { createAddressProofIssuer, createContractService } from './papers.ts'
import { createConditionReminderService } from './reminders.ts'

/** What follows from an accepted offer, up to the handover. */
export function acceptanceService(deps: Deps) {
  return {
    conditions: { remind: createConditionReminderService(deps) },
    deadlines: { remind: createDeadlineReminderService(deps) },
    addressProofs: { issue: createAddressProofIssuer(deps) },
    papers: { review: createPaperReview(deps) },
    contracts: { ...createContractService(deps), partiesOf },
    handover: {
      ...createHandoverService(deps),
      changePhotos: createPhotoChanger(deps),
      photosOutsideRecords: findUnrecordedPhotos,
    },
  }
}
export type AcceptanceService = ReturnType<typeof acceptanceService>
