import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { ConfirmedMisfits } from '#models/cases/parts/misfits.ts'
import { letterDecisions, type LetterDecision } from '#models/deciding/letter.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict } from '#shared/errors.ts'
import { misfitsForAudit } from './acceptance/misfits.ts'
import { acceptOffer } from './acceptance/offered-terms.ts'
import {
  applyChange,
  requireMove,
  moveFacts,
  pickOutgoing,
  readCaseFor,
  staleConflict,
  type BulkMark,
  type OutgoingText,
} from './change.ts'
import { dueAfter } from './status/due.ts'
import type { EffectRequest } from './effects/effect-kinds.ts'
import { joinGrounds } from './notice/decision-reasons.ts'
import type { ApplicationMail, Deps } from './ports.ts'
import { interviewLetterEffect } from './interviews/letters.ts'
import { arrangedInterview, cancelInterview } from './interviews/rules.ts'
import { toPastRequest, outcomeAt, resubmittedFields, unsentDocuments } from './requests/closing.ts'
import { withoutLeavers, type Staffing } from './review/staffing.ts'
import { hasEnded, type Actor, type reopeningTargets } from './states.ts'
import { waitingFrom } from './waiting/order.ts'
import { turnAfter } from './status/stage.ts'

/**
 * States that `move` handles. The others need more than a reason: see submit.ts, deciding/actions/offer.ts and notice.ts,
 * acceptance/actions/contract.ts and reviewing/actions/request.ts.
 */
export type PlainTarget = Exclude<
  ApplicationState,
  'offered' | 'public_notice' | 'submitted' | 'draft' | 'contracted' | 'information_requested'
>
/** `reason` is sent to the applicant; `note` is for the staff only. */
export type MoveTexts = OutgoingText & {
  reason?: string | undefined
  /** Codes from `decision-reasons.ts`. */
  reasonCodes?: readonly string[] | undefined
  note?: string | undefined
  bulk?: BulkMark | undefined
  /** What the choices lack for the plan, of a case that is put on the waiting list. */
  misfits?: ConfirmedMisfits | null | undefined
  /** The open offer that the page of the applicant showed (`shownOfferOf`). Forms of an earlier release do not say it. */
  shownOffer?: string | undefined
  /** The terms that the page showed whose form accepts an offer (`nameOfTerms`). */
  shownTerms?: string | undefined
}

/** Returns what tells the open offer of a case from any other; '' without one. An extension does not change it. */
export const shownOfferOf = ({ state, offer }: Pick<Application, 'state' | 'offer'>): string =>
  state === 'offered' && offer ? offer.madeAt.toISOString() : ''

/** Throws `apply.offer.since` when an offer is open that the page did not show: a withdrawal would decline it unseen. */
function requireShownOffer(was: Application, { shownOffer }: MoveTexts): void {
  const open = shownOfferOf(was)
  if (shownOffer !== undefined && open !== '' && open !== shownOffer) throw conflict('apply.offer.since')
}

/** Throws when an ended case would be reopened whose applicant has left or that is anonymised. */
function requireApplicantPresent({ state, applicantLeftAt, anonymisedAt }: Application): void {
  if (hasEnded(state) && (applicantLeftAt ?? anonymisedAt)) throw conflict('application.nobody-left')
}

type ReopeningTarget = (typeof reopeningTargets)[number]
type Reopening = OutgoingText & { to: ReopeningTarget; reason: string }

export type MovesDeps = Pick<Deps, 'clock' | 'programme' | 'accounts' | 'premises'> & {
  beginReview: (was: Application) => Promise<Staffing>
}

export function movesService({ clock, programme, accounts, premises, beginReview }: MovesDeps) {
  /**
   * Moves a case to another state and writes its event and effects at the same time. Throws `application.refused.<reason>`
   * when the table or its conditions forbid the move, `error.stale` when somebody else changed the case first.
   */
  async function move(id: string, to: PlainTarget, actor: Actor, texts: MoveTexts = {}): Promise<Application> {
    const was = await readCaseFor(id, actor)
    requireApplicantPresent(was)
    requireShownOffer(was, texts)
    const settings = await programme.settings()
    const now = clock.now()
    requireMove(was, to, actor, { ...moveFacts(was, now, settings, joinGrounds(texts)), note: texts.note })
    const interviewChange = cancelPendingInterview(was, to, now)
    const parted = await withoutLeavers(was, to, accounts)
    const staffing = to === 'review' ? await beginReview({ ...was, ...parted.set }) : null
    const accepted = to === 'accepted' ? await acceptOffer({ clock, premises }, was, texts.shownTerms, now) : {}
    const moved = await applyChange({
      was,
      to,
      actor,
      at: now,
      reason: texts.reason,
      ...pickOutgoing(texts),
      reasonCodes: texts.reasonCodes,
      note: texts.note,
      bulk: texts.bulk,
      set: {
        ...consequences({ was, to, actor, now, months: settings.waitingMonths, misfits: texts.misfits }),
        ...accepted,
        ...dueAfter(was.state, to, { now, settings }),
        ...turnAfter(was, now),
        ...parted.set,
        ...staffing?.set,
        ...interviewChange.set,
      },
      also: [...parted.also, ...(staffing?.also ?? []), ...interviewChange.also],
      unset: fieldsToUnset(was, to),
      told: misfitsForAudit(texts.misfits ?? null),
      push: toPastRequest(was, { at: now, outcome: outcomeAt(to) }),
      effects: [...effectsOf(was, to), ...interviewChange.effects],
    })
    if (!moved) throw staleConflict(was)
    return moved
  }

  /** Withdraws an application for its applicant; a premises held for it becomes free. */
  const withdraw = (id: string, actor: Actor, reason?: string) => move(id, 'withdrawn', actor, { reason })

  /** Reopens an ended case. Throws `application.live-already` when its applicant has another one for the same premises. */
  async function reopen(id: string, actor: Actor, { to, ...words }: Reopening) {
    try {
      return await move(id, to, actor, words)
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict('application.live-already', { cause: error })
      throw error
    }
  }

  return { move, withdraw, reopen }
}

