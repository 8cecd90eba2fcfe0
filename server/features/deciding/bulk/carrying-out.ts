import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { runWithOrigin } from '#models/parts/origin.ts'
import { BulkDecisionModel, type BulkDecision, type BulkItem } from '#models/deciding/bulk-decision.ts'
import type { Log } from '#outside/log.ts'
import { AppError } from '#shared/errors.ts'
import type { MoveTexts } from '#features/cases/moves.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import type { NoticeTerms } from '../actions/notice.ts'
import type { OfferTerms } from '../actions/offer.ts'
import { findBulkDecision, mailHeldUntil } from './undoing.ts'

type Act<T> = (id: string, actor: Actor, terms: T) => Promise<unknown>
export type ExecutionDeps = Pick<Deps, 'clock'> & {
  move: (id: string, to: 'rejected', actor: Actor, texts: MoveTexts) => Promise<unknown>
  enlist: Act<MoveTexts>
  offer: Act<OfferTerms>
  publish: Act<NoticeTerms>
}

/** Time after which the process that confirmed the decision counts as crashed. */
const abandonedAfterMs = 60_000
const batchSize = 20

/** Finishes decisions that a crash left incomplete, logged under the ids of the requests that confirmed them. */
export async function finishAbandoned(deps: ExecutionDeps, log?: Log): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - abandonedAfterMs)
  const abandoned = await BulkDecisionModel.find({ state: 'confirmed', confirmedAt: trusted({ $lt: before }) })
    .limit(batchSize)
    .lean<BulkDecision[]>()
  for (const bulk of abandoned)
    await runWithOrigin(bulk.origin, async () => {
      await carryOut(deps, bulk)
      log?.info({ bulk: bulk._id.toHexString(), action: bulk.action }, 'bulk decision finished')
    })
}

/**
 * Carries out a confirmed bulk decision, case by case. Each case is one guarded write whose event names the bulk decision,
 * so that a repetition finds what is already done.
 */
export async function carryOut(deps: ExecutionDeps, bulk: BulkDecision): Promise<void> {
  for (const item of bulk.items) if (item.to && !item.skipped) await decideOrSkip(deps, bulk, item)
  await BulkDecisionModel.updateOne({ _id: bulk._id }, { $set: { state: 'finished' } })
}

async function decideOrSkip(deps: ExecutionDeps, bulk: BulkDecision, item: BulkItem): Promise<void> {
  if (await isDecided(bulk, item)) return
  try {
    await decide(deps, bulk, item)
  } catch (error) {
    if (!(error instanceof AppError) || (error.kind !== 'conflict' && error.kind !== 'not-found')) throw error
    // Another confirmation of the same decision may have been faster; then the case is decided.
    if (await isDecided(bulk, item)) return
    const skipped = { code: tooLateCodes.has(error.code) ? 'bulk.skipped.changed' : error.code, gaps: gapsOf(error) }
    const one = { _id: bulk._id, 'items.application': item.application }
    await BulkDecisionModel.updateOne(one, { $set: { 'items.$.skipped': skipped } })
  }
}

function decide(
  { clock, move, enlist, offer, publish }: ExecutionDeps,
  { _id, by, reason, told = [], reasonCodes, lastDay }: BulkDecision,
  item: BulkItem,
): Promise<unknown> {
  const id = item.application.toHexString()
  const actor: Actor = { kind: 'decider', ...by }
  const bulk = { id: _id.toHexString(), revision: item.revision, heldUntil: mailHeldUntil(clock.now()) }
  const own = told.find(({ language }) => language === item.language)
  const worded = own ? { reason: own.text, ...(own.writing ? { writing: own.writing } : {}) } : { reason }
  const texts = { ...worded, reasonCodes, bulk }
  const premises = item.premises ?? ''
  if (item.to === 'rejected') return move(id, 'rejected', actor, texts)
  if (item.to === 'waitlisted') return enlist(id, actor, texts)
  if (item.to === 'public_notice') return publish(id, actor, { ...texts, premises })
  return offer(id, actor, { ...texts, premises, ...(lastDay ? { deadlineOn: lastDay } : {}) })
}

/** Returns the values for the placeholders of the message as strings. */
const gapsOf = ({ facts }: AppError): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]))

const tooLateCodes: ReadonlySet<string> = new Set(['error.stale', 'application.refused.no-such-move'])

async function isDecided({ _id }: BulkDecision, { application }: BulkItem): Promise<boolean> {
  const found = await ApplicationModel.findById(application, { events: 1 }).lean<Application>()
  return found ? findBulkDecision(found, _id.toHexString()) !== undefined : false
}
