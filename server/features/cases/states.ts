import {
  applicationStates,
  endedApplicationStates,
  liveApplicationStates,
  type ApplicationState,
} from '#models/cases/application.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

export { applicationStates, endedApplicationStates, type ApplicationState }

/** Who acts on a case. A listing manager never does, and is included so that the refusal can be shown. */
export type ActorKind = 'applicant' | 'reviewer' | 'decider' | 'administrator' | 'listing_manager' | 'system'
export type Actor = { kind: ActorKind; id?: string; name?: string }

/** `officer` stands for a reviewer or a decider. */
type Party = 'applicant' | 'officer' | 'reviewer' | 'decider' | 'administrator' | 'system'

/** Conditions of a move besides state and role, named after what is wrong. */
export const moveConditions = [
  'reason-needed',
  'deadline-passed',
  'deadline-not-passed',
  'wrong-return',
  'reviewed-by-decider',
  'conflict-of-interest',
  'not-assessed',
  'scores-missing',
  'discussion-due',
  'never-submitted',
  'notice-due',
  'no-notice-due',
  'notice-running',
  'objections-open',
  'objection-upheld',
  'undo-too-late',
] as const
export type MoveCondition = (typeof moveConditions)[number]
export type MoveRefusal = 'no-such-move' | 'not-yours' | MoveCondition

export type Move = {
  from: ApplicationState
  /** `deleted` is the only target that is not stored: the draft is removed. */
  to: ApplicationState | 'deleted'
  who: readonly Party[]
  /** Conditions under which the move is refused. */
  unless?: readonly MoveCondition[]
}

/** A decider must not have reviewed the case, nor have an interest in it. */
const impartial = ['reviewed-by-decider', 'conflict-of-interest'] as const

/** Before a decision all scores must be in, and reviewers who differ widely must have talked. */
const scored = ['not-assessed', 'scores-missing', 'discussion-due'] as const

const forwardMoves: Move[] = [
  { from: 'draft', to: 'submitted', who: ['applicant'] },
  { from: 'draft', to: 'deleted', who: ['applicant'] },
  { from: 'draft', to: 'deleted', who: ['system'], unless: ['deadline-not-passed'] },
  { from: 'submitted', to: 'screening', who: ['officer'] },
  { from: 'screening', to: 'information_requested', who: ['officer'], unless: ['reason-needed'] },
  { from: 'screening', to: 'ineligible', who: ['officer'], unless: ['reason-needed'] },
  { from: 'screening', to: 'review', who: ['officer'] },
  {
    from: 'information_requested',
    to: 'screening',
    who: ['applicant'],
    unless: ['wrong-return', 'deadline-passed'],
  },
  { from: 'information_requested', to: 'review', who: ['applicant'], unless: ['wrong-return', 'deadline-passed'] },
  { from: 'information_requested', to: 'rejected', who: ['officer'], unless: ['reason-needed'] },
  { from: 'information_requested', to: 'lapsed', who: ['system'], unless: ['deadline-not-passed'] },
  { from: 'review', to: 'information_requested', who: ['reviewer'], unless: ['reason-needed'] },
  { from: 'review', to: 'interview', who: ['reviewer'] },
  { from: 'review', to: 'decision', who: ['reviewer'], unless: [...scored] },
  { from: 'interview', to: 'decision', who: ['officer'], unless: [...scored] },
  { from: 'decision', to: 'rejected', who: ['decider'], unless: [...impartial, 'reason-needed'] },
  { from: 'decision', to: 'waitlisted', who: ['decider'], unless: [...impartial] },
  { from: 'decision', to: 'public_notice', who: ['decider'], unless: [...impartial, 'no-notice-due'] },
  { from: 'decision', to: 'offered', who: ['decider'], unless: [...impartial, 'notice-due'] },
  {
    from: 'public_notice',
    to: 'offered',
    who: ['system', 'officer'],
    unless: ['objections-open', 'objection-upheld', 'notice-running'],
  },
  { from: 'public_notice', to: 'review', who: ['system', 'officer'], unless: ['objections-open', 'reason-needed'] },
  { from: 'waitlisted', to: 'offered', who: ['system', 'officer'] },
  { from: 'waitlisted', to: 'lapsed', who: ['system', 'officer'] },
  { from: 'offered', to: 'accepted', who: ['applicant'], unless: ['deadline-passed'] },
  { from: 'offered', to: 'declined', who: ['applicant'], unless: ['deadline-passed'] },
  { from: 'offered', to: 'offer_expired', who: ['system'], unless: ['deadline-not-passed'] },
  { from: 'accepted', to: 'contracted', who: ['officer'] },
  { from: 'accepted', to: 'conditions_not_met', who: ['officer'], unless: ['reason-needed'] },
]

/** A bulk decision can be undone until anybody has been notified of it (ADR 34). */
const undoMoves: Move[] = (['rejected', 'waitlisted', 'public_notice', 'offered'] as const).map(from => ({
  from,
  to: 'decision',
  who: ['decider'],
  unless: ['undo-too-late', ...impartial],
}))

