import mongoose, { trusted, type QueryFilter, type Types } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '#models/cases/application.ts'
import { withExplicitOrigins, type PendingEffect } from '#models/parts/history.ts'
import { appendLogLines, type TextLogEntry } from '#models/parts/text-to-translate.ts'
import type { Writing } from '#models/parts/writing.ts'
import { setAuditSubject, recordAudit, type FieldChange, type Subject } from '#outside/audit.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { endOfCityDay } from '#shared/days/city-day.ts'
import { describeWritingForAudit } from '#shared/texts/writing.ts'
import { conflict, forbidden, notFound } from '#shared/errors.ts'
import type { EffectRequest } from './effects/effect-kinds.ts'
import type { EventKind } from './event-kinds.ts'
import { isDated } from './status/due.ts'
import { applicantProjection } from './applicant/applicant-projection.ts'
import { withAcceptanceInOffer, offerAfter } from './acceptance/offer-history.ts'
import { caseTerms } from './search/terms.ts'
import { lastDayOf } from './own/draft-retention.ts'
import { conflictedIn } from './review/panel.ts'
import { isDecided, openedBy, recordOf } from './review/opening.ts'
import { scoresMissing, findSpreads } from './review/rubric.ts'
import { isUpheld, openObjections } from './notice/open.ts'
import { toOfficer } from './requests/deadline.ts'
import { missingLogLines, remainingTexts, pullEndedTexts } from './writing/ending.ts'
import { sentLine, textIn } from './writing/waiting-texts.ts'
import { type Actor, type MoveFacts, type MoveRefusal, canMove } from './states.ts'

type Change = OutgoingText & {
  /** Application as it was read; the write is refused when it has changed since. */
  was: Application
  to?: ApplicationState
  /** Kind of the event; `moved` by default. */
  kind?: EventKind
  actor: Actor
  at: Date
  reason?: string | undefined
  reasonCodes?: readonly string[] | undefined
  note?: string | undefined
  /** Colleague whom the change concerns. */
  person?: { id: string; name: string } | undefined
  /** Further events of the same change, before and after the one that it is about. */
  earlier?: readonly FurtherEvent[]
  also?: readonly FurtherEvent[]
  /** Fields to set. What happens to an offer that ends is decided in `acceptance/offer-history.ts`. */
  set?: Partial<Application>
  unset?: readonly Exclude<keyof Application, 'offer' | 'pastOffers'>[]
  push?: Record<string, unknown>
  effects?: readonly EffectRequest[]
  bulk?: BulkMark | undefined
  /** Further field changes for the audit entry. */
  told?: readonly FieldChange[]
  /** Keys of pending effects to remove; the write is refused when one of them has already been carried out. */
  withdrawn?: readonly string[]
}

/**
 * What a form says besides its own fields: in which language the text for the applicant was written, which text that waited
 * for translation is sent, and the `revision` of the case that its page showed, where that matters (`asShown`).
 */
export type OutgoingText = {
  writing?: Writing | undefined
  sends?: string | undefined
  revision?: number | undefined
}

/** Returns only these values of a form with further fields. */
export const pickOutgoing = ({ writing, sends, revision }: OutgoingText): OutgoingText => ({ writing, sends, revision })

/**
 * Mark of a bulk decision. The case is changed only at the `revision` that the preview showed. Mail and letters to the
 * applicant are held until `heldUntil`, so that the decision can be undone before.
 */
export type BulkMark = { id: string; revision: number; heldUntil?: Date }

export type FurtherEvent = {
  kind: EventKind
  actor: Actor
  person?: { id: string; name: string } | undefined
  reason?: string | undefined
  writing?: Writing | undefined
  note?: string | undefined
}

/**
 * Changes a submitted application; nothing else may. Makes one atomic write that is guarded by the state and revision that
 * were read and that carries the event and the pending effects. Returns null when somebody else has changed the case
 * meanwhile. Throws `case.refused.conflict` for an officer who has declared a conflict of interest in the case, also one who
 * did so after the page or an earlier read of the same request allowed the change. The revision that a form or a preview showed
 * must be the one that guards the write.
 */
export async function applyChange(change: Change): Promise<Application | null> {
  const { was, actor, bulk, withdrawn, sends, revision = bulk?.revision } = change
  if (isConflicted(was, actor)) throw forbidden('case.refused.conflict', { facts: { id: was._id.toHexString() } })
  if (revision !== undefined && revision !== was.revision) return null
  if (sends && !textIn(was, sends)) throw textGoneConflict(was)
  const changed = await guardedWrite(ApplicationModel, {
    was,
    guard: ['state', 'revision'],
    counter: 'revision',
    provided: withdrawn ? guardPendingEffects(was, withdrawn) : {},
    ...buildWrite(change, await missingLogLines(change)),
  })
  if (changed) recordChange(change, changed)
  return changed
}

