import { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { applyChange } from '../change.ts'
import type { EffectRequest } from '../effects/effect-kinds.ts'
import { turnAfterStageChange } from '../status/stage.ts'
import { objectedFilter, upheldFilter } from './open.ts'

/** Cases whose announced offer waits for another offer of the same applicant. */
export const waitingNotices: QueryFilter<Application> = {
  state: 'public_notice',
  'notice.waitsFor.since': trusted({ $gt: new Date(0) }),
}

/** Announced cases that do not proceed by themselves: there was an objection, or the applicant has another offer. */
export const heldNotices: QueryFilter<Application> = {
  $or: [waitingNotices, { state: 'public_notice', ...objectedFilter }, { state: 'public_notice', ...upheldFilter }],
}

export const countHeldNotices = (): Promise<number> => ApplicationModel.countDocuments(heldNotices).exec()

/**
 * Records once for which other offer of its applicant an announced one waits, and notifies both sides (ADR 25). Does nothing
 * when there is no such offer any more, or when somebody else changed the case first: the next sweep tries again.
 */
export async function waitForOtherOffer(was: Application, at: Date): Promise<void> {
  const live = { applicant: was.applicant, state: trusted({ $in: ['offered' as const, 'accepted' as const] }) }
  const other = await ApplicationModel.findOne(live, { reference: 1 }).lean<Pick<Application, '_id' | 'reference'>>()
  const { notice } = was
  if (!notice || !other || notice.waitsFor?.application === other._id.toHexString()) return
  const waitsFor = { application: other._id.toHexString(), reference: other.reference ?? '', since: at }
  await applyChange({
    was,
    kind: 'offer_waits',
    actor: { kind: 'system' },
    at,
    note: waitsFor.reference,
    set: { notice: { ...notice, waitsFor }, ...turnAfterStageChange('offer_waits', was, at) },
    effects: [{ kind: 'mail', facts: { template: 'application-offer-waits' } }, ...deciderEffects(was)],
  })
}

function deciderEffects({ events }: Application): EffectRequest[] {
  const decider = events.findLast(({ to }) => to === 'public_notice')?.by
  if (!decider?.id) return []
  return [{ kind: 'staff_mail', facts: { template: 'case-offer-waits', account: decider.id } }]
}
