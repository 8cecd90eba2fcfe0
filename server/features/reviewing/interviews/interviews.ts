import mongoose, { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Interview, InterviewWish } from '#models/cases/parts/interview.ts'
import { doneBefore } from '#outside/audit.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { timeSpan } from '#shared/days/city-time.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import { describeWritingForAudit } from '#shared/texts/writing.ts'
import {
  requireMove,
  moveFacts,
  pickOutgoing,
  readCaseFor,
  applyChange,
  staleConflict,
  type OutgoingText,
} from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { interviewLetterEffect } from '#features/cases/interviews/letters.ts'
import {
  arrangedInterview,
  cancelInterview,
  canBeProposed,
  mayCancel,
  mayClose,
  remindAt,
  startOf,
  versionOf,
  mayWish,
  openInterview,
  isOfficer,
  type Slot,
} from '#features/cases/interviews/rules.ts'
import type { EffectRequest } from '#features/cases/effects/effect-kinds.ts'

/** `arranged`: version of the interview that the form showed (`versionOf`). Forms of an earlier release do not name one. */
type Shown = Pick<Slot, 'arranged'>
type Cancellation = OutgoingText & Shown & { reason: string }
type Outcome = Shown & { held: boolean; note: string }

export function createInterviewService({ clock, programme }: Pick<Deps, 'clock' | 'programme'>) {
  /**
   * Proposes an interview in a case under review, and moves the case to `interview` unless it is there already. Throws
   * `interview.open-already` while there is one, and `interview.past` or `interview.too-far`.
   */
  async function propose(id: string, actor: Actor, slot: Slot): Promise<Application> {
    const was = await readCaseFor(id, actor)
    const at = clock.now()
    const again = was.state === 'interview'
    if (again) requireOfficer(actor)
    else requireMove(was, 'interview', actor, moveFacts(was, at, await programme.settings()))
    if (arrangedInterview(was)) throw conflict('interview.open-already', { facts: { id } })
    const interview: Interview = {
      ...toInterviewFields(slot, at),
      ...{ _id: new mongoose.Types.ObjectId(), state: 'open', sequence: 0, wishes: [], waiting: false },
    }
    return write({
      ...{ was, actor, at, note: slotAsNote(interview), ...outgoing(slot) },
      ...(again ? { kind: 'interview_proposed' } : { to: 'interview' as const }),
      set: { interview },
      ...(was.interview ? { push: { pastInterviews: was.interview } } : {}),
      effects: [interviewLetterEffect('application-interview', interview)],
    })
  }

  /**
   * Changes time, place or interpreter. It stays the same interview, so the applicant's calendar updates its entry. What the
   * applicant has said of it counts as settled. Throws `interview.changed-meanwhile` when it is not the version that the form
   * showed.
   */
  async function change(id: string, actor: Actor, slot: Slot): Promise<Application> {
    requireOfficer(actor)
    const was = await readCaseFor(id, actor)
    const before = arrangedInterview(was)
    if (!before) throw conflict('interview.none-open', { facts: { id } })
    requireShown(before, slot)
    const at = clock.now()
    const interview: Interview = {
      ...before,
      ...toInterviewFields(slot, at),
      sequence: before.sequence + 1,
      waiting: false,
    }
    const moved = before.startsAt.getTime() === interview.startsAt.getTime() ? {} : { was: before.startsAt }
    return write({
      ...{ was, actor, at, kind: 'interview_changed', note: slotAsNote(interview), set: { interview } },
      ...outgoing(slot),
      effects: [interviewLetterEffect('application-interview-changed', interview, moved)],
    })
  }

  /**
   * Cancels an interview before it begins. The applicant is told why. The state of the case does not change. Throws
   * `interview.changed-meanwhile` like `change`.
   */
  async function cancel(id: string, actor: Actor, { reason, arranged, ...outgoing }: Cancellation) {
    requireOfficer(actor)
    const was = await readCaseFor(id, actor)
    const at = clock.now()
    const before = mayCancel(was, at) ? arrangedInterview(was) : null
    if (!before) throw conflict('interview.none-open', { facts: { id } })
    requireShown(before, { arranged })
    const interview = cancelInterview(before, at, { reason, writing: outgoing.writing })
    return write({
      ...{ was, actor, at, kind: 'interview_cancelled', reason, ...pickOutgoing(outgoing), set: { interview } },
      effects: [interviewLetterEffect('application-interview-cancelled', interview, { reason })],
    })
  }

  /**
   * Records, for colleagues only, whether it was held and its outcome. May be repeated to correct that. Throws
   * `interview.changed-meanwhile` when the form did not show the last outcome, or showed another interview.
   */
  async function close(id: string, actor: Actor, { held, note, arranged }: Outcome): Promise<Application> {
    requireOfficer(actor)
    const was = await readCaseFor(id, actor)
    const at = clock.now()
    if (!was.interview || !mayClose(was, at)) throw conflict('interview.not-begun', { facts: { id } })
    const state = held ? ('held' as const) : ('not_held' as const)
    if (was.interview.state === state && was.interview.outcome?.note === note) return doneBefore(was)
    requireShown(was.interview, { arranged })
    const outcome = { at, by: { id: actor.id ?? '', name: actor.name ?? '—' }, note }
    const interview: Interview = { ...was.interview, state, outcome, waiting: false, remindAt: null }
    return write({ was, actor, at, kind: `interview_${state}`, note, set: { interview } })
  }

  return { propose, change, cancel, close }
}

