import type { Application } from '#models/cases/application.ts'
import type { FurtherEvent } from '#features/cases/change.ts'
import type { EffectRequest } from '#features/cases/effects/effect-kinds.ts'
import type { Deps } from '#features/cases/ports.ts'
import { candidatesFor, conflictedIn, leastLoaded, presentAmong, type Officer } from '#features/cases/review/panel.ts'
import { scoresMissing } from '#features/cases/review/rubric.ts'
import {
  assigneeOf,
  isReviewer,
  personOf,
  system,
  withoutOfficers,
  withScore,
  type Person,
  type Staffing,
} from '#features/cases/review/staffing.ts'
import { isUnderReview } from '#features/cases/states.ts'
import { listOfficers } from './workload.ts'

/**
 * Returns the changes after somebody declares a conflict of interest: they leave the panel and the assignment, their
 * scores no longer count, and the officer with the least work replaces them. When there is nobody, the administrators are
 * notified.
 */
export async function replaceLeaver(deps: Pick<Deps, 'accounts'>, was: Application, leaver: Person): Promise<Staffing> {
  const able = withoutOfficers(await listOfficers(deps), [...conflictedIn(was), leaver.id])
  const staffing = merged(removeFromPanel(was, leaver, able), unassignLeaver(was, leaver, able))
  staffing.set = withScore(was, staffing.set)
  const after = { ...was, ...staffing.set }
  if (!isUnderReview(after.state) || scoresMissing(after) <= presentAmong(able.filter(isReviewer)).length)
    return staffing
  return merged(staffing, await nobodyLeft(deps))
}

async function nobodyLeft({ accounts }: Pick<Deps, 'accounts'>): Promise<Staffing> {
  const administrators = await accounts.people.colleagues(['administrator'])
  const effects = administrators.map(({ id }): EffectRequest => ({
    kind: 'staff_mail',
    facts: { template: 'case-without-reviewer', account: id },
  }))
  return { set: {}, also: [{ kind: 'nobody_left', actor: system }], effects }
}

function removeFromPanel(was: Application, leaver: Person, able: readonly Officer[]): Staffing {
  const assessments = was.assessments.map(one => (one.reviewer === leaver.id ? { ...one, noConflict: false } : one))
  const panel = was.panel ?? []
  if (!panel.some(({ id }) => id === leaver.id)) return { set: { assessments }, also: [], effects: [] }
  const staying = panel.filter(({ id }) => id !== leaver.id)
  const next = leastLoaded(candidatesFor({ ...was, panel: staying }, able))
  const left: FurtherEvent = { kind: 'panel_left', actor: system, person: personOf(leaver) }
  if (!next) return { set: { assessments, panel: staying }, also: [left], effects: [] }
  const joined: FurtherEvent = { kind: 'panel_joined', actor: system, person: personOf(next) }
  return { set: { assessments, panel: [...staying, personOf(next)] }, also: [left, joined], effects: [] }
}

function unassignLeaver(was: Application, leaver: Person, able: readonly Officer[]): Staffing {
  if (was.assignee?.toHexString() !== leaver.id) return { set: {}, also: [], effects: [] }
  const next = leastLoaded(able.filter(isReviewer))
  if (!next) return { set: { assignee: null }, also: [{ kind: 'unassigned', actor: system }], effects: [] }
  const also: FurtherEvent[] = [{ kind: 'assigned', actor: system, person: personOf(next) }]
  return { set: { assignee: assigneeOf(next) }, also, effects: [] }
}

const merged = (one: Staffing, other: Staffing): Staffing => ({
  set: { ...one.set, ...other.set },
  also: [...one.also, ...other.also],
  effects: [...one.effects, ...other.effects],
})