const isConflicted = (was: Application, { kind, id = '' }: Actor): boolean =>
  (kind === 'reviewer' || kind === 'decider') && conflictedIn(was).includes(id)

/**
 * Records the audit entry, with reasons as codes only: reasons in words stay with the case and are deleted with it. The
 * subject is labelled as after the change, because a submission gives the case the reference by which it is searched.
 */
function recordChange(change: Change, now: Application): void {
  const { was, to, kind, actor, person, reasonCodes = [], bulk, told = [], writing, earlier = [] } = change
  const changes = [
    ...earlier.flatMap(event => [
      { field: 'event', before: null, after: event.kind },
      ...describeWritingForAudit(event.writing),
    ]),
    ...(to ? [{ field: 'state', before: was.state, after: to }] : [{ field: 'event', before: null, after: kind }]),
    ...(person ? [{ field: 'colleague', before: null, after: person.id }] : []),
    ...(bulk ? [{ field: 'bulk', before: null, after: bulk.id }] : []),
    // The system only repeats texts whose writing the audit trail already has from their author.
    ...(actor.kind === 'system' ? [] : describeWritingForAudit(writing)),
    ...told,
  ]
  const reason = reasonCodes.length > 0 ? { reason: reasonCodes.join(', ') } : {}
  recordAudit({ action: to ? 'application.moved' : 'application.changed', subject: subjectOf(now), changes, ...reason })
}

/** Returns a case as the subject of an audit entry. */
export const subjectOf = ({ _id, reference }: Pick<Application, '_id' | 'reference'>): Subject => ({
  kind: 'application',
  id: _id.toHexString(),
  ...(reference ? { label: reference } : {}),
})

/** Returns the guard for removing effects. The worker removes effects and messages add some without a new revision. */
const guardPendingEffects = ({ pendingEffects }: Application, keys: readonly string[]): QueryFilter<Application> => ({
  pendingEffects: trusted({ $size: pendingEffects.length }),
  'pendingEffects.key': trusted({ $all: [...keys] }),
})

function buildWrite(change: Change, lacking: readonly TextLogEntry[]) {
  const { was, to, actor, at, unset = [], push = {}, earlier = [], also = [], withdrawn, sends } = change
  const further = (events: readonly FurtherEvent[]) => events.map(event => toFurtherEvent(event, at))
  const eventId = new mongoose.Types.ObjectId()
  const effects = effectsOf(change, eventId)
  const remaining = was.pendingEffects.filter(({ key }) => !withdrawn?.includes(key))
  const offer = offerAfter(change)
  const lines = [...lacking, ...sentLine(was, sends, { at, by: toOfficer(actor) })]
  return {
    set: {
      ...(to ? { state: to, stateSince: at } : {}),
      ...change.set,
      ...openScores(change),
      ...offer.set,
      ...searchTermsOf(change.set),
      ...remainingTexts(change),
      ...(withdrawn ? { pendingEffects: [...withExplicitOrigins(remaining), ...effects] } : {}),
    },
    unset: [...unset, ...offer.unset, ...(to && was.dueOn && !isDated(to) ? (['dueOn'] as const) : [])],
    push: { ...push, ...offer.push, ...appendLogLines(lines) },
    pull: pullEndedTexts(change),
    events: [...further(earlier), eventOf(change, eventId), ...further(also)],
    effects: { field: 'pendingEffects' as const, added: withdrawn ? [] : effects },
  }
}

/** Returns the assessments marked as open when a change lets reviewers see one another's scores; empty otherwise. */
function openScores({ was, to, at, set }: Change): Partial<Application> {
  const assessments = openedBy({ ...was, ...set, state: to ?? was.state }, at)
  return assessments ? { assessments } : {}
}

/**
 * Returns the record of what a decision rests on, for its event. A move by the applicant is no decision, and its case was
 * read without the internal fields of the staff.
 */
const decisionRecordFor = ({ was, to, actor }: Change) =>
  to && actor.kind !== 'applicant' && isDecided(to) && (was.assessments.length > 0 || was.objections?.length)
    ? { record: recordOf(was) }
    : {}

/** Returns the search terms of a new snapshot, which are written together with it. */
const searchTermsOf = (set: Partial<Application> = {}) => (set.snapshot ? { searchTerms: caseTerms(set) } : {})

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
    ...decisionRecordFor(change),
  }
}

