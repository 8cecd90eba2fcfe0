import type { Deps } from '../cases/ports.ts'
import type { CasesService } from '../cases/service.ts'
import { withDeps } from '#shared/with-deps.ts'
import { extendDeadline } from './actions/extend-offer.ts'
import { publishNotice } from './actions/notice.ts'
import { makeOffer } from './actions/offer.ts'
import { enlist } from './actions/waitlist.ts'
import { createBulkDecisionService } from './bulk/bulk-decisions.ts'
import { createObjectionAnswerService } from './notice/answering.ts'
import { createPublicNoticeService } from './notice/notices.ts'
import { closeNotices } from './notice/closing.ts'
import { createSweepService, warnOfEndingWaits } from './sweeps.ts'
import { createPromotionService } from './waiting-list.ts'

/** Public notices and objections to them. Needed to open a case. */
export function noticeService(deps: Deps) {
  const { list, get, requireOpen, raise, to } = createPublicNoticeService(deps)
  return { notices: { list, get }, objections: { requireOpen, raise, to, ...createObjectionAnswerService(deps) } }
}

/** Decisions and what follows from them. `announced` is built earlier, because opening a case needs it. */
export function decidingService(deps: Deps & { cases: CasesService; announced: ReturnType<typeof noticeService> }) {
  const { notices, objections } = deps.announced
  const { move } = deps.cases.moves
  const offer = withDeps(deps, makeOffer)
  const publish = withDeps(deps, publishNotice)
  const waitlist = withDeps({ ...deps, move }, enlist)
  return {
    offers: {
      make: offer,
      extend: withDeps(deps, extendDeadline),
      accept: (id: string, applicantId: string) => move(id, 'accepted', { kind: 'applicant', id: applicantId }),
      decline: (id: string, applicantId: string, reason?: string) =>
        move(id, 'declined', { kind: 'applicant', id: applicantId }, { reason }),
    },
    notices: { ...notices, publish, close: () => closeNotices({ ...deps, offer }) },
    objections,
    waiting: {
      enlist: waitlist,
      ...createPromotionService({ ...deps, offer }),
      warnOfEnding: () => warnOfEndingWaits(deps),
    },
    bulk: createBulkDecisionService({ ...deps, move, offer, publish, enlist: waitlist }),
    sweeps: createSweepService({ ...deps, move }),
  }
}
export type DecidingService = ReturnType<typeof decidingService>
