import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, endedApplicationStates, type Application } from '#models/cases/application.ts'
import { BulkDecisionModel } from '#models/deciding/bulk-decision.ts'
import { ObjectionModel } from '#models/deciding/objection.ts'
import { withExplicitOrigins, type HistoryEvent } from '#models/parts/history.ts'
import { recordAudit } from '#outside/audit.ts'
import { addDays, addMonths, cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import { applyChange, subjectOf } from './change.ts'
import type { ApplicationEffects } from './effects/effect-kinds.ts'
import type { EventKind } from './event-kinds.ts'
import type { Deps } from './ports.ts'
import { anonymiseCase } from './anonymised.ts'

/** Cases handled in one run. The job runs again for the rest. */
const batchSize = 200
const system = { kind: 'system' as const }

/** Removes data once its retention period is over. Safe to run at any time, repeatedly and in several processes. */
export function createRetention({ clock, programme }: Pick<Deps, 'clock' | 'programme'>) {
  /** Returns the instant before which a case must have ended for this many months to have passed. */
  const before = (months: number): Date => startOfCityDay(addMonths(cityDayOf(clock.now()), -months))

  /** Removes the documents of cases that ended long ago; an effect removes the files. Returns the number of cases. */
  async function eraseOldDocuments(): Promise<number> {
    const { keepDocumentsMonths } = await programme.settings()
    let erased = 0
    for (const was of await findEndedBefore(before(keepDocumentsMonths), { documentsErasedAt: null })) {
      const at = clock.now()
      const set = { documentsErasedAt: at }
      const effects = [{ kind: 'erase' as const, facts: {} }]
      if (await applyChange({ was, kind: 'documents_erased', actor: system, at, set, effects })) erased += 1
    }
    return erased
  }

  /** Anonymises cases that ended before the retention period. Returns their number. */
  async function anonymiseOldCases(): Promise<number> {
    const { keepCasesMonths } = await programme.settings()
    let done = 0
    for (const was of await findEndedBefore(before(keepCasesMonths), { anonymisedAt: null })) {
      done += await anonymise(was, clock.now())
    }
    return done
  }

  /**
   * Anonymises cases whose applicant has deleted the account: at once if the applicant ended the case, otherwise once the
   * office's decision can no longer be appealed.
   */
  async function anonymiseLeft(): Promise<number> {
    const { appealDays } = await programme.settings()
    const appealed = startOfCityDay(addDays(cityDayOf(clock.now()), -appealDays))
    const ofLeavers = { applicantLeftAt: trusted({ $type: 'date' as const }), anonymisedAt: null }
    const own = { ...ofLeavers, state: trusted({ $in: ['withdrawn' as const, 'declined' as const] }) }
    let done = 0
    for (const was of [...(await findBatch(own)), ...(await findEndedBefore(appealed, ofLeavers))])
      done += await anonymise(was, clock.now())
    return done
  }

  /** Anonymises the case of a tenancy that ended long ago. Returns true once the case names no person. Safe to repeat. */
  async function forgetContract(id: string): Promise<boolean> {
    const was = await ApplicationModel.findById(id).lean<Application>()
    if (!was || was.anonymisedAt) return true
    const over = was.state === 'contracted' && !was.heldPremises
    return over && (await anonymise(was, clock.now())) > 0
  }

  /** Removes old bulk decisions with their reasons. Each case keeps its own decision and reasons. */
  async function forgetBulkDecisions(): Promise<number> {
    const { keepCasesMonths } = await programme.settings()
    const old = { at: trusted({ $lt: before(keepCasesMonths) }), state: trusted({ $ne: 'confirmed' as const }) }
    return (await BulkDecisionModel.deleteMany(old)).deletedCount
  }

  return { eraseOldDocuments, anonymiseOldCases, anonymiseLeft, forgetContract, forgetBulkDecisions }
}

const findBatch = (filter: QueryFilter<Application>): Promise<Application[]> =>
  ApplicationModel.find(filter).limit(batchSize).lean<Application[]>()

const findEndedBefore = (instant: Date, besides: QueryFilter<Application>): Promise<Application[]> =>
  findBatch({
    ...besides,
    state: trusted({ $in: [...endedApplicationStates] }),
    stateSince: trusted({ $lt: instant }),
  })

/**
 * Effects removed when a case is anonymised, such as parked mails. Nobody can be notified any more, their texts must not be
 * kept, and they must not hold up the erasure behind them.
 */
const applicantEffectKinds: readonly string[] = ['mail', 'letter', 'interview'] satisfies (keyof ApplicationEffects)[]

/** Returns the guard on the effects as they were read, because the worker removes effects without a new revision. */
const guardEffects = ({ pendingEffects }: Application): QueryFilter<Application> => ({
  pendingEffects: trusted({ $size: pendingEffects.length }),
  ...(pendingEffects.length > 0
    ? { 'pendingEffects.key': trusted({ $all: pendingEffects.map(({ key }) => key) }) }
    : {}),
})

/**
 * Anonymises a case with one guarded write. `applyChange` is not used because this also changes the history, which nothing
 * else may. Returns 0 when somebody else changed the case first.
 */
async function anonymise(was: Application, at: Date): Promise<number> {
  const remains = anonymiseCase(was)
  const { _id, revision, createdAt, updatedAt, ...kept } = remains
  const written = {
    ...kept,
    anonymisedAt: at,
    documentsErasedAt: at,
    events: [...(kept.events ?? []), anonymisedEvent(at)],
  }
  const gone = allFieldsOf(was).filter(
    field => !(field in remains) && !(field in written) && field !== 'pendingEffects',
  )
  const erasure = { key: `application:${was._id.toHexString()}:erase`, kind: 'erase', facts: {} }
  const remaining = was.pendingEffects.filter(({ kind }) => !applicantEffectKinds.includes(kind))
  const { modifiedCount } = await ApplicationModel.updateOne(
    { _id: was._id, state: was.state, revision: was.revision, ...guardEffects(was) },
    {
      $set: { ...written, pendingEffects: [...withExplicitOrigins(remaining), erasure] },
      ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map(field => [field, 1])) } : {}),
      $inc: { revision: 1 },
    },
    // Also removes fields that only another version of the program has written.
    { strict: false },
  )
  if (modifiedCount > 0) recordAudit({ action: 'application.anonymised', subject: subjectOf(was) })
  return modifiedCount
}

const anonymisedEvent = (at: Date): HistoryEvent => ({
  _id: new mongoose.Types.ObjectId(),
  at,
  by: system,
  kind: 'anonymised' satisfies EventKind,
})

/** Returns the fields of the case and those that writes without a revision, such as notes, may have added since. */
const allFieldsOf = (was: Application): string[] => [
  ...new Set([
    ...Object.keys(was),
    ...Object.keys(ApplicationModel.schema.paths).map(path => path.split('.')[0] ?? path),
  ]),
]

/** Erases what is stored outside the case: always its documents; for an anonymised case all else that names people. */
export async function erase(
  { documents, letters, pictures }: Pick<Deps, 'documents' | 'letters' | 'pictures'>,
  { _id, anonymisedAt }: Application,
) {
  const id = _id.toHexString()
  await documents.removeAll(id)
  if (!anonymisedAt) return
  await documents.reads.forget(id)
  await letters.erase(id)
  await pictures.removeAll(id)
  await ObjectionModel.deleteMany({ application: _id })
}
