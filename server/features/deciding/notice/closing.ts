import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { AppError } from '#shared/errors.ts'
import type { Grounds } from '#features/cases/notice/decision-reasons.ts'
import type { MoveTexts } from '#features/cases/moves.ts'
import type { Deps } from '#features/cases/ports.ts'
import { waitForOtherOffer } from '#features/cases/notice/waiting-notices.ts'
import { objectedFilter, upheldFilter } from '#features/cases/notice/open.ts'
import type { Actor } from '#features/cases/states.ts'
import type { OfferTerms } from '../actions/offer.ts'

type ClosingDeps = Pick<Deps, 'clock' | 'content'> & {
  offer: (id: string, actor: Actor, terms: OfferTerms) => Promise<Application>
}

/**
 * Makes offers of announced decisions without an unanswered or upheld objection. One whose applicant has another offer
 * waits for that to end (ADR 25). Safe to run at any time, any number of times.
 */
export async function closeNotices(deps: ClosingDeps): Promise<number> {
  const { clock, content } = deps
  const over = { state: 'public_notice' as const, 'notice.until': trusted({ $lt: clock.now() }) }
  const due = ApplicationModel.find({ ...over, $nor: [objectedFilter, upheldFilter] })
    .lean<Application[]>()
    .cursor()
  let offered = 0
  for await (const application of due) offered += await offerQuietly(deps, application)
  if (offered > 0) await content.changed()
  return offered
}

/** Returns 0 when nothing is to be done, because another worker, an officer or a late objection was faster. */
async function offerQuietly({ clock, offer }: ClosingDeps, application: Application): Promise<number> {
  const terms = { premises: application.notice?.premises ?? '', ...groundsOf(application) }
  try {
    await offer(application._id.toHexString(), { kind: 'system' }, terms)
    return 1
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
    if (error.code === 'application.offer-elsewhere') await waitForOtherOffer(application, clock.now())
    return 0
  }
}

/** Returns the reasons of the decision, on which the offer rests too. */
function groundsOf({ events }: Application): Pick<MoveTexts, 'reason' | 'reasonCodes' | 'writing'> {
  const decision: Grounds = events.findLast(({ to }) => to === 'public_notice') ?? {}
  return {
    ...(decision.reason ? { reason: decision.reason } : {}),
    ...(decision.writing ? { writing: decision.writing } : {}),
    ...(decision.reasonCodes ? { reasonCodes: [...decision.reasonCodes] } : {}),
  }
}
