import { trusted } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationSnapshot } from '#models/cases/application.ts'
import type { RequestItem } from '#models/cases/parts/information-request.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { addWorkingDays, workingDaysBetween, type WorkingCalendar } from '#shared/days/working-days.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { codesOf, type AnswerDeps } from '#features/cases/answers/save-section.ts'
import { nameIn, snapshotOf } from '#features/cases/answers/snapshot.ts'
import { applyChange, moveFacts, readCaseFor, requireMove, staleConflict } from '#features/cases/change.ts'
import { readSettled } from '#features/cases/documents/settling.ts'
import type { Deps, StoredDocument } from '#features/cases/ports.ts'
import { toPastRequest } from '#features/cases/requests/closing.ts'
import { isAwaited } from '#features/cases/requests/items.ts'
import { progressWith, type RequestProgress } from '#features/cases/requests/progress.ts'
import type { Actor } from '#features/cases/states.ts'
import { turnAfter } from '#features/cases/status/stage.ts'

type AnsweringDeps = AnswerDeps & Pick<Deps, 'documents' | 'pictures'>
const attempts = 3

/**
 * Submits the answer to an information request: takes a new snapshot, keeps the former one, and returns the case to the
 * state in which it was interrupted. Throws `request.not-finished` while an item is open.
 */
export async function answerRequest(deps: AnsweringDeps, id: string, actor: Actor, note: string): Promise<Application> {
  const read = () => readCaseFor(id, actor)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const answered = await hand(deps, await readSettled(deps, read), { actor, note })
    if (answered) return answered
  }
  throw staleConflict(await read())
}

/** Returns null when something changed while it was being read. */
async function hand(
  deps: AnsweringDeps,
  was: Application,
  { actor, note }: { actor: Actor; note: string },
): Promise<Application | null> {
  const { clock, documents, programme } = deps
  const id = was._id.toHexString()
  const { returnTo } = was
  if (was.state !== 'information_requested' || !returnTo)
    throw conflict('application.refused.no-such-move', { facts: { id } })
  const now = clock.now()
  const settings = await programme.settings()
  requireMove(was, returnTo, actor, moveFacts(was, now, settings, note))
  const present = await documents.list(id)
  const standing = await progressWith(deps, was, present)
  if (was.request && !standing.ready) throw conflict('request.not-finished', { facts: { id } })
  return applyChange({
    was,
    to: returnTo,
    actor,
    at: now,
    reason: note,
    set: {
      ...answeredFields(was, present, now),
      ...extendOfficeDeadline(was, now, settings),
      ...turnAfter(was, now),
    },
    unset: ['returnTo', 'answerBy', 'request'],
    push: archivedFields(was, standing, { note, now }),
  })
}

type Answered = { note: string; now: Date }
/** Returns the fields that keep the request and the snapshot from before the answer. */
const archivedFields = (was: Application, standing: RequestProgress, { note, now }: Answered) => ({
  ...toPastRequest(was, { at: now, outcome: 'answered', note, items: judgedItems(standing) }),
  ...former(was.snapshot),
})

const former = (snapshot: ApplicationSnapshot | null | undefined) => (snapshot ? { formerSnapshots: snapshot } : {})

const answeredFields = (was: Application, present: readonly StoredDocument[], now: Date): Partial<Application> => ({
  snapshot: snapshotOf(was, present, now),
  applicantName: nameIn(was),
  premises: was.answers.choice ? codesOf(was.answers.choice) : was.premises,
})

/** Extends the office's deadline by the working days for which it waited. */
function extendOfficeDeadline(was: Application, now: Date, calendar: WorkingCalendar): Partial<Application> {
  if (!was.dueOn) return {}
  const waited = workingDaysBetween(cityDayOf(was.stateSince), cityDayOf(now), calendar)
  return { dueOn: addWorkingDays(was.dueOn, waited, calendar) }
}

const judgedItems = ({ items }: RequestProgress): RequestItem[] =>
  items.map(({ item, progress }) => ({ ...item, state: progress === 'explained' ? 'explained' : 'answered' }))

type Excuse = { id: string; applicantId: string; itemId: string; text: string }

/** Stores why the applicant leaves an item unchanged. An empty text removes the excuse. */
export async function excuseItem(
  { clock }: Pick<Deps, 'clock'>,
  { id, applicantId, itemId, text }: Excuse,
): Promise<void> {
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
  const application = await readCaseFor(id, { kind: 'applicant', id: applicantId })
  if (isAwaited(application, clock.now())) throw notFound()
  throw conflict('request.over', { facts: { id } })
}
