import { trusted } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationSnapshot } from '#models/cases/application.ts'
import type { RequestItem } from '#models/cases/parts/information-request.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { addWorkingDays, workingDaysBetween, type WorkingCalendar } from '#shared/days/working-days.ts'
import { applyChange, requireMove, moveFacts, readFor, stale } from '#features/cases/change.ts'
import type { takingInOf } from '#features/cases/documents/taking-in.ts'
import type { Deps, StoredDocument } from '#features/cases/ports.ts'
import { codesOf } from '#features/cases/answers/save-section.ts'
import { nameIn, snapshotOf } from '#features/cases/answers/snapshot.ts'
import type { Actor } from '#features/cases/states.ts'
import { waitedFor } from '#features/cases/status/stage.ts'
import { filed } from '#features/cases/requests/closing.ts'
import { isAwaited } from '#features/cases/requests/items.ts'
import type { RequestProgress, requestProgressOf } from '#features/cases/requests/progress.ts'

const attempts = 3

type AnswerDeps = Pick<Deps, 'clock' | 'documents' | 'programme'> &
  Pick<ReturnType<typeof requestProgressOf>, 'progressWith'> &
  Pick<ReturnType<typeof takingInOf>, 'settled'>

export function answeringOf({ clock, documents, programme, progressWith, settled }: AnswerDeps) {
  type Excuse = { id: string; applicantId: string; itemId: string; text: string }
  /** Stores why the applicant leaves an item unchanged. An empty text removes the excuse. */
  async function excuse({ id, applicantId, itemId, text }: Excuse): Promise<void> {
    const saved = await ApplicationModel.updateOne(
      {
        _id: id,
        applicant: applicantId,
        state: 'information_requested',
        answerBy: trusted({ $gte: clock.now() }),
        'request.items.id': itemId,
      },
      { $set: { 'request.items.$.excuse': text }, $inc: { revision: 1 } },
    )
    if (saved.matchedCount > 0) return
    const application = await readFor(id, { kind: 'applicant', id: applicantId })
    if (isAwaited(application, clock.now())) throw notFound()
    throw conflict('request.over', { facts: { id } })
  }

  /**
   * Submits the answer to an information request: takes a new snapshot, keeps the former one, and returns the case to the
   * state in which it was interrupted. Throws `request.not-finished` while an item is open.
   */
  async function answer(id: string, actor: Actor, note: string): Promise<Application> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const answered = await hand(await settled(() => readFor(id, actor)), actor, note)
      if (answered) return answered
    }
    throw stale(await readFor(id, actor))
  }

  /** Returns null when something changed while it was being read. */
  async function hand(was: Application, actor: Actor, note: string): Promise<Application | null> {
    const id = was._id.toHexString()
    const { returnTo } = was
    if (was.state !== 'information_requested' || !returnTo)
      throw conflict('application.refused.no-such-move', { facts: { id } })
    const now = clock.now()
    const settings = await programme.settings()
    requireMove(was, returnTo, actor, moveFacts(was, now, settings, note))
    const present = await documents.list(id)
    const standing = await progressWith(was, present)
    if (was.request && !standing.ready) throw conflict('request.not-finished', { facts: { id } })
    return applyChange({
      was,
      to: returnTo,
      actor,
      at: now,
      reason: note,
      set: { ...handedIn(was, present, now), ...officeGoesOn(was, now, settings), ...waitedFor(was, now) },
      unset: ['returnTo', 'answerBy', 'request'],
      push: keptBeside(was, standing, { note, now }),
    })
  }

  return { excuse, answer }
}

type Answered = { note: string; now: Date }
/** Returns the fields that keep the request and the snapshot from before the answer. */
const keptBeside = (was: Application, standing: RequestProgress, { note, now }: Answered) => ({
  ...filed(was, { at: now, outcome: 'answered', note, items: judgedItems(standing) }),
  ...former(was.snapshot),
})

const former = (snapshot: ApplicationSnapshot | null | undefined) => (snapshot ? { formerSnapshots: snapshot } : {})

const handedIn = (was: Application, present: readonly StoredDocument[], now: Date): Partial<Application> => ({
  snapshot: snapshotOf(was, present, now),
  applicantName: nameIn(was),
  premises: was.answers.choice ? codesOf(was.answers.choice) : was.premises,
})

/** Extends the office's deadline by the working days for which it waited. */
function officeGoesOn(was: Application, now: Date, calendar: WorkingCalendar): Partial<Application> {
  if (!was.dueOn) return {}
  const waited = workingDaysBetween(cityDayOf(was.stateSince), cityDayOf(now), calendar)
  return { dueOn: addWorkingDays(was.dueOn, waited, calendar) }
}

const judgedItems = ({ items }: RequestProgress): RequestItem[] =>
  items.map(({ item, progress }) => ({ ...item, state: progress === 'explained' ? 'explained' : 'answered' }))
