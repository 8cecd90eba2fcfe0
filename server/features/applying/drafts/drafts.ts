import mongoose, { trusted, type QueryFilter, type Types } from 'mongoose'
import { ApplicationModel, liveApplicationStates, type Application } from '#models/cases/application.ts'
import { TombstoneModel, type Tombstone } from '#models/cases/tombstone.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { recordAudit } from '#outside/audit.ts'
import { premisesChoices } from '#features/cases/answers/fields.ts'
import type { EventKind } from '#features/cases/event-kinds.ts'
import type { Deps, WhenLeft } from '#features/cases/ports.ts'
import { lastDayOf, noticeDays } from '#features/cases/own/draft-retention.ts'
import { readCaseFor } from '#features/cases/change.ts'

type Chosen = [string, ...string[]]
/** `leftOut` is true when more of the premises were open than an application can name. */
type Started = { id: string; chosen: readonly string[]; leftOut: boolean }

/**
 * Begins an application for premises, the first choice first. Leaves out premises that are not open and those beyond the
 * last row of the form. Repeated calls (a double click, two tabs) return the same application, or the one already
 * submitted for the first choice. Throws "not found" when none of the premises is open.
 */
export async function beginDraft(
  { clock, premises }: Pick<Deps, 'clock' | 'premises'>,
  applicantId: string,
  codes: readonly string[],
): Promise<Started> {
  const summaries = await premises.summaries.several(codes)
  const open = codes.filter(code => summaries.get(code)?.open)
  const [first, ...others] = open.slice(0, premisesChoices)
  if (!first) throw notFound('application.no-such-premises', { codes: codes.join(' ') })
  const live = { applicant: applicantId, startedFor: first, state: trusted({ $in: [...liveApplicationStates] }) }
  const chosen: Chosen = [first, ...others]
  const id = (await insertDraft(applicantId, chosen, clock.now())) ?? (await findDraftId(live))
  return { id, chosen, leftOut: open.length > chosen.length }
}

/** Returns null when the applicant has a live application for this first choice already. */
async function insertDraft(applicantId: string, chosen: Chosen, now: Date): Promise<string | null> {
  const started = {
    _id: new mongoose.Types.ObjectId(),
    at: now,
    by: { kind: 'applicant' as const, id: applicantId },
    kind: 'started' satisfies EventKind,
  }
  try {
    const draft = await ApplicationModel.create({
      applicant: applicantId,
      startedFor: chosen[0],
      premises: chosen,
      state: 'draft',
      stateSince: now,
      answers: { choice: { premises: chosen } },
      events: [started],
      createdAt: now,
      updatedAt: now,
    })
    return draft._id.toHexString()
  } catch (error) {
    if (isDuplicateKey(error)) return null
    throw error
  }
}

async function findDraftId(filter: QueryFilter<Application>): Promise<string> {
  const found = await ApplicationModel.findOne(filter, { _id: 1 }).lean<Pick<Application, '_id'>>()
  if (!found) throw conflict('error.stale')
  return found._id.toHexString()
}

/** Most drafts handled in one sweep. The next sweep, a minute later, takes the rest. */
const atOnce = 500
type Found = Pick<Application, '_id' | 'updatedAt' | 'deletionNotice'>

type StaleDeps = Pick<Deps, 'clock' | 'programme' | 'mail'> &
  Pick<ReturnType<typeof createDraftDeletion>, 'deleteDraft'>

/**
 * Deletes abandoned drafts. A draft is deleted only after its letter has left and a week has passed, even when the worker
 * stood still for a month at any point. Only announced drafts are removed, and saving a draft cancels the announcement.
 */
