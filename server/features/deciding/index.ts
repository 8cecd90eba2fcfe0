import type { Slice, SliceParts } from '#server/slice.ts'
import { storeChecks } from '#outside/files/store-checks.ts'
import { actionRoutes } from '../cases/desk/case-actions.ts'
import type { CaseDesk } from '../cases/desk/case-desk.ts'
import { decidingActions } from './actions/index.ts'
import { bulkRoutes } from './desk/bulk/routes.ts'
import { waitingRoutes } from './desk/waiting/routes.ts'
import { finishBulkDecisions, offerFreePremises } from './jobs.ts'
import { letterChecks } from './letters/checks.ts'
import { letterRoutes } from './letters/routes.ts'
import { noticeRoutes } from './notice/routes.ts'

/** Decisions on one case or several, their letters, the public notice with objections, offers, and the waiting list. */
export const decidingSlice = ({ services, clock }: SliceParts, desk: CaseDesk): Slice => ({
  name: 'deciding',
  jobs: [finishBulkDecisions, offerFreePremises],
  checks: [
    letterChecks({
      files: services.letters.store,
      numbers: services.letterhead.numbers,
      editions: services.wording.editions,
    }),
    ...storeChecks({ clock, stores: [{ name: 'letters', ...services.letters }] }),
  ],
  doors: () => ({
    pages: [
      letterRoutes(services, clock),
      noticeRoutes(services, clock),
      actionRoutes(decidingActions, services, desk),
      waitingRoutes(services),
      bulkRoutes({ ...services, clock }),
    ],
  }),
})
