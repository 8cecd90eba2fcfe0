import type { Application } from '#models/cases/application.ts'
import type { Staffing } from '#features/cases/review/staffing.ts'
import { candidatesFor, leastLoaded, leastLoadedOf, type Officer } from '#features/cases/review/panel.ts'
import type { RulesInForce } from './review-rules.ts'

type BeginningDeps = { rules: { current: () => Promise<RulesInForce> }; officers: () => Promise<Officer[]> }
const nothing: Staffing = { set: {}, also: [], effects: [] }

/** Builds what the review rules add when a case is submitted and when its review begins. */
export function beginningsOf({ rules, officers }: BeginningDeps) {
  /** Assigns a new application to the reviewer with the least work, when the rules say so. */
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

  /**
   * Stores the current version of the rules in the case. A case that returns to review keeps the version it was scored by.
   */
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