export function createStaleDraftSweep({ clock, programme, mail, deleteDraft }: StaleDeps) {
  /** Announces the deletion of drafts that have a week left. Once for each period in which a draft is untouched. */
  async function warn(): Promise<number> {
    const { draftDays } = await programme.settings()
    const today = cityDayOf(clock.now())
    const ending = {
      ...untouchedUntil(addDays(today, noticeDays - draftDays)),
      $expr: trusted({ $ne: ['$deletionNotice.untouchedSince', '$updatedAt'] }),
    }
    const drafts = await ApplicationModel.find(ending, { updatedAt: 1, deletionNotice: 1 })
      .limit(atOnce)
      .lean<Found[]>()
    let warned = 0
    for (const draft of drafts) warned += await announce(draft, later(lastDayOf(draft, draftDays), today))
    return warned
  }

  /**
   * Removes drafts whose announced last day is over, with their documents. When the letter left late or still waits, the
   * last day is moved instead, so that people have the whole period of notice.
   */
  async function removeStale(): Promise<number> {
    const today = cityDayOf(clock.now())
    const drafts = await endingSoon(today)
    const left = await mail.whenLeft(drafts.map(keyOfNotice))
    let removed = 0
    for (const draft of drafts) {
      const { day } = draft.deletionNotice
      const lastDay = later(day, noticeSentOn(draft, left, today))
      if (lastDay > day) await postponeDeletion(draft, lastDay)
      // A draft that is saved at this moment is kept, with its documents.
      else if (day < today && (await deleteDraft(draft))) removed += 1
    }
    return removed
  }

  return { warn, removeStale }
}

const untouchedUntil = (day: CityDay): QueryFilter<Application> => ({
  state: 'draft',
  updatedAt: trusted({ $lte: endOfCityDay(day) }),
})

type Announced = Pick<Application, '_id' | 'updatedAt' | 'revision' | 'pendingEffects'> & {
  deletionNotice: NonNullable<Application['deletionNotice']>
}

/** Finds announced drafts that have not been changed since and have less than the period of notice left. */
const endingSoon = (today: CityDay): Promise<Announced[]> =>
  ApplicationModel.find(
    {
      ...untouchedUntil(addDays(today, -noticeDays)),
      'deletionNotice.day': trusted({ $lt: addDays(today, noticeDays) }),
      $expr: trusted({ $eq: ['$deletionNotice.untouchedSince', '$updatedAt'] }),
    },
    { updatedAt: 1, revision: 1, deletionNotice: 1, pendingEffects: 1 },
  )
    .sort({ 'deletionNotice.day': 1 })
    .limit(atOnce)
    .lean<Announced[]>()

/**
 * Returns the day on which the letter left. Today while it waits; null when there is none, because the address is gone or
 * accepts no letters.
 */
function noticeSentOn(draft: Announced, left: ReadonlyMap<string, WhenLeft>, today: CityDay): CityDay | null {
  const key = keyOfNotice(draft)
  const leftAt = left.get(key)
  const waits = leftAt === null || draft.pendingEffects.some(effect => effect.key === key)
  if (waits) return today
  return leftAt && leftAt !== 'failed' ? cityDayOf(leftAt) : null
}

/** Returns the last day, moved so that the whole period of notice follows the day on which the applicant was told. */
const later = (lastDay: CityDay, told: CityDay | null): CityDay => {
  const end = told ? addDays(told, noticeDays) : lastDay
  return end > lastDay ? end : lastDay
}

/** Writes the notice and its letter in one update, unless the draft has been changed meanwhile. */
async function announce({ _id, updatedAt }: Found, day: CityDay): Promise<number> {
  const key = keyOfNotice({ _id, updatedAt })
  const { modifiedCount } = await ApplicationModel.updateOne(
    { _id, state: 'draft', updatedAt, 'pendingEffects.key': trusted({ $ne: key }) },
    {
      $set: { deletionNotice: { untouchedSince: updatedAt, day } },
      $push: { pendingEffects: { key, kind: 'mail', facts: { template: 'application-draft-ending', day } } },
    },
    { timestamps: false },
  )
  return modifiedCount
}