type Step = Pick<MoveTexts, 'misfits'> & {
  was: Application
  to: ApplicationState
  actor: Actor
  now: Date
  months: number
}

function consequences({ was, to, actor, now, months, misfits }: Step): Partial<Application> {
  if (to === 'waitlisted') return { waiting: { ...waitingFrom(was, now, months), ...(misfits ? { misfits } : {}) } }
  if (hasEnded(was.state)) return resubmittedFields(was)
  return was.state === 'submitted' && to === 'screening' && !was.assignee ? assignedTo(actor) : {}
}

const assignedTo = (actor: Actor) =>
  actor.id ? { assignee: actor.id as unknown as NonNullable<Application['assignee']> } : {}

const noStaffing: Staffing = { set: {}, also: [], effects: [] }

/**
 * Returns what cancels an interview that is still to come when the case moves on or ends, with the mail that updates the
 * applicant's calendar.
 */
function cancelPendingInterview(was: Application, to: ApplicationState, at: Date): Staffing {
  const interview = to === 'interview' ? null : arrangedInterview(was)
  if (!interview || interview.startsAt <= at) return noStaffing
  const cancelled = cancelInterview(interview, at)
  return {
    set: { interview: cancelled },
    also: [{ kind: 'interview_cancelled', actor: { kind: 'system' } }],
    effects: [
      interviewLetterEffect('application-interview-cancelled', cancelled, {
        ended: to === 'withdrawn' ? 'withdrawn' : 'gone-on',
      }),
    ],
  }
}

type StateField = 'returnTo' | 'answerBy' | 'request' | 'heldPremises' | 'notice' | 'objections'

/**
 * Returns the fields to remove because they belong to the state being left, such as an open request or the hold on a
 * premises. `applyChange` removes the offer.
 */
function fieldsToUnset(was: Application, to: ApplicationState): StateField[] {
  const fields: StateField[] = []
  if (was.state === 'information_requested') fields.push('returnTo', 'answerBy', 'request')
  if (was.heldPremises && releasesPremises(to)) fields.push('heldPremises')
  return startsReviewAgain(was.state, to) ? [...fields, 'notice', 'objections'] : fields
}

const startsReviewAgain = (from: ApplicationState, to: ApplicationState): boolean => hasEnded(from) || to === 'review'

const releasesPremises = (to: ApplicationState): boolean => hasEnded(to) || to === 'review'

/** Mail that the applicant gets when a case enters a state. Internal steps of the office send none. */
const mailByState: Partial<Record<ApplicationState, ApplicationMail>> = {
  submitted: 'application-submitted',
  information_requested: 'application-information-requested',
  ineligible: 'application-ineligible',
  rejected: 'application-rejected',
  waitlisted: 'application-waitlisted',
  public_notice: 'application-public-notice',
  offered: 'application-offered',
  accepted: 'application-accepted',
  declined: 'application-declined',
  offer_expired: 'application-offer-expired',
  lapsed: 'application-lapsed',
  conditions_not_met: 'application-conditions-not-met',
  contracted: 'application-contracted',
  withdrawn: 'application-withdrawn',
}

function mailAt(from: ApplicationState, to: ApplicationState): ApplicationMail | null {
  if (hasEnded(from)) return 'application-reopened'
  if (from === 'waitlisted' && to === 'lapsed') return 'application-wait-over'
  // The announced decision is withdrawn, after its applicant was told that the unit is reserved for them.
  if (from === 'public_notice' && to === 'review') return 'application-review-again'
  return from === 'draft' && to === 'withdrawn' ? null : (mailByState[to] ?? null)
}

const letterEffect = (decision: LetterDecision, code: string | null | undefined): EffectRequest => ({
  kind: 'letter',
  facts: { decision, ...(code ? { premises: code } : {}) },
})

export function effectsOf(was: Application, to: ApplicationState): EffectRequest[] {
  const template = mailAt(was.state, to)
  const code = was.heldPremises
  const decision = letterDecisions.find(known => known === to)
  return [
    ...(code ? [{ kind: 'premises' as const, facts: { code } }] : []),
    ...(hasEnded(was.state) ? unsentDocuments(was) : []),
    ...([was.state, to].includes('public_notice') ? [{ kind: 'public' as const, facts: {} }] : []),
    // Before the mail that announces the letter.
    ...(decision ? [letterEffect(decision, code)] : []),
    ...(template ? [{ kind: 'mail' as const, facts: { template } }] : []),
    // After the listing shows that the premises is free; it is offered to the next on the waiting list.
    ...(code && releasesPremises(to) ? [{ kind: 'promotion' as const, facts: { code } }] : []),
  ]
}
