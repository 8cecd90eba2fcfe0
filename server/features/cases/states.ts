import {
  applicationStates,
  endedApplicationStates,
  liveApplicationStates,
  type ApplicationState,
} from '#models/cases/application.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

export { applicationStates, endedApplicationStates, type ApplicationState }

/** Who acts on a case. A listing manager never does, and is here so that the refusal can be shown. */
export type ActorKind = 'applicant' | 'reviewer' | 'decider' | 'administrator' | 'listing_manager' | 'system'
export type Actor = { kind: ActorKind; id?: string; name?: string }

/** `officer` is any member of the case staff: a reviewer or a decider. */
type Party = 'applicant' | 'officer' | 'reviewer' | 'decider' | 'administrator' | 'system'

/** What must hold besides the state and the role. */
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
  /** `deleted` is the only target that is not stored: the draft is gone. */
  to: ApplicationState | 'deleted'
  who: readonly Party[]
  /** Named after what is wrong when they do not hold. */
  unless?: readonly MoveCondition[]
}

/** Whoever decides has neither reviewed the case nor an interest in it. */
const impartial = ['reviewed-by-decider', 'conflict-of-interest'] as const

/** Before a decision all scores are in, and reviewers who differ widely have talked. */
const scored = ['not-assessed', 'scores-missing', 'discussion-due'] as const

const straight: Move[] = [
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

/** A bulk decision comes back while nobody has been told of it (ADR 34). */
const undoings: Move[] = (['rejected', 'waitlisted', 'public_notice', 'offered'] as const).map(from => ({
  from,
  to: 'decision',
  who: ['decider'],
  unless: ['undo-too-late', ...impartial],
}))

/** The applicant may withdraw in any state from `submitted` to before `contracted`; what was never submitted is deleted. */
const withdrawals: Move[] = liveApplicationStates
  .filter(state => state !== 'draft' && state !== 'contracted')
  .map(from => ({ from, to: 'withdrawn', who: ['applicant'] }))

/** An ended case comes back only by an administrator, to a step that holds no premises. */
export const reopeningTargets = ['screening', 'review', 'decision'] as const
const reopenings: Move[] = endedApplicationStates.flatMap(from =>
  reopeningTargets.map((to): Move => ({
    from,
    to,
    who: ['administrator'],
    unless: ['reason-needed', 'never-submitted'],
  })),
)

/** Every move there is. Nothing else changes a state. */
const moves: readonly Move[] = [...straight, ...undoings, ...withdrawals, ...reopenings]

/** What a move is judged by, besides who acts. */
export type MoveFacts = {
  reason?: string | undefined
  /** Of the offer, the information request, or the keeping of a draft. */
  deadlinePassed: boolean
  /** Where an information request came from. */
  returnTo: ApplicationState | null
  /** Ids of those who assessed the case. */
  reviewers: readonly string[]
  /** Ids of those who declared that an interest of theirs conflicts. */
  conflicted?: readonly string[]
  /** How many scores are still to come, and whether those that are there differ widely. */
  scoresMissing?: number
  discussionDue?: boolean
  /** What stays with the staff, such as what a discussion came to. */
  note?: string | undefined
  everSubmitted: boolean
  publicNoticeDays: number
  /** Can anybody still object? */
  noticeRunning?: boolean
  /** How many have, and were not answered. */
  objections?: number
  /** Was one of those that were found right? */
  objectionUpheld?: boolean
  /** Of a bulk decision: has nobody been told of it, and is there still time? */
  undoable?: boolean
}

const isParty = (actor: Actor, party: Party): boolean =>
  party === 'officer' ? actor.kind === 'reviewer' || actor.kind === 'decider' : actor.kind === party

type Judged = { move: Move; actor: Actor; facts: MoveFacts }
const isWrong: Record<MoveCondition, (judged: Judged) => boolean> = {
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

/** May this actor take the case from one state to another, as things are? */
export function canMove(
  from: ApplicationState,
  to: ApplicationState | 'deleted',
  actor: Actor,
  facts: MoveFacts,
): Verdict<MoveRefusal> {
  const ways = moves.filter(move => move.from === from && move.to === to)
  if (ways.length === 0) return no('no-such-move')
  const move = ways.find(({ who }) => who.some(party => isParty(actor, party)))
  if (!move) return no('not-yours')
  const wrong = move.unless?.find(condition => isWrong[condition]({ move, actor, facts }))
  return wrong ? no(wrong) : yes
}

/** The moves that an actor could make from a state, were all conditions met: what a screen offers. */
export const movesOf = (from: ApplicationState, actor: Actor): Move[] =>
  moves.filter(move => move.from === from && move.who.some(party => isParty(actor, party)))

export const hasEnded = (state: string): boolean => (endedApplicationStates as readonly string[]).includes(state)

/** While a case is at one of these, somebody still decides who gets its units. */
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

/** Reviewers give their scores in these, each for themselves: a talk with the applicant is part of the review. */
export const underReview: readonly ApplicationState[] = ['review', 'interview']
export const isUnderReview = (state: ApplicationState): boolean => underReview.includes(state)

/** From the notice, or the offer, on a premises is kept for the case (ADR 31). */
export const holdsPremises = (state: ApplicationState): boolean =>
  state === 'public_notice' || state === 'offered' || state === 'accepted' || state === 'contracted'
