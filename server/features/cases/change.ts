import mongoose, { trusted, type QueryFilter, type Types } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '#models/cases/application.ts'
import { asTheyWere, type PendingEffect } from '#models/parts/history.ts'
import { withLines, type TextLogEntry } from '#models/parts/text-to-translate.ts'
import type { Writing } from '#models/parts/writing.ts'
import { setAuditSubject, recordAudit, type FieldChange, type Subject } from '#outside/audit.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { endOfCityDay } from '#shared/days/city-day.ts'
import { toldOfWriting } from '#shared/texts/writing.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { EffectRequest } from './effects/effect-kinds.ts'
import { isDated } from './status/due.ts'
import { notForApplicants } from './applicant/not-for-applicants.ts'
import { carriedOver, offerAfter } from './acceptance/filing.ts'
import { caseTerms } from './search/terms.ts'
import { lastDayOf } from './own/draft-retention.ts'
import { conflictedIn } from './review/panel.ts'
import { isDecided, openedBy, recordOf } from './review/opening.ts'
import { scoresMissing, spreadOver } from './review/rubric.ts'
import { isUpheld, openObjections } from './notice/open.ts'
import { officer } from './requests/deadline.ts'
import { linesLacking, textsLeft, textsPulled } from './writing/ending.ts'
import { sentLine, textIn } from './writing/text-in.ts'
import { type Actor, type MoveFacts, type MoveRefusal, canMove } from './states.ts'

type Change = Outgoing & {
  /** The application as it was read; the write is refused when it has changed since. */
  was: Application
  to?: ApplicationState
  /** `moved` unless the state stays as it is. */
  kind?: string
  actor: Actor
  at: Date
  reason?: string | undefined
  reasonCodes?: readonly string[] | undefined
  note?: string | undefined
  /** The colleague it is about. */
  person?: { id: string; name: string } | undefined
  /** What else the history says of the same change. */
  also?: readonly FurtherEvent[]
  /** What becomes of an offer that ends is not asked here: see `acceptance/filing.ts`. */
  set?: Partial<Application>
  unset?: readonly Exclude<keyof Application, 'offer' | 'pastOffers'>[]
  push?: Record<string, unknown>
  effects?: readonly EffectRequest[]
  bulk?: BulkMark | undefined
  /** What the trail says of it besides. */
  told?: readonly FieldChange[]
  /** Keys of effects that are not to follow after all; the write is refused when one of them has. */
  withdrawn?: readonly string[]
}

/** How what the applicant is told was written, and which of the texts that wait for a translation is sent with it. */
export type Outgoing = { writing?: Writing | undefined; sends?: string | undefined }

/** Of a form of several fields, how its words go out. */
export const outgoingOf = ({ writing, sends }: Outgoing): Outgoing => ({ writing, sends })

/**
 * Part of a bulk decision: only the case as its preview saw it is changed, and what tells the applicant is held until an
 * instant, so that it can be undone before.
 */
export type BulkMark = { id: string; revision: number; heldUntil?: Date }

export type FurtherEvent = {
  kind: string
  actor: Actor
  person?: { id: string; name: string } | undefined
  note?: string | undefined
}

/**
 * The only place that changes a submitted application: ONE atomic write that is guarded by the revision and state it was
 * decided on, and that carries its event and everything that is to follow. Null when somebody else was faster.
 */
export async function applyChange(change: Change): Promise<Application | null> {
  const { was, bulk, withdrawn, sends } = change
  if (bulk && bulk.revision !== was.revision) return null
  if (sends && !textIn(was, sends)) throw gone(was)
  const changed = await guardedWrite(ApplicationModel, {
    ...{ was, guard: ['state', 'revision'], counter: 'revision' },
    provided: withdrawn ? stillToCome(was, withdrawn) : {},
    ...writeOf(change, await linesLacking(change)),
  })
  if (changed) tellOf(change, changed)
  return changed
}

/**
 * Reasons as codes: what was written in words stays with the case, and goes with it. The case is called what it is after the
 * change: a submission gives it the reference by which it is looked for.
 */
