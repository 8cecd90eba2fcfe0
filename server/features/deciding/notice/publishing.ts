import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { AppError } from '#shared/errors.ts'
import {
  applyChange,
  requireMove,
  moveFacts,
  pickOutgoing,
  readCaseFor,
  staleConflict,
} from '#features/cases/change.ts'
import { confirmMisfits, misfitsForAudit, type MisfitConfirmation } from '#features/cases/acceptance/misfits.ts'
import { joinGrounds, type Grounds } from '#features/cases/notice/decision-reasons.ts'
import { effectsOf, type MoveTexts } from '#features/cases/moves.ts'
import { withOccupancy } from '#features/cases/occupancy.ts'
import type { Deps } from '#features/cases/ports.ts'
import { waitForOtherOffer } from '#features/cases/notice/waiting-notices.ts'
import { objectedFilter, upheldFilter } from '#features/cases/notice/open.ts'
import type { Actor } from '#features/cases/states.ts'
import { requireFree, type OfferTerms } from '../offers.ts'

export type NoticeTerms = MoveTexts & MisfitConfirmation & { premises: string }
type PublishingDeps = Pick<Deps, 'clock' | 'premises' | 'programme' | 'content'> & {
  offer: (id: string, actor: Actor, terms: OfferTerms) => Promise<Application>
}

export function createPublishingService({ clock, premises, programme, content, offer }: PublishingDeps) {
  /**
   * Announces the planned offer for the days in the settings, and holds the premises for the case from now on (ADR 31).
   * Throws like `offer`.
   */
  async function publish(id: string, actor: Actor, terms: NoticeTerms): Promise<Application> {
    const was = await readCaseFor(id, actor)
    const settings = await programme.settings()
    const now = clock.now()
    const { premises: code } = terms
    requireMove(was, 'public_notice', actor, moveFacts(was, now, settings, joinGrounds(terms)))
    const summary = await requireFree(premises, was, code)
    const misfits = confirmMisfits(was, [summary], { actor, at: now, words: terms })
    const until = endOfCityDay(addDays(cityDayOf(now), settings.publicNoticeDays))
    const published = await withOccupancy(premises, { was, code }, () =>
      applyChange({
        was,
        to: 'public_notice',
        actor,
        at: now,
        reason: terms.reason,
        ...pickOutgoing(terms),
        reasonCodes: terms.reasonCodes,
        note: terms.note,
        bulk: terms.bulk,
        set: {
          heldPremises: code,
          notice: { premises: code, from: now, until, ...(misfits ? { misfits } : {}) },
          objections: [],
        },
        told: misfitsForAudit(misfits),
        effects: effectsOf({ ...was, heldPremises: code }, 'public_notice'),
      }),
    )
    if (!published) throw staleConflict(was)
    await content.changed()
    return published
  }

  /**
   * Makes offers of announced decisions without an unanswered or upheld objection. One whose applicant has another offer
   * waits for that to end (ADR 25). Safe to run at any time, any number of times.
   */
  async function close(): Promise<number> {
    const over = { state: 'public_notice' as const, 'notice.until': trusted({ $lt: clock.now() }) }
    const due = ApplicationModel.find({ ...over, $nor: [objectedFilter, upheldFilter] })
      .lean<Application[]>()
      .cursor()
    let offered = 0
    for await (const application of due) offered += await offerQuietly(application)
    if (offered > 0) await content.changed()
    return offered
  }

  /** Returns 0 when nothing is to be done, because another worker, an officer or a late objection was faster. */
  async function offerQuietly(application: Application): Promise<number> {
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

  return { publish, close }
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