/** Throws unless the interview is the one that the form showed. */
function requireShown(interview: Interview, { arranged }: Shown): void {
  if (arranged && arranged !== versionOf(interview)) throw conflict('interview.changed-meanwhile')
}

/** Returns the fields of an interview from a slot. Throws when it cannot be at that time. */
function toInterviewFields(slot: Slot, now: Date) {
  const { minutes, place, interpreter, note, placeWriting = null, noteWriting = null } = slot
  const startsAt = startOf(slot)
  const verdict = canBeProposed(startsAt, now)
  if (!verdict.ok) throw conflict(`interview.${verdict.reason}`, { facts: { startsAt: startsAt.toISOString() } })
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000)
  const texts = { place, placeWriting, note, noteWriting }
  return { startsAt, endsAt, interpreter, ...texts, remindAt: remindAt(startsAt, now) }
}

/** Returns how place and note were sent, translated or not, and the waiting text that this sends. */
const outgoing = ({ placeWriting, noteWriting, sends }: Slot) => ({
  told: [...describeWritingForAudit(placeWriting), ...describeWritingForAudit(noteWriting)],
  sends,
})

/** Returns the slot for the history, independent of language: `2026-12-03 14:00–14:45, room 204 (ru)`. */
function slotAsNote(interview: Interview): string {
  const { startsAt, place, interpreter } = interview
  const when = `${cityDayOf(startsAt)} ${timeSpan('en', interview)}`
  return `${when}, ${place}${interpreter ? ` (${interpreter})` : ''}`
}

export function wishesOf({ clock }: Pick<Deps, 'clock'>) {
  /**
   * Stores that the applicant needs an interpreter or another time. The wish waits until an officer changes the interview.
   * The assignee is notified by mail. Throws `interview.none-open`, `interview.begun` or `interview.wishes-full`.
   */
  async function wishOfInterview(
    id: string,
    actor: Actor,
    { wish, text }: { wish: InterviewWish; text: string },
  ): Promise<Application> {
    if (actor.kind !== 'applicant') throw forbidden()
    const was = await readCaseFor(id, actor)
    const at = clock.now()
    const verdict = mayWish(was, at)
    const before = arrangedInterview(was)
    if (!verdict.ok) throw conflict(`interview.${verdict.reason}`, { facts: { id } })
    if (!before) throw conflict('interview.none-open', { facts: { id } })
    const interview = { ...before, wishes: [...before.wishes, { at, wish, text }], waiting: true }
    return write({
      ...{ was, actor, at, kind: `interview_wish_${wish}`, reason: text, set: { interview } },
      effects: toldOf(was),
    })
  }

  return wishOfInterview
}

const toldOf = ({ assignee }: Application): EffectRequest[] =>
  assignee ? [{ kind: 'staff_mail', facts: { template: 'case-interview-wish', account: assignee.toHexString() } }] : []

const atOnce = 200

export function createInterviewReminderService({ clock }: Pick<Deps, 'clock'>) {
  /** Reminds applicants a day before their interview, once for each time it was set. Returns how many. */
  async function remindAll(): Promise<number> {
    const now = clock.now()
    const due = await ApplicationModel.find({
      state: 'interview',
      'interview.state': 'open',
      'interview.startsAt': trusted({ $gt: now }),
      'interview.remindAt': trusted({ $lte: now }),
    })
      .limit(atOnce)
      .lean<Application[]>()
    let reminded = 0
    for (const was of due) reminded += await remind(was, now)
    return reminded
  }

  return remindAll
}

/** Returns 0 when the case was changed meanwhile. The next run tries again. */
async function remind(was: Application, at: Date): Promise<number> {
  const interview = openInterview(was)
  if (!interview) return 0
  const written = await applyChange({
    ...{ was, actor: { kind: 'system' }, at, kind: 'interview_reminded' },
    set: { interview: { ...interview, remindAt: null } },
    effects: [interviewLetterEffect('application-interview-reminder', interview)],
  })
  return written ? 1 : 0
}

const daysAhead = 14
const atMost = 20

export type ComingInterview = Pick<Application, '_id' | 'reference' | 'applicantName' | 'assignee'> & {
  interview: NonNullable<Application['interview']>
}

export function createUpcomingQuery({ clock }: Pick<Deps, 'clock'>) {
  /** Returns the interviews of the next two weeks and past ones without an outcome, the earliest first. */
  function toCome(): Promise<ComingInterview[]> {
    const until = new Date(clock.now().getTime() + daysAhead * 86_400_000)
    return ApplicationModel.find(
      { state: 'interview', 'interview.state': 'open', 'interview.startsAt': trusted({ $lte: until }) },
      { reference: 1, applicantName: 1, assignee: 1, interview: 1 },
    )
      .sort({ 'interview.startsAt': 1 })
      .limit(atMost)
      .lean<ComingInterview[]>()
  }

  return toCome
}

function requireOfficer(actor: Actor): void {
  if (!isOfficer(actor)) throw forbidden('application.refused.not-yours')
}

/** Applies a change. Throws `error.stale` when the case was changed meanwhile. */
async function write(change: Parameters<typeof applyChange>[0]): Promise<Application> {
  const written = await applyChange(change)
  if (!written) throw staleConflict(change.was)
  return written
}
