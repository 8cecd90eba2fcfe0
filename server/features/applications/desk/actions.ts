import type { ApplicationState } from '../../../../models/application.ts'
import { isReviewerInReview, type CaseFile } from '../case-file.ts'
import type { MessageKey } from '../../../shared/i18n.ts'
import type { Actor } from '../states.ts'

/** What can be done with a case, each at its own path below it, in the order in which the page offers them. */
export const caseActions = [
  'screening',
  'review',
  'assessment',
  'decision',
  'declaration',
  'offer',
  'contract',
  'handover',
  'ineligible',
  'reject',
] as const
export type CaseAction = (typeof caseActions)[number]

type MoveAction = { from: readonly ApplicationState[]; to: ApplicationState }
/** The actions that are nothing but a move of the table. */
const moveActions: Partial<Record<CaseAction, MoveAction>> = {
  screening: { from: ['submitted'], to: 'screening' },
  review: { from: ['screening'], to: 'review' },
  decision: { from: ['review', 'interview'], to: 'decision' },
  offer: { from: ['decision', 'public_notice', 'waitlisted'], to: 'offered' },
  contract: { from: ['accepted'], to: 'contracted' },
  ineligible: { from: ['screening'], to: 'ineligible' },
  reject: { from: ['decision', 'information_requested'], to: 'rejected' },
}

const isOfficer = ({ kind }: Actor): boolean => kind === 'reviewer' || kind === 'decider'

/** The actions that this person can take now. Pure; the services judge again when one is taken. */
export function actionsOf(file: CaseFile, actor: Actor): CaseAction[] {
  if (file.interest === 'conflict') return []
  if (isReviewerInReview(file, actor) && file.interest === 'undeclared') return ['declaration']
  return caseActions.filter(action => isOpen(action, file, actor))
}

function isOpen(action: CaseAction, file: CaseFile, actor: Actor): boolean {
  const { application } = file
  if (action === 'assessment' || action === 'declaration') return isReviewerInReview(file, actor)
  if (action === 'handover') return application.state === 'contracted' && !application.handedOverOn && isOfficer(actor)
  const move = moveActions[action]
  if (!move?.from.includes(application.state)) return false
  return file.moves.some(({ to, verdict }) => to === move.to && verdict.ok)
}

/** Why an action is refused to this person now; null when it is theirs to take. */
export function refusalOf(action: CaseAction, file: CaseFile, actor: Actor): MessageKey | null {
  if (file.interest === 'conflict') return 'case.refused.conflict'
  if (actionsOf(file, actor).includes(action)) return null
  if (isReviewerInReview(file, actor) && file.interest === 'undeclared') return 'case.refused.undeclared'
  return moveRefusal(action, file) ?? otherRefusals[action]?.(file.application) ?? 'application.refused.not-yours'
}

function moveRefusal(action: CaseAction, { application, moves }: CaseFile): MessageKey | null {
  const move = moveActions[action]
  if (!move) return null
  if (!move.from.includes(application.state)) return 'application.refused.no-such-move'
  const verdict = moves.find(({ to }) => to === move.to)?.verdict
  return verdict && !verdict.ok ? `application.refused.${verdict.reason}` : null
}

type Standing = Pick<CaseFile['application'], 'state' | 'handedOverOn'>
const notInReview = ({ state }: Standing): MessageKey | null =>
  state === 'review' ? null : 'application.not-in-review'
const otherRefusals: Partial<Record<CaseAction, (standing: Standing) => MessageKey | null>> = {
  declaration: notInReview,
  assessment: notInReview,
  handover: ({ state, handedOverOn }) => {
    if (state !== 'contracted') return 'application.not-contracted'
    return handedOverOn ? 'application.handed-over-already' : null
  },
}

/** Why somebody whose role decides here cannot: null when nothing of the kind stands in the way. */
export function obstacleOf(file: CaseFile): 'reviewed-by-decider' | 'not-assessed' | null {
  const reasons = file.moves.map(({ verdict }) => (verdict.ok ? null : verdict.reason))
  return (['reviewed-by-decider', 'not-assessed'] as const).find(reason => reasons.includes(reason)) ?? null
}
