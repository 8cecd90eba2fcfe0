import type { Deps } from '../cases/ports.ts'
import type { CasesService } from '../cases/service.ts'
import { withDeps } from '#shared/with-deps.ts'
import { extendDeadline } from './actions/extend-offer.ts'
import { publishNotice } from './actions/notice.ts'
import { answerAtTheMachine, openObjectionsTo } from './actions/objection.ts'
import { makeOffer } from './actions/offer.ts'
import { enlist } from './actions/waitlist.ts'
import { casesOfBulk, confirmBulk, findBulk, planBulk, undoBulk } from './bulk/bulk-decisions.ts'
import { finishAbandoned } from './bulk/carrying-out.ts'
import { pastBulk } from './bulk/past.ts'
import { readersOf } from './bulk/planning.ts'
import { answersLeft } from './notice/answering.ts'
import { getNotice, listNotices, objectionsTo, raiseObjection, requireOpenNotice } from './notice/notices.ts'
import { closeNotices } from './notice/closing.ts'
import { expireOffers, lapseUnanswered, lapseWaiting, warnOfEndingWaits } from './sweeps.ts'
import { missedOffers, offerFree } from './waiting-list.ts'

/** Public notices and objections to them. Needed to open a case. */
export function noticeService(deps: Deps) {
  return {
    notices: { list: withDeps(deps, listNotices), get: withDeps(deps, getNotice) },
    objections: {
      requireOpen: withDeps(deps, requireOpenNotice),
      raise: withDeps(deps, raiseObjection),
      to: objectionsTo,
      openOf: openObjectionsTo,
      answerAtTheMachine: withDeps(deps, answerAtTheMachine),
      answersLeft: withDeps(deps, answersLeft),
    },
  }
}

/** Decisions and what follows from them. `announced` is built earlier, because opening a case needs it. */
export function decidingService(deps: Deps & { cases: CasesService; announced: ReturnType<typeof noticeService> }) {
  const { notices, objections } = deps.announced
  const { move } = deps.cases.moves
  const offer = withDeps(deps, makeOffer)
  const publish = withDeps(deps, publishNotice)
  const waitlist = withDeps({ ...deps, move }, enlist)
  const carryingOut = { ...deps, move, offer, publish, enlist: waitlist }
  return {
    offers: {
      make: offer,
      extend: withDeps(deps, extendDeadline),
      accept: (id: string, applicantId: string) => move(id, 'accepted', { kind: 'applicant', id: applicantId }),
      decline: (id: string, applicantId: string, reason?: string) =>
        move(id, 'declined', { kind: 'applicant', id: applicantId }, { reason }),
    },
    notices: { ...notices, publish, close: withDeps({ ...deps, offer }, closeNotices) },
    objections,
    waiting: {
      enlist: waitlist,
      offerFree: withDeps({ ...deps, offer }, offerFree),
      missedOffers: withDeps(deps, missedOffers),
      warnOfEnding: withDeps(deps, warnOfEndingWaits),
    },
    /** Bulk decisions (ADR 34): planned, previewed, confirmed, carried out case by case, and possibly undone. */
    bulk: {
      readersOf: withDeps(deps, readersOf),
      plan: withDeps(deps, planBulk),
      get: findBulk,
      casesOf: casesOfBulk,
      confirm: withDeps(carryingOut, confirmBulk),
      finish: withDeps(carryingOut, finishAbandoned),
      undo: withDeps(deps, undoBulk),
      past: pastBulk,
    },
    sweeps: {
      expireOffers: withDeps({ ...deps, move }, expireOffers),
      lapseUnanswered: withDeps({ ...deps, move }, lapseUnanswered),
      lapseWaiting: withDeps({ ...deps, move }, lapseWaiting),
    },
  }
}
