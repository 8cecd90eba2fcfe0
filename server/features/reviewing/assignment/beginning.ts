import type { Application } from '#models/cases/application.ts'
import type { Staffing } from '#features/cases/review/staffing.ts'
import { candidatesFor, leastLoaded, leastLoadedOf, type Officer } from '#features/cases/review/panel.ts'
import type { RulesInForce } from './review-rules.ts'

type BeginningDeps = { rules: { current: () => Promise<RulesInForce> }; officers: () => Promise<Officer[]> }
const nothing: Staffing = { set: {}, also: [], effects: [] }

/** What the rules of reviewing add when a case is handed in and when it comes into review. */
export function beginningsOf({ rules, officers }: BeginningDeps) {
  /** A new application goes to whoever has least in hand, where the rules say so. */
  async function beginHandling(): Promise<Staffing> {
    const { autoAssign } = await rules.current()
    const chosen = autoAssign ? leastLoaded((await officers()).filter(({ role }) => role === 'reviewer')) : null
    if (!chosen) return nothing
    const { id, name } = chosen
    const assignee = id as unknown as NonNullable<Application['assignee']>
    return {
      ...nothing,
      set: { assignee },
      also: [{ kind: 'assigned', actor: { kind: 'system' }, person: { id, name } }],
    }
  }

  /** The version in force is the case's from now on. A case that comes back keeps the one it was scored by. */
  async function beginReview(was: Application): Promise<Staffing> {
    const comesBack = was.assessments.length > 0 || was.state === 'information_requested'
    if (was.rubric && comesBack) return nothing
    const { rubric, autoAssign } = await rules.current()
    const { panel = [] } = was
    const free = rubric.panelSize - panel.length
    if (!autoAssign || free <= 0) return { ...nothing, set: { rubric } }
    const chosen = leastLoadedOf(candidatesFor(was, await officers()), free).map(({ id, name }) => ({ id, name }))
    return {
      ...nothing,
      set: { rubric, panel: [...panel, ...chosen] },
      also: chosen.map(person => ({ kind: 'panel_joined', actor: { kind: 'system' }, person })),
    }
  }

  return { beginHandling, beginReview }
}