/** Moves the announced last day. Letters written after this name the new day. */
async function postponeDeletion({ _id, updatedAt }: Announced, day: CityDay): Promise<void> {
  await ApplicationModel.updateOne(
    { _id, state: 'draft', updatedAt, 'deletionNotice.untouchedSince': updatedAt },
    { $set: { 'deletionNotice.day': day } },
    { timestamps: false },
  )
}

/** Key of the effect that writes the letter, and so the cause of the letter. */
const keyOfNotice = ({ _id, updatedAt }: Pick<Found, '_id' | 'updatedAt'>): string =>
  `application:${_id.toHexString()}:draft-ending-${String(updatedAt.getTime())}`

/** Most tombstones finished in one run. The rest waits for the next run of the job. */
const tombstonesAtOnce = 200

/** Deletes drafts together with their documents or not at all, even when the process is killed in between (ADR 62). */
export function createDraftDeletion({ clock, documents }: Pick<Deps, 'clock' | 'documents'>) {
  /** Returns false when the draft has changed since it was read. The draft and its documents are then kept. */
  async function deleteDraft({ _id, revision }: Pick<Application, '_id' | 'revision'>): Promise<boolean> {
    const files = await documents.filesOf(_id.toHexString())
    const tombstone = await TombstoneModel.create({ application: _id, revision, files, at: clock.machineNow() })
    return finish(tombstone.toObject())
  }

  /**
   * Deletes a draft at its applicant's request. Throws "not found" when it belongs to somebody else, and a conflict when it
   * has been submitted or is being changed at this moment.
   */
  async function deleteOwnDraft({ id, applicantId }: { id: string; applicantId: string }): Promise<void> {
    const draft = await readCaseFor(id, { kind: 'applicant', id: applicantId })
    if (draft.state !== 'draft') throw conflict('application.not-a-draft', { facts: { id } })
    if (!(await deleteDraft(draft))) throw conflict('error.stale')
  }

  /**
   * Completes a deletion. Idempotent, also while the process that wrote the tombstone is doing the same: the revision of a
   * draft never comes back, so a draft found changed cannot be deleted by anybody else with this tombstone either.
   */
  async function finish({ _id, application, revision, files }: Tombstone): Promise<boolean> {
    const id = application.toHexString()
    const { deletedCount } = await ApplicationModel.deleteOne({ _id: application, state: 'draft', revision })
    if (deletedCount > 0) recordAudit({ action: 'application.removed', subject: { kind: 'application', id } })
    const gone = !(await ApplicationModel.exists({ _id: application }))
    if (gone) await documents.removeAll(id)
    if (gone) for (const file of files) await documents.store.remove(file)
    await TombstoneModel.deleteOne({ _id })
    return gone
  }

  /** Finishes deletions that killed processes left unfinished. Returns how many were finished. */
  async function finishAll(): Promise<number> {
    let finished = 0
    for (const tombstone of await TombstoneModel.find().limit(tombstonesAtOnce).lean<Tombstone[]>())
      if (await finish(tombstone)) finished += 1
    return finished
  }

  return { deleteDraft, deleteOwnDraft, finishAll }
}

/** Returns those of these application ids that exist or are being deleted. Documents of all others are orphaned. */
export async function ownersAmong(ids: readonly Types.ObjectId[]): Promise<Set<string>> {
  const wanted = trusted({ $in: [...ids] })
  const [cases, tombstones] = await Promise.all([
    ApplicationModel.find({ _id: wanted }, { _id: 1 }).lean<{ _id: Types.ObjectId }[]>(),
    TombstoneModel.find({ application: wanted }, { application: 1 }).lean<Tombstone[]>(),
  ])
  return new Set([...cases.map(({ _id }) => _id), ...tombstones.map(({ application }) => application)].map(String))
}

/** Returns those of these files that belong to drafts being deleted. */
export async function filesBeingDeleted(ids: readonly string[]): Promise<Set<string>> {
  const found = await TombstoneModel.find({ files: trusted({ $in: [...ids] }) }, { files: 1 }).lean<Tombstone[]>()
  return new Set(found.flatMap(({ files }) => files))
}
