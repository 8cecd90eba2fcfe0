import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, endedApplicationStates, type Application } from '#models/cases/application.ts'
import { BulkDecisionModel } from '#models/deciding/bulk-decision.ts'
import { ObjectionModel } from '#models/deciding/objection.ts'
import { asTheyWere, type HistoryEvent } from '#models/parts/history.ts'
import { recordAudit } from '#outside/audit.ts'
import { addDays, addMonths, cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import { applyChange, subjectOf } from './change.ts'
import type { ApplicationEffects } from './effects/effect-kinds.ts'
import type { Deps } from './ports.ts'
import { anonymisedOf } from './anonymised.ts'

/** The job comes again: what does not fit waits. */
const atOnce = 200
const system = { kind: 'system' as const }

/** What the programme keeps no longer than it must. Safe to run at any time, any number of times, in several processes. */
export function retentionOf({ clock, programme }: Pick<Deps, 'clock' | 'programme'>) {
  /** The instant before which a case must have ended for so many months to have passed. */
  const before = (months: number): Date => startOfCityDay(addMonths(cityDayOf(clock.now()), -months))

  /** Takes the documents of cases that ended long ago; the bytes go as an effect. Returns of how many cases. */
  async function eraseOldDocuments(): Promise<number> {
    const { keepDocumentsMonths } = await programme.settings()
    let erased = 0
    for (const was of await endedBefore(before(keepDocumentsMonths), { documentsErasedAt: null })) {
      const at = clock.now()
      const set = { documentsErasedAt: at }
      const effects = [{ kind: 'erase' as const, facts: {} }]
      if (await applyChange({ was, kind: 'documents_erased', actor: system, at, set, effects })) erased += 1
    }
    return erased
  }

  /** Makes of cases that ended very long ago what says nothing about a person. Returns how many. */
  async function anonymiseOldCases(): Promise<number> {
    const { keepCasesMonths } = await programme.settings()
    let done = 0
    for (const was of await endedBefore(before(keepCasesMonths), { anonymisedAt: null })) {
      done += await anonymise(was, clock.now())
    }
    return done
  }

  /**
   * The same for cases whose applicant has had the account deleted: at once what the applicant ended, and what the office
   * decided as soon as it can no longer be appealed.
   */
  async function anonymiseLeft(): Promise<number> {
    const { appealDays } = await programme.settings()
    const appealed = startOfCityDay(addDays(cityDayOf(clock.now()), -appealDays))
    const left = { applicantLeftAt: trusted({ $type: 'date' as const }), anonymisedAt: null }
    const own = { ...left, state: trusted({ $in: ['withdrawn' as const, 'declined' as const] }) }
    let done = 0
    for (const was of [...(await casesLike(own)), ...(await endedBefore(appealed, left))])
      done += await anonymise(was, clock.now())
    return done
  }

  /** For a tenancy that is long over: true once nothing in its application names a person. Safe to repeat. */
  async function forgetContract(id: string): Promise<boolean> {
    const was = await ApplicationModel.findById(id).lean<Application>()
    if (!was || was.anonymisedAt) return true
    const over = was.state === 'contracted' && !was.heldPremises
    return over && (await anonymise(was, clock.now())) > 0
  }

  /** Lists of cases that were decided at once, with their grounds: whether a case was, and why, stands in the case. */
  async function forgetBulkDecisions(): Promise<number> {
    const { keepCasesMonths } = await programme.settings()
    const old = { at: trusted({ $lt: before(keepCasesMonths) }), state: trusted({ $ne: 'confirmed' as const }) }
    return (await BulkDecisionModel.deleteMany(old)).deletedCount
  }

  return { eraseOldDocuments, anonymiseOldCases, anonymiseLeft, forgetContract, forgetBulkDecisions }
}

const casesLike = (filter: QueryFilter<Application>): Promise<Application[]> =>
  ApplicationModel.find(filter).limit(atOnce).lean<Application[]>()

const endedBefore = (instant: Date, besides: QueryFilter<Application>): Promise<Application[]> =>
  casesLike({
    ...besides,
    state: trusted({ $in: [...endedApplicationStates] }),
    stateSince: trusted({ $lt: instant }),
  })

/** Letters that have stopped: nobody can be told any more, and what they say, and the erasure behind them, must not stay. */
const tellsApplicant: readonly string[] = ['mail', 'letter', 'interview'] satisfies (keyof ApplicationEffects)[]

/** The worker crosses effects out without a new revision. */
const withEffectsAsRead = ({ pendingEffects }: Application): QueryFilter<Application> => ({
  pendingEffects: trusted({ $size: pendingEffects.length }),
  ...(pendingEffects.length > 0
    ? { 'pendingEffects.key': trusted({ $all: pendingEffects.map(({ key }) => key) }) }
    : {}),
})

/**
 * One guarded write, like every change of a case; it is not made by `applyChange` because it changes the history too, which
 * nothing else may. Returns 0 when somebody was faster.
 */
async function anonymise(was: Application, at: Date): Promise<number> {
  const remains = anonymisedOf(was)
  const { _id, revision, createdAt, updatedAt, ...kept } = remains
  const written = { ...kept, anonymisedAt: at, documentsErasedAt: at, events: [...(kept.events ?? []), event(at)] }
  const gone = fieldsEver(was).filter(field => !(field in remains) && !(field in written) && field !== 'pendingEffects')
  const erasure = { key: `application:${was._id.toHexString()}:erase`, kind: 'erase', facts: {} }
  const left = was.pendingEffects.filter(({ kind }) => !tellsApplicant.includes(kind))
  const { modifiedCount } = await ApplicationModel.updateOne(
    { _id: was._id, state: was.state, revision: was.revision, ...withEffectsAsRead(was) },
    {
      $set: { ...written, pendingEffects: [...asTheyWere(left), erasure] },
      ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map(field => [field, 1])) } : {}),
      $inc: { revision: 1 },
    },
    // Also what only another version of the program has written.
    { strict: false },
  )
  if (modifiedCount > 0) recordAudit({ action: 'application.anonymised', subject: subjectOf(was) })
  return modifiedCount
}

const event = (at: Date): HistoryEvent => ({ _id: new mongoose.Types.ObjectId(), at, by: system, kind: 'anonymised' })

/** Those it has, and those it may have got since it was read, by writes that take no revision, such as notes. */
const fieldsEver = (was: Application): string[] => [
  ...new Set([
    ...Object.keys(was),
    ...Object.keys(ApplicationModel.schema.paths).map(path => path.split('.')[0] ?? path),
  ]),
]

/** What lies outside the case itself: always its documents, and once it is nameless whatever else names its people. */
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
