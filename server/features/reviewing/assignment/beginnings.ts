import type { Application } from '#models/cases/application.ts'
import type { Deps } from '#features/cases/ports.ts'
import { candidatesFor, leastLoaded, leastLoadedOf } from '#features/cases/review/panel.ts'
import type { Staffing } from '#features/cases/review/staffing.ts'
import { currentRules } from './review-rules.ts'
import { listOfficers } from './workload.ts'

const nothing: Staffing = { set: {}, also: [], effects: [] }

/** Assigns a new application to the reviewer with the least work, when the rules say so. */
export async function beginHandling(deps: Pick<Deps, 'accounts'>): Promise<Staffing> {
  const { autoAssign } = await currentRules()
  const chosen = autoAssign ? leastLoaded((await listOfficers(deps)).filter(({ role }) => role === 'reviewer')) : null
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
export async function beginReview(deps: Pick<Deps, 'accounts'>, was: Application): Promise<Staffing> {
  const comesBack = was.assessments.length > 0 || was.state === 'information_requested'
  if (was.rubric && comesBack) return nothing
  const { rubric, autoAssign } = await currentRules()
  const { panel = [] } = was
  const free = rubric.panelSize - panel.length
  if (!autoAssign || free <= 0) return { ...nothing, set: { rubric } }
  const chosen = leastLoadedOf(candidatesFor(was, await listOfficers(deps)), free).map(({ id, name }) => ({ id, name }))
  return {
    ...nothing,
    set: { rubric, panel: [...panel, ...chosen] },
    also: chosen.map(person => ({ kind: 'panel_joined', actor: { kind: 'system' }, person })),
  }
}
