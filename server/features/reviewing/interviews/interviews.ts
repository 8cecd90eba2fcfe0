import mongoose from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import type { Interview } from '#models/cases/parts/interview.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { timeSpan } from '#shared/days/city-time.ts'
import { conflict } from '#shared/errors.ts'
import { toldOfWriting } from '#shared/texts/writing.ts'
import { requireMove, moveFacts, readFor, type Outgoing } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { letterOn } from '#features/cases/interviews/letters.ts'
import {
  arranged,
  calledOff,
  canBeProposed,
  mayCancel,
  mayClose,
  remindAt,
  startOf,
  versionOf,
  type Slot,
} from '#features/cases/interviews/rules.ts'
import { requireOfficer, write } from './writing.ts'

type CallingOff = Outgoing & { reason: string }
type Outcome = { held: boolean; note: string }

export function interviewsOf({ clock, programme }: Pick<Deps, 'clock' | 'programme'>) {
  /**
   * Proposes an interview in a case under review, and moves the case to `interview` unless it is there already. Throws
   * `interview.open-already` while there is one, and `interview.past` or `interview.too-far`.
   */
  async function propose(id: string, actor: Actor, slot: Slot): Promise<Application> {
    const was = await readFor(id, actor)
    const at = clock.now()
    const again = was.state === 'interview'
    if (again) requireOfficer(actor)
    else requireMove(was, 'interview', actor, moveFacts(was, at, await programme.settings()))
    if (arranged(was)) throw conflict('interview.open-already', { facts: { id } })
    const interview: Interview = {
      ...placed(slot, at),
      ...{ _id: new mongoose.Types.ObjectId(), state: 'open', sequence: 0, wishes: [], waiting: false },
    }
    return write({
      ...{ was, actor, at, note: slotAsNote(interview), ...outgoing(slot) },
      ...(again ? { kind: 'interview_proposed' } : { to: 'interview' as const }),
      set: { interview },
      ...(was.interview ? { push: { pastInterviews: was.interview } } : {}),
      effects: [letterOn('application-interview', interview)],
    })
  }

  /**
   * Changes time, place or interpreter. It stays the same interview, so the applicant's calendar updates its entry. Throws
   * `interview.changed-meanwhile` when it is not the version that the form showed. Forms of an earlier release do not name a
   * version.
   */
  async function change(id: string, actor: Actor, slot: Slot): Promise<Application> {
    requireOfficer(actor)
    const was = await readFor(id, actor)
    const before = arranged(was)
    if (!before) throw conflict('interview.none-open', { facts: { id } })
    if (slot.arranged && slot.arranged !== versionOf(before))
      throw conflict('interview.changed-meanwhile', { facts: { id } })
    const at = clock.now()
    const interview: Interview = { ...before, ...placed(slot, at), sequence: before.sequence + 1, waiting: false }
    const moved = before.startsAt.getTime() === interview.startsAt.getTime() ? {} : { was: before.startsAt }
    return write({
      ...{ was, actor, at, kind: 'interview_changed', note: slotAsNote(interview), set: { interview } },
      ...outgoing(slot),
      effects: [letterOn('application-interview-changed', interview, moved)],
    })
  }

  /** Cancels an interview before it begins. The applicant is told why. The state of the case does not change. */
  async function cancel(id: string, actor: Actor, { reason, writing, sends }: CallingOff): Promise<Application> {
    requireOfficer(actor)
    const was = await readFor(id, actor)
    const at = clock.now()
    const before = mayCancel(was, at) ? arranged(was) : null
    if (!before) throw conflict('interview.none-open', { facts: { id } })
    const interview = calledOff(before, at, { reason, writing })
    return write({
      ...{ was, actor, at, kind: 'interview_cancelled', reason, writing, sends, set: { interview } },
      effects: [letterOn('application-interview-cancelled', interview, { reason })],
    })
  }

  /** Records, for colleagues only, whether it was held and its outcome. May be repeated to correct that. */
  async function close(id: string, actor: Actor, { held, note }: Outcome): Promise<Application> {
    requireOfficer(actor)
    const was = await readFor(id, actor)
    const at = clock.now()
    if (!was.interview || !mayClose(was, at)) throw conflict('interview.not-begun', { facts: { id } })
    const outcome = { at, by: { id: actor.id ?? '', name: actor.name ?? '—' }, note }
    const state = held ? ('held' as const) : ('not_held' as const)
    const interview: Interview = { ...was.interview, state, outcome, waiting: false, remindAt: null }
    return write({ was, actor, at, kind: `interview_${state}`, note, set: { interview } })
  }

  return { propose, change, cancel, close }
}

/** Returns the fields of an interview from a slot. Throws when it cannot be at that time. */
function placed(slot: Slot, now: Date) {
  const { minutes, place, interpreter, note, placeWriting = null, noteWriting = null } = slot
  const startsAt = startOf(slot)
  const verdict = canBeProposed(startsAt, now)
  if (!verdict.ok) throw conflict(`interview.${verdict.reason}`, { facts: { startsAt: startsAt.toISOString() } })
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000)
  const said = { place, placeWriting, note, noteWriting }
  return { startsAt, endsAt, interpreter, ...said, remindAt: remindAt(startsAt, now) }
}

/** Returns how place and note were sent, translated or not, and the waiting text that this sends. */
const outgoing = ({ placeWriting, noteWriting, sends }: Slot) => ({
  told: [...toldOfWriting(placeWriting), ...toldOfWriting(noteWriting)],
  sends,
})

/** Returns the slot for the history, independent of language: `2026-12-03 14:00–14:45, room 204 (ru)`. */
function slotAsNote(interview: Interview): string {
  const { startsAt, place, interpreter } = interview
  const when = `${cityDayOf(startsAt)} ${timeSpan('en', interview)}`
  return `${when}, ${place}${interpreter ? ` (${interpreter})` : ''}`
}
