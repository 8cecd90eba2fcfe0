import type { Application } from '#models/cases/application.ts'
import type { FieldChange } from '#outside/audit.ts'
import { conflict } from '#shared/errors.ts'
import { applyChange, staleConflict, type FurtherEvent } from '#features/cases/change.ts'
import type { EventKind } from '#features/cases/event-kinds.ts'
import type { Deps } from '#features/cases/ports.ts'
import { countedAssessments } from '#features/cases/review/rubric.ts'
import { holderOf, withScore, type Person } from '#features/cases/review/staffing.ts'
import type { Actor } from '#features/cases/states.ts'

/** What the functions need that give a case, or a seat on its panel, to a colleague. */
export type AssigningDeps = Pick<Deps, 'clock' | 'accounts'>

type AssignmentChange = {
  kind: EventKind
  person?: Person
  set: Partial<Application>
  also?: FurtherEvent[]
  told?: FieldChange[]
}

/** Writes who handles or scores a case. Throws `error.stale` when the case was changed meanwhile. */
export async function writeAssignment(
  { clock }: Pick<Deps, 'clock'>,
  was: Application,
  actor: Actor,
  change: AssignmentChange,
): Promise<Application> {
  const written = await applyChange({ was, actor, at: clock.now(), ...change, set: withScore(was, change.set) })
  if (!written) throw staleConflict(was)
  return written
}

/** Throws `error.stale` unless this colleague has the case. Forms of an earlier release name nobody. */
export function requireHeldBy(was: Application, from: string | undefined): void {
  if (from && holderOf(was) !== from) throw staleConflict(was)
}

/** Returns the panel member who is to leave. Throws when they are not on the panel or have given scores. */
export function findPanelMember(was: Application, reviewer: string): Person {
  const member = was.panel?.find(({ id }) => id === reviewer)
  if (!member || countedAssessments(was).some(assessment => assessment.reviewer === reviewer))
    throw conflict('case.refused.cannot-leave', { facts: { id: was._id.toHexString() } })
  return member
}