function tellOf(change: Change, now: Application): void {
  const { was, to, kind, actor, person, reasonCodes = [], bulk, told = [], writing } = change
  const changes = [
    ...(to ? [{ field: 'state', before: was.state, after: to }] : [{ field: 'event', before: null, after: kind }]),
    ...(person ? [{ field: 'colleague', before: null, after: person.id }] : []),
    ...(bulk ? [{ field: 'bulk', before: null, after: bulk.id }] : []),
    // The city's clock writes nothing: it repeats what the trail has already told of whoever wrote it.
    ...(actor.kind === 'system' ? [] : toldOfWriting(writing)),
    ...told,
  ]
  const reason = reasonCodes.length > 0 ? { reason: reasonCodes.join(', ') } : {}
  recordAudit({ action: to ? 'application.moved' : 'application.changed', subject: subjectOf(now), changes, ...reason })
}

/** A case as the trail calls it. */
export const subjectOf = ({ _id, reference }: Pick<Application, '_id' | 'reference'>): Subject => ({
  kind: 'application',
  id: _id.toHexString(),
  ...(reference ? { label: reference } : {}),
})

/** The worker crosses effects out, and messages add some, without a new revision. */
const stillToCome = ({ pendingEffects }: Application, keys: readonly string[]): QueryFilter<Application> => ({
  pendingEffects: trusted({ $size: pendingEffects.length }),
  'pendingEffects.key': trusted({ $all: [...keys] }),
})

function writeOf(change: Change, lacking: readonly TextLogEntry[]) {
  const { was, to, actor, at, unset = [], push = {}, also = [], withdrawn, sends } = change
  const eventId = new mongoose.Types.ObjectId()
  const effects = effectsOf(change, eventId)
  const left = was.pendingEffects.filter(({ key }) => !withdrawn?.includes(key))
  const offer = offerAfter(change)
  const lines = [...lacking, ...sentLine(was, sends, { at, by: officer(actor) })]
  return {
    set: {
      ...(to ? { state: to, stateSince: at } : {}),
      ...change.set,
      ...scoresOpenedBy(change),
      ...offer.set,
      ...termsOf(change.set),
      ...textsLeft(change),
      ...(withdrawn ? { pendingEffects: [...asTheyWere(left), ...effects] } : {}),
    },
    unset: [...unset, ...offer.unset, ...(to && was.dueOn && !isDated(to) ? (['dueOn'] as const) : [])],
    push: { ...push, ...offer.push, ...withLines(lines) },
    pull: textsPulled(change),
    events: [eventOf(change, eventId), ...also.map(event => furtherEvent(event, at))],
    effects: { field: 'pendingEffects' as const, added: withdrawn ? [] : effects },
  }
}

/** Whatever lets reviewers see one another's scores says so in them. */
function scoresOpenedBy({ was, to, at, set }: Change): Partial<Application> {
  const assessments = openedBy({ ...was, ...set, state: to ?? was.state }, at)
  return assessments ? { assessments } : {}
}

/**
 * A decision carries what it rested on. What applicants do with their own case decides nothing, and is made on a case that
 * was read without what the staff keep for themselves.
 */
const recordAt = ({ was, to, actor }: Change) =>
  to && actor.kind !== 'applicant' && isDecided(to) && (was.assessments.length > 0 || was.objections?.length)
    ? { record: recordOf(was) }
    : {}

/** What is handed in is found by what it says, from the same write on. */
const termsOf = (set: Partial<Application> = {}) => (set.snapshot ? { searchTerms: caseTerms(set) } : {})

function eventOf(change: Change, _id: Types.ObjectId) {
  const { was, to, kind = 'moved', actor, at, reason, reasonCodes = [], person, note, writing } = change
  return {
    _id,
    at,
    by: actor,
    kind,
    ...(to ? { from: was.state, to } : {}),
    ...(reason ? { reason } : {}),
    ...(reason && writing ? { writing } : {}),
    ...(reasonCodes.length > 0 ? { reasonCodes: [...reasonCodes] } : {}),
    ...(person ? { person } : {}),
    ...(note ? { note } : {}),
    ...markOf(change),
    ...recordAt(change),
  }
}

const markOf = ({ bulk }: Change) => (bulk ? { bulk: bulk.id } : {})

