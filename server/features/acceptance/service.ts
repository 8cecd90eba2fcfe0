import { reviewPapers } from '../cases/acceptance/received.ts'
import type { Deps } from '../cases/ports.ts'
import { withDeps } from '#shared/with-deps.ts'
import { handOver } from './actions/handover.ts'
import { changePhotos, findUnrecordedPhotos, releasePremises } from './handover.ts'
import { partiesOf } from './lessee.ts'
import { remindOfConditions, remindOfDeadlines } from './reminders.ts'

/** What other slices and the jobs need of accepted offers. */
export const acceptanceService = (deps: Deps) => ({
  conditions: { remind: () => remindOfConditions(deps) },
  deadlines: { remind: () => remindOfDeadlines(deps) },
  papers: { review: () => reviewPapers(deps) },
  contracts: { partiesOf },
  handover: {
    handOver: withDeps(deps, handOver),
    release: withDeps(deps, releasePremises),
    changePhotos: withDeps(deps, changePhotos),
    photosOutsideRecords: findUnrecordedPhotos,
  },
})
