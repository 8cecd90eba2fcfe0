import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { doneBefore } from '#outside/audit.ts'
import { readCaseFor, staleConflict } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { select, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { conflictedIn, leastLoaded, type Officer } from '#features/cases/review/panel.ts'
import { assigneeOf, holderOf, isReviewer, nobody, personOf, withoutOfficers } from '#features/cases/review/staffing.ts'
import { hasEnded, type Actor } from '#features/cases/states.ts'
import { conflict } from '#shared/errors.ts'
import { requireHeldBy, writeAssignment, type AssigningDeps } from '../assignment/assigning.ts'
import { listOfficers } from '../assignment/workload.ts'
import { idField, isOfTheStaff, optionOf } from './officers.ts'

/** Who had the case when the form was shown. Forms of an earlier release do not say it. */
const from = z
  .union([z.literal(nobody), idField])
  .optional()
  .catch(undefined)

/** Gives the case to an officer. */
export const assign = caseAction({
  name: 'assign',
  roles: ['reviewer', 'decider', 'administrator'],
  place: 'handling',
  isOpen: isLive,
  beforeDeclaration: true,
  input: z.object({ officer: idField, from }),
  form: making => ({ ...heldBy(making), select: select(making, 'officer', { options: assignable(making) }) }),
  run: ({ casePorts }: WithPorts, { id, actor, input }) => assignCase(casePorts, id, actor, input),
})

/** Gives the case to the officer who has least work. */
export const assignLeast = caseAction({
  name: 'assign-least',
  roles: ['reviewer', 'decider', 'administrator'],
  place: 'handling',
  isOpen: isLive,
  beforeDeclaration: true,
  bare: true,
  input: z.object({ from }),
  form: heldBy,
  run: ({ casePorts }: WithPorts, { id, actor, input }) => assignToLeastLoaded(casePorts, id, actor, input),
})

function isLive({ application }: CaseFile, actor: Actor): boolean {
  return isOfTheStaff(actor) && !hasEnded(application.state)
}

/** Says who has the case, so that it is taken from nobody who has got it since. */
function heldBy({ file }: ActionContext): Partial<ActionForm> {
  return { hidden: [{ name: 'from', value: holderOf(file.application) }] }
}

function assignable({ reader, file: { application, officers } }: ActionContext) {
  const out = conflictedIn(application)
  const present = application.assignee?.toHexString()
  return officers.filter(({ id }) => !out.includes(id) && id !== present).map(optionOf(reader))
}

/**
 * Assigns a case to an officer, never to one with a conflict of interest. With `from`, only while that colleague has it, or
 * the officer already; otherwise throws `error.stale`.
 */
export async function assignCase(
  deps: AssigningDeps,
  id: string,
  actor: Actor,
  { officer, from }: { officer: string; from?: string | undefined },
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  if (holderOf(was) !== officer) requireHeldBy(was, from)
  const chosen = (await ableFor(deps, was)).find(one => one.id === officer)
  if (!chosen) throw conflict('case.refused.cannot-take')
  return give(deps, was, actor, chosen)
}

/**
 * Assigns a case to the reviewer with the least work. `from` names who had it when the form was shown (`holderOf`). A form
 * that is sent twice assigns it once: by then somebody else has least work. Throws `error.stale` when the case has passed
 * on otherwise. Forms of an earlier release do not name a holder.
 */
async function assignToLeastLoaded(
  deps: AssigningDeps,
  id: string,
  actor: Actor,
  { from }: { from?: string | undefined },
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  if (from && from !== holderOf(was)) {
    if (isAssignedBy(was, actor, from)) return doneBefore(was)
    throw staleConflict(was)
  }
  const chosen = leastLoaded((await ableFor(deps, was)).filter(isReviewer))
  if (!chosen) throw conflict('case.refused.nobody-left')
  return give(deps, was, actor, chosen)
}

/** Returns the officers who may have a case. Throws when it has ended. */
async function ableFor(deps: AssigningDeps, was: Application): Promise<Officer[]> {
  if (hasEnded(was.state)) throw conflict('application.refused.no-such-move', { facts: { id: was._id.toHexString() } })
  return withoutOfficers(await listOfficers(deps), conflictedIn(was))
}

async function give(deps: AssigningDeps, was: Application, actor: Actor, chosen: Officer): Promise<Application> {
  if (holderOf(was) === chosen.id) return doneBefore(was)
  return writeAssignment(deps, was, actor, {
    kind: 'assigned',
    person: personOf(chosen),
    set: { assignee: assigneeOf(chosen) },
  })
}

/** Checks whether it was this person who last passed the case on, and from whom the form names. */
function isAssignedBy({ events }: Application, { id }: Actor, from: string): boolean {
  const [before, last] = [
    undefined,
    ...events.filter(({ kind }) => kind === 'assigned' || kind === 'unassigned'),
  ].slice(-2)
  return last?.kind === 'assigned' && last.by.id === id && (before?.person?.id ?? nobody) === from
}