const furtherEvent = ({ kind, actor, person, note }: FurtherEvent, at: Date) => ({
  _id: new mongoose.Types.ObjectId(),
  at,
  by: actor,
  kind,
  ...(person ? { person } : {}),
  ...(note ? { note } : {}),
})

const tellsApplicant: readonly EffectRequest['kind'][] = ['mail', 'letter']

const effectsOf = ({ was, effects = [], bulk }: Change, eventId: Types.ObjectId): PendingEffect[] =>
  effects.map((effect, index) => ({
    ...pending(effect, was._id, effect.key ?? `${eventId.toHexString()}-${String(index)}`),
    ...(bulk?.heldUntil && tellsApplicant.includes(effect.kind) ? { notBefore: bulk.heldUntil } : {}),
  }))

/** The key names the cause, so a repeated effect finds that it has been done. */
function pending({ kind, facts }: EffectRequest, application: Types.ObjectId, key: string): PendingEffect {
  return { key: `application:${application.toHexString()}:${key}`, kind, facts }
}

/** Whoever asks: staff see what was handed in, an applicant what is theirs. Anything else does not exist for them. */
export async function readFor(
  id: string,
  actor: Actor,
  kept: Readonly<Record<string, 0>> = notForApplicants,
): Promise<Application> {
  const filter: QueryFilter<Application> =
    actor.kind === 'applicant'
      ? { _id: id, applicant: idOf(actor) }
      : { _id: id, submittedAt: trusted({ $type: 'date' }) }
  const found = await ApplicationModel.findOne(filter, actor.kind === 'applicant' ? kept : {}).lean<Application>()
  if (!found) throw notFound('application.not-found', { id })
  if (actor.kind !== 'applicant') setAuditSubject(subjectOf(found))
  return carriedOver(found)
}

/** An applicant without an id owns nothing; without this check the filter would match anybody's. */
function idOf(actor: Actor): string {
  if (!actor.id) throw notFound('application.not-found')
  return actor.id
}

type Setting = { publicNoticeDays: number; draftDays: number }

/** What the rules of moving look at, on the day of asking. */
export function moveFacts(application: Application, now: Date, settings: Setting, reason?: string): MoveFacts {
  const deadline = deadlineOf(application, settings)
  return {
    reason,
    deadlinePassed: deadline !== null && now > deadline,
    returnTo: application.returnTo ?? null,
    reviewers: application.assessments.map(assessment => assessment.reviewer),
    conflicted: conflictedIn(application),
    scoresMissing: scoresMissing(application),
    discussionDue: spreadOver(application).length > 0,
    everSubmitted: Boolean(application.submittedAt),
    publicNoticeDays: settings.publicNoticeDays,
    noticeRunning: application.notice ? now <= application.notice.until : false,
    objections: openObjections(application).length,
    objectionUpheld: isUpheld(application),
  }
}

/** The instant after which the present state ends by itself, if there is one. */
function deadlineOf(application: Application, { draftDays }: Pick<Setting, 'draftDays'>): Date | null {
  if (application.state === 'offered') return application.offer?.deadline ?? null
  if (application.state === 'information_requested') return application.answerBy ?? null
  if (application.state === 'draft') return endOfCityDay(lastDayOf(application, draftDays))
  return null
}

/** Throws the refusal as a conflict that names its reason. */
export function requireMove(application: Application, to: ApplicationState, actor: Actor, facts: MoveFacts): void {
  const verdict = canMove(application.state, to, actor, facts)
  if (!verdict.ok) throw refusal(verdict.reason, application, to)
}

const refusal = (reason: MoveRefusal, application: Application, to: ApplicationState) =>
  conflict(`application.refused.${reason}`, {
    facts: { id: application._id.toHexString(), from: application.state, to },
  })

/** A text that was to go out with a change has been sent, passed on again or dropped. */
const gone = (application: Application) => conflict('writing.gone', { facts: { id: application._id.toHexString() } })

/** Somebody else changed the case between reading and writing. */
export const stale = (application: Application) =>
  conflict('error.stale', { facts: { id: application._id.toHexString(), revision: application.revision } })
