import type { Deps } from '../cases/ports.ts'
import type { CasesService } from '../cases/service.ts'
import { bulkDecisionsOf } from './bulk/bulk-decisions.ts'
import { answeringObjectionsOf } from './notice/answering.ts'
import { noticesOf } from './notice/notices.ts'
import { publishingOf } from './notice/publishing.ts'
import { offersOf, extensionOf } from './offers.ts'
import { sweepsOf, waitEndingsOf } from './sweeps.ts'
import { promotionOf, waitlistOf } from './waiting-list.ts'

/** Public notices and objections to them. Needed to open a case. */
export function noticeService(deps: Deps) {
  const { list, get, requireOpen, raise, to } = noticesOf(deps)
  return { notices: { list, get }, objections: { requireOpen, raise, to, ...answeringObjectionsOf(deps) } }
}

/** Decisions and what follows from them. `announced` is built earlier, because opening a case needs it. */
export function decidingService(deps: Deps & { cases: CasesService; announced: ReturnType<typeof noticeService> }) {
  const { notices, objections } = deps.announced
  const { move } = deps.cases.moves
  const offers = offersOf({ ...deps, move })
  const offer = offers.make
  const { publish, close } = publishingOf({ ...deps, offer })
  const enlist = waitlistOf({ ...deps, move })
  return {
    offers: { ...offers, extend: extensionOf(deps) },
    notices: { ...notices, publish, close },
    objections,
    waiting: { enlist, ...promotionOf({ ...deps, offer }), warnOfEnding: waitEndingsOf(deps) },
    bulk: bulkDecisionsOf({ ...deps, move, offer, publish, enlist }),
    sweeps: sweepsOf({ ...deps, move }),
  }
}