const markOf = ({ bulk }: Change) => (bulk ? { bulk: bulk.id } : {})

const toFurtherEvent = ({ kind, actor, person, reason, writing, note }: FurtherEvent, at: Date) => ({
  _id: new mongoose.Types.ObjectId(),
  at,
  by: actor,
  kind,
  ...(reason ? { reason } : {}),
  ...(reason && writing ? { writing } : {}),
  ...(person ? { person } : {}),
  ...(note ? { note } : {}),
})

const applicantEffectKinds: readonly EffectRequest['kind'][] = ['mail', 'letter']

const effectsOf = ({ was, effects = [], bulk }: Change, eventId: Types.ObjectId): PendingEffect[] =>
  effects.map((effect, index) => ({
    ...toPendingEffect(effect, was._id, effect.key ?? `${eventId.toHexString()}-${String(index)}`),
    ...(effect.notBefore ? { notBefore: effect.notBefore } : {}),
    ...(bulk?.heldUntil && applicantEffectKinds.includes(effect.kind) ? { notBefore: bulk.heldUntil } : {}),
  }))

/** Returns the effect with a key that names its cause, so that a repeated effect is recognised as done. */
function toPendingEffect({ kind, facts }: EffectRequest, application: Types.ObjectId, key: string): PendingEffect {
  return { key: `application:${application.toHexString()}:${key}`, kind, facts }
}

/** Reads a case for an actor. Staff find submitted cases, an applicant finds their own. Throws "not found" for any other. */
export async function readCaseFor(
  id: string,
  actor: Actor,
  projection: Readonly<Record<string, 0>> = applicantProjection,
): Promise<Application> {
  const filter: QueryFilter<Application> =
    actor.kind === 'applicant'
      ? { _id: id, applicant: applicantIdOf(actor) }
      : { _id: id, submittedAt: trusted({ $type: 'date' }) }
  const found = await ApplicationModel.findOne(filter, actor.kind === 'applicant' ? projection : {}).lean<Application>()
  if (!found) throw notFound('application.not-found', { id })
  if (actor.kind !== 'applicant') setAuditSubject(subjectOf(found))
  return withAcceptanceInOffer(found)
}

/** Returns the id of the applicant. Throws without one, because the filter would then match everybody's cases. */
function applicantIdOf(actor: Actor): string {
  if (!actor.id) throw notFound('application.not-found')
  return actor.id
}

type MoveSettings = { publicNoticeDays: number; draftDays: number }

/** Returns the facts that the rules for moves need, as of now. */
export function moveFacts(application: Application, now: Date, settings: MoveSettings, reason?: string): MoveFacts {
  const deadline = deadlineOf(application, settings)
  return {
    reason,
    deadlinePassed: deadline !== null && now > deadline,
    returnTo: application.returnTo ?? null,
    reviewers: application.assessments.map(assessment => assessment.reviewer),
    conflicted: conflictedIn(application),
    scoresMissing: scoresMissing(application),
    discussionDue: findSpreads(application).length > 0,
    everSubmitted: Boolean(application.submittedAt),
    publicNoticeDays: settings.publicNoticeDays,
    noticeRunning: application.notice ? now <= application.notice.until : false,
    objections: openObjections(application).length,
    objectionUpheld: isUpheld(application),
  }
}

/** Returns the instant after which the present state ends by itself; null when there is none. */
function deadlineOf(application: Application, { draftDays }: Pick<MoveSettings, 'draftDays'>): Date | null {
  if (application.state === 'offered') return application.offer?.deadline ?? null
  if (application.state === 'information_requested') return application.answerBy ?? null
  if (application.state === 'draft') return endOfCityDay(lastDayOf(application, draftDays))
  return null
}

/** Throws a conflict that names the reason when the move is refused. */
export function requireMove(application: Application, to: ApplicationState, actor: Actor, facts: MoveFacts): void {
  const verdict = canMove(application.state, to, actor, facts)
  if (!verdict.ok) throw refusal(verdict.reason, application, to)
}

const refusal = (reason: MoveRefusal, application: Application, to: ApplicationState) =>
  conflict(`application.refused.${reason}`, {
    facts: { id: application._id.toHexString(), from: application.state, to },
  })

/** The text that was to be sent with a change has been sent, passed on again or dropped meanwhile. */
const textGoneConflict = (application: Application) =>
  conflict('writing.gone', { facts: { id: application._id.toHexString() } })

/** Somebody else changed the case between reading and writing. */
export const staleConflict = (application: Application) =>
  conflict('error.stale', { facts: { id: application._id.toHexString(), revision: application.revision } })
