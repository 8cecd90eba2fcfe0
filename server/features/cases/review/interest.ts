import type { Application } from '#models/cases/application.ts'
import { doneBefore } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import { applyChange, readCaseFor, staleConflict } from '../change.ts'
import { hasEnded, type Actor, type ActorKind } from '../states.ts'
import type { AssessmentInput } from './assessments.ts'
import type { Staffing } from './staffing.ts'

/** What a colleague has declared about their own interest in a case. */
export type Interest = 'none' | 'conflict' | 'undeclared'
const kinds = { none: 'interest_none', conflict: 'interest_conflict' } as const

/** Returns what a colleague has declared. A declared conflict is final. */
export function interestOf({ events }: Pick<Application, 'events'>, accountId: string | undefined): Interest {
  const declared = events.filter(event => event.by.id === accountId).map(event => event.kind)
  if (declared.includes(kinds.conflict)) return 'conflict'
  return declared.includes(kinds.none) ? 'none' : 'undeclared'
}

/** Returns the note of a colleague's last declaration; a conflict ends all further ones. */
const lastNoteOf = ({ events }: Pick<Application, 'events'>, accountId: string) =>
  events.findLast(({ by, kind }) => by.id === accountId && kind === kinds.none)?.note

/** Roles that must declare an interest before they see the content of a case. */
export const declaringRoles: readonly ActorKind[] = ['reviewer', 'decider']

type InterestDeps = {
  clock: Clock
  assess: (id: string, actor: Actor, input: AssessmentInput) => Promise<Application>
  replacing: (was: Application, leaver: { id: string; name: string }) => Promise<Staffing>
}

export function createInterests({ clock, assess, replacing }: InterestDeps) {
  /** Adds the declaration of a reviewer or a decider to the history of a case. `note` describes the conflict. */
  async function declare(
    id: string,
    actor: Actor,
    { interest, note }: { interest: 'none' | 'conflict'; note?: string | undefined },
  ): Promise<Application> {
    if (!declaringRoles.includes(actor.kind) || !actor.id) throw forbidden()
    return write(await readCaseFor(id, actor), actor, { interest, note })
  }

  /** Records a conflict that an officer finds at any other step; the officer is taken off the case. */
  async function reportConflict(id: string, actor: Actor, { note }: { note: string }): Promise<Application> {
    const was = await readCaseFor(id, actor)
    if (hasEnded(was.state)) throw conflict('application.refused.no-such-move', { facts: { id } })
    return write(was, actor, { interest: 'conflict', note })
  }

  type Declaration = { interest: 'none' | 'conflict'; note?: string | undefined }
  /** Writes the declaration. With a conflict, a replacement takes over in the same write. */
  async function write(was: Application, actor: Actor, { interest, note }: Declaration): Promise<Application> {
    const { id = '', name = '' } = actor
    const before = interestOf(was, id)
    if (before === 'conflict') throw forbidden('case.refused.conflict', { facts: { id: String(was._id) } })
    // Sent twice: the declaration exists already. A new note is recorded.
    if (before === interest && (!note || note === lastNoteOf(was, id))) return doneBefore(was)
    const follows = interest === 'conflict' ? await replacing(was, { id, name }) : {}
    const declared = await applyChange({ was, kind: kinds[interest], actor, at: clock.now(), note, ...follows })
    if (!declared) throw staleConflict(was)
    return declared
  }

  /** Records the scores of a reviewer who has declared that there is no conflict. */
  async function assessDeclared(
    id: string,
    actor: Actor,
    input: Omit<AssessmentInput, 'noConflict'>,
  ): Promise<Application> {
    const interest = interestOf(await readCaseFor(id, actor), actor.id)
    if (interest === 'conflict') throw forbidden('case.refused.conflict', { facts: { id } })
    if (interest === 'undeclared') throw conflict('case.refused.undeclared', { facts: { id } })
    return assess(id, actor, { ...input, noConflict: true })
  }

  return { declare, reportConflict, assessDeclared }
}