/** The applicant may withdraw in any state from `submitted` to before `contracted`. A draft is deleted instead. */
const withdrawals: Move[] = liveApplicationStates
  .filter(state => state !== 'draft' && state !== 'contracted')
  .map(from => ({ from, to: 'withdrawn', who: ['applicant'] }))

/** Only an administrator can reopen an ended case, and only into a state that holds no premises. */
export const reopeningTargets = ['screening', 'review', 'decision'] as const
const reopenings: Move[] = endedApplicationStates.flatMap(from =>
  reopeningTargets.map((to): Move => ({
    from,
    to,
    who: ['administrator'],
    unless: ['reason-needed', 'never-submitted'],
  })),
)

/** All moves. Nothing else changes a state. */
const moves: readonly Move[] = [...forwardMoves, ...undoMoves, ...withdrawals, ...reopenings]

/** Facts that a move is judged by, besides the actor. */
export type MoveFacts = {
  reason?: string | undefined
  /** Whether the deadline has passed: of the offer, the information request or the retention of a draft. */
  deadlinePassed: boolean
  /** State from which an information request was made. */
  returnTo: ApplicationState | null
  /** Ids of those who assessed the case. */
  reviewers: readonly string[]
  /** Ids of those who declared a conflict of interest. */
  conflicted?: readonly string[]
  /** Number of scores still missing, and whether the given ones differ widely. */
  scoresMissing?: number
  discussionDue?: boolean
  /** Note for the staff only, such as the result of a discussion. */
  note?: string | undefined
  everSubmitted: boolean
  publicNoticeDays: number
  /** Whether objections are still possible. */
  noticeRunning?: boolean
  /** Number of unanswered objections. */
  objections?: number
  /** Whether an objection was upheld. */
  objectionUpheld?: boolean
  /** For a bulk decision: whether nobody has been notified and there is still time to undo it. */
  undoable?: boolean
}

const isParty = (actor: Actor, party: Party): boolean =>
  party === 'officer' ? actor.kind === 'reviewer' || actor.kind === 'decider' : actor.kind === party

type MoveCheck = { move: Move; actor: Actor; facts: MoveFacts }
const isViolated: Record<MoveCondition, (judged: MoveCheck) => boolean> = {
  'reason-needed': ({ facts }) => !facts.reason?.trim(),
  'deadline-passed': ({ facts }) => facts.deadlinePassed,
  'deadline-not-passed': ({ facts }) => !facts.deadlinePassed,
  'wrong-return': ({ facts, move }) => facts.returnTo !== move.to,
  'reviewed-by-decider': ({ facts, actor }) => actor.id === undefined || facts.reviewers.includes(actor.id),
  'conflict-of-interest': ({ facts, actor }) => facts.conflicted?.includes(actor.id ?? '') ?? false,
  'not-assessed': ({ facts }) => facts.reviewers.length === 0,
  'scores-missing': ({ facts }) => (facts.scoresMissing ?? 0) > 0,
  'discussion-due': ({ facts }) => facts.discussionDue === true && !facts.note?.trim(),
  'never-submitted': ({ facts }) => !facts.everSubmitted,
  'notice-due': ({ facts }) => facts.publicNoticeDays > 0,
  'no-notice-due': ({ facts }) => facts.publicNoticeDays === 0,
  'notice-running': ({ facts }) => facts.noticeRunning ?? false,
  'objections-open': ({ facts }) => (facts.objections ?? 0) > 0,
  'objection-upheld': ({ facts }) => facts.objectionUpheld ?? false,
  'undo-too-late': ({ facts }) => facts.undoable !== true,
}

/** Checks whether an actor may move a case from one state to another. */
export function canMove(
  from: ApplicationState,
  to: ApplicationState | 'deleted',
  actor: Actor,
  facts: MoveFacts,
): Verdict<MoveRefusal> {
  const candidates = moves.filter(move => move.from === from && move.to === to)
  if (candidates.length === 0) return no('no-such-move')
  const move = candidates.find(({ who }) => who.some(party => isParty(actor, party)))
  if (!move) return no('not-yours')
  const wrong = move.unless?.find(condition => isViolated[condition]({ move, actor, facts }))
  return wrong ? no(wrong) : yes
}

/** Returns the moves that an actor could make from a state if all conditions were met, for display. */
export const movesOf = (from: ApplicationState, actor: Actor): Move[] =>
  moves.filter(move => move.from === from && move.who.some(party => isParty(actor, party)))

export const hasEnded = (state: string): boolean => (endedApplicationStates as readonly string[]).includes(state)

/** States in which it is still undecided who gets the premises of the case. */
export const undecidedStates: readonly ApplicationState[] = [
  'submitted',
  'screening',
  'information_requested',
  'review',
  'interview',
  'decision',
  'public_notice',
  'waitlisted',
]

/** States in which each reviewer gives scores independently. An interview is part of the review. */
export const underReviewStates: readonly ApplicationState[] = ['review', 'interview']
export const isUnderReview = (state: ApplicationState): boolean => underReviewStates.includes(state)

/** Checks whether a case holds a premises in this state: from the public notice or the offer on (ADR 31). */
export const holdsPremises = (state: ApplicationState): boolean =>
  state === 'public_notice' || state === 'offered' || state === 'accepted' || state === 'contracted'
