import type { CaseFile } from '../queue/case-file.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { Actor } from '../states.ts'
import type { ActionSpec } from './actions/action.ts'
import { assessingActions } from './actions/assessing.ts'
import { decidingActions } from './actions/deciding.ts'
import { endingActions } from './actions/ending.ts'
import { handlingActions } from './actions/handling.ts'
import { interviewingActions } from './actions/interviewing.ts'
import { keysActions } from './actions/keys.ts'
import { requestingActions } from './actions/requesting.ts'
import { screeningActions } from './actions/screening.ts'
import { waitingActions } from './actions/waiting.ts'
import { writingActions } from './actions/writing.ts'

const known = [
  ...screeningActions,
  ...requestingActions,
  ...assessingActions,
  ...interviewingActions,
  ...decidingActions,
  ...waitingActions,
  ...keysActions,
  ...endingActions,
  ...writingActions,
  ...handlingActions,
] as const
export type CaseAction = (typeof known)[number]['name']
type KnownAction = ActionSpec & { name: CaseAction }

const rankOf = ({ danger, aside }: ActionSpec): number => (danger ? 2 : Number(aside ?? false))

/** What can be done with a case, in the order in which the page offers it: what refuses or ends comes last. */
const actions: readonly KnownAction[] = (known as readonly KnownAction[]).toSorted(
  (one, other) => rankOf(one) - rankOf(other),
)
const byName = new Map(actions.map(action => [action.name, action]))

/**
 * The actions that this person can take now: none with a case of which nobody is known any more, for nobody would read what
 * is written into it. Pure; the services judge again when one is taken.
 */
export function actionsOf(file: CaseFile, actor: Actor): KnownAction[] {
  if (file.interest === 'conflict' || file.application.anonymisedAt) return []
  const open = actions.filter(action => isOpen(action, file, actor))
  return file.closed ? open.filter(action => action.beforeDeclaration) : open
}

/** Is there something that moves the case on, or belongs to doing so? */
export const canActNow = (file: CaseFile, actor: Actor): boolean => actionsOf(file, actor).some(({ place }) => !place)

/** Where on the page an action stands, as the end of an address. */
export function anchorOf(name: CaseAction): string {
  const place = byName.get(name)?.place
  return place ? `#${place}` : ''
}

function isOpen({ move, isOpen: opens }: ActionSpec, file: CaseFile, actor: Actor): boolean {
  if (!move) return opens?.(file, actor) ?? false
  if (!move.from.includes(file.application.state)) return false
  return file.moves.some(({ to, verdict }) => to === move.to && verdict.ok)
}

/** Why an action is refused to this person now; null when it is theirs to take. */
export function refusalOf(name: CaseAction, file: CaseFile, actor: Actor): MessageKey | null {
  if (file.interest === 'conflict') return 'case.refused.conflict'
  if (file.application.anonymisedAt) return 'case.refused.nameless'
  if (actionsOf(file, actor).some(action => action.name === name)) return null
  if (file.closed) return 'case.refused.undeclared'
  return refusalBy(byName.get(name), file) ?? 'application.refused.not-yours'
}

const refusalBy = (action: ActionSpec | undefined, file: CaseFile): MessageKey | null =>
  moveRefusal(action, file) ?? action?.refusal?.(file.application) ?? null

function moveRefusal(action: ActionSpec | undefined, { application, moves }: CaseFile): MessageKey | null {
  const move = action?.move
  if (!move) return null
  if (!move.from.includes(application.state)) return 'application.refused.no-such-move'
  const verdict = moves.find(({ to }) => to === move.to)?.verdict
  return verdict && !verdict.ok ? `application.refused.${verdict.reason}` : null
}

const obstacles = ['reviewed-by-decider', 'not-assessed', 'scores-missing'] as const
type Obstacle = (typeof obstacles)[number]

/** Why somebody whose role decides here cannot: null when nothing of the kind stands in the way. */
export function obstacleOf(file: CaseFile): Obstacle | null {
  const reasons = file.moves.map(({ verdict }) => (verdict.ok ? null : verdict.reason))
  return obstacles.find(reason => reasons.includes(reason)) ?? null
}
