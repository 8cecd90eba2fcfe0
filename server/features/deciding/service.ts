import type { Deps } from '../cases/ports.ts'
import type { CasesService } from '../cases/service.ts'
import { createBulkDecisionService } from './bulk/bulk-decisions.ts'
import { createObjectionAnswerService } from './notice/answering.ts'
import { createPublicNoticeService } from './notice/notices.ts'
import { createPublishingService } from './notice/publishing.ts'
import { createOfferService, createExtensionService } from './offers.ts'
import { createSweepService, createWaitWarningService } from './sweeps.ts'
import { createPromotionService, createWaitlistService } from './waiting-list.ts'

/** Public notices and objections to them. Needed to open a case. */
export function noticeService(deps: Deps) {
  const { list, get, requireOpen, raise, to } = createPublicNoticeService(deps)
  return { notices: { list, get }, objections: { requireOpen, raise, to, ...createObjectionAnswerService(deps) } }
}

/** Decisions and what follows from them. `announced` is built earlier, because opening a case needs it. */
export function decidingService(deps: Deps & { cases: CasesService; announced: ReturnType<typeof noticeService> }) {
  const { notices, objections } = deps.announced
  const { move } = deps.cases.moves
  const offers = createOfferService({ ...deps, move })
  const offer = offers.make
  const { publish, close } = createPublishingService({ ...deps, offer })
  const enlist = createWaitlistService({ ...deps, move })
  return {
    offers: { ...offers, extend: createExtensionService(deps) },
    notices: { ...notices, publish, close },
    objections,
    waiting: { enlist, ...createPromotionService({ ...deps, offer }), warnOfEnding: createWaitWarningService(deps) },
    bulk: createBulkDecisionService({ ...deps, move, offer, publish, enlist }),
    sweeps: createSweepService({ ...deps, move }),
  }
}
