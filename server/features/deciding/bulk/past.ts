import { trusted, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { BulkDecisionModel, type BulkDecision, type BulkItem } from '#models/deciding/bulk-decision.ts'
import type { Actor } from '#features/cases/states.ts'
import { findBulkDecision, findUndoing } from './undoing.ts'

/** Outcome for a case; `left`: it could not be decided, or had changed since the preview. */
const outcomes = ['decided', 'undone', 'left', 'pending', 'gone'] as const
export type Outcome = (typeof outcomes)[number]
export type PastBulk = { bulk: BulkDecision; counts: Partial<Record<Outcome, number>> }
export type PastBulks = { items: PastBulk[]; page: number; pages: number }

const pageSize = 20

/** Returns a page of the bulk decisions that a decider confirmed, the latest first. A page beyond the last is the last. */
export async function pastBulk({ id }: Actor, pageNumber: number): Promise<PastBulks> {
  const filter = { 'by.id': id ?? '', state: trusted({ $in: ['confirmed' as const, 'finished' as const] }) }
  const pages = Math.max(1, Math.ceil((await BulkDecisionModel.countDocuments(filter)) / pageSize))
  const page = Math.min(pageNumber, pages)
  const found = await BulkDecisionModel.find(filter)
    .sort({ at: -1 })
    .skip((page - 1) * pageSize)
    .limit(pageSize)
    .lean<BulkDecision[]>()
  const cases = await casesOf(found)
  return { items: found.map(bulk => ({ bulk, counts: countsOf(bulk, cases) })), page, pages }
}

type DecidedCase = Pick<Application, '_id' | 'events'>
type Cases = ReadonlyMap<string, DecidedCase>

/** Reads of each case only the events that name one of these decisions, because whole histories are long. */
async function casesOf(decisions: readonly BulkDecision[]): Promise<Cases> {
  const ids: Types.ObjectId[] = decisions.flatMap(({ items }) => items.map(({ application }) => application))
  const named = decisions.map(({ _id }) => _id.toHexString())
  const found = await ApplicationModel.aggregate<DecidedCase>([
    { $match: { _id: { $in: ids } } },
    { $project: { events: { $filter: { input: '$events', as: 'event', cond: { $in: ['$$event.bulk', named] } } } } },
  ])
  return new Map(found.map(one => [one._id.toHexString(), one]))
}

function countsOf(bulk: BulkDecision, cases: Cases): PastBulk['counts'] {
  const all = bulk.items.map(item => outcomeOf(item, bulk._id.toHexString(), cases))
  const counted = outcomes.map(outcome => [outcome, all.filter(one => one === outcome).length] as const)
  return Object.fromEntries(counted.filter(([, count]) => count > 0))
}

/** Returns the outcome. The events of the case take precedence over the stored plan. */
function outcomeOf({ application, refusal, skipped }: BulkItem, bulk: string, cases: Cases): Outcome {
  const found = cases.get(application.toHexString())
  if (!found) return 'gone'
  if (findUndoing(found, bulk)) return 'undone'
  if (findBulkDecision(found, bulk)) return 'decided'
  return (refusal ?? skipped) ? 'left' : 'pending'
}
