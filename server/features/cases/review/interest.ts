import type { Application } from '#models/cases/application.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import { applyChange, readFor, stale } from '../change.ts'
import { hasEnded, type Actor, type ActorKind } from '../states.ts'
import type { AssessmentInput } from './assessments.ts'
import type { Staffing } from './staffing.ts'

/** What a member of the staff has said of their own interest in a case. */
export type Interest = 'none' | 'conflict' | 'undeclared'
const kinds = { none: 'interest_none', conflict: 'interest_conflict' } as const

/** A conflict, once declared, stands: nobody talks themselves back into a case. */
export function interestOf({ events }: Pick<Application, 'events'>, accountId: string | undefined): Interest {
  const declared = events.filter(event => event.by.id === accountId).map(event => event.kind)
  if (declared.includes(kinds.conflict)) return 'conflict'
  return declared.includes(kinds.none) ? 'none' : 'undeclared'
}

/** Who says so: whoever acts on a case, before anything of its content is seen. */
export const declares: readonly ActorKind[] = ['reviewer', 'decider']

type InterestDeps = {
  clock: Clock
  assess: (id: string, actor: Actor, input: AssessmentInput) => Promise<Application>
  replacing: (was: Application, leaver: { id: string; name: string }) => Promise<Staffing>
}

export function interestsOf({ clock, assess, replacing }: InterestDeps) {
  /** Puts the declaration of a reviewer or a decider into the history of a case. `note` says what the conflict is. */
  async function declare(
    id: string,
    actor: Actor,
    { interest, note }: { interest: 'none' | 'conflict'; note?: string | undefined },
  ): Promise<Application> {
    if (!declares.includes(actor.kind) || !actor.id) throw forbidden()
    return write(await readFor(id, actor), actor, { interest, note })
  }

  /** An officer finds at any other step that an interest of theirs conflicts, and is out of the case. */
  async function reportConflict(id: string, actor: Actor, { note }: { note: string }): Promise<Application> {
    const was = await readFor(id, actor)
    if (hasEnded(was.state)) throw conflict('application.refused.no-such-move', { facts: { id } })
    return write(was, actor, { interest: 'conflict', note })
  }

  type Declaration = { interest: 'none' | 'conflict'; note?: string | undefined }
  /** With a conflict somebody else takes over in the same write. */
  async function write(was: Application, actor: Actor, { interest, note }: Declaration): Promise<Application> {
    const { id = '', name = '' } = actor
    const before = interestOf(was, id)
    if (before === 'conflict') throw forbidden('case.refused.conflict', { facts: { id: String(was._id) } })
    // Sent twice: it stands.
    if (before === interest) return was
    const follows = interest === 'conflict' ? await replacing(was, { id, name }) : {}
    const declared = await applyChange({ was, kind: kinds[interest], actor, at: clock.now(), note, ...follows })
    if (!declared) throw stale(was)
    return declared
  }

  /** Scores a case, for a reviewer who has declared before that no interest conflicts. */
  async function assessDeclared(
    id: string,
    actor: Actor,
    input: Omit<AssessmentInput, 'noConflict'>,
  ): Promise<Application> {
    const interest = interestOf(await readFor(id, actor), actor.id)
    if (interest === 'conflict') throw forbidden('case.refused.conflict', { facts: { id } })
    if (interest === 'undeclared') throw conflict('case.refused.undeclared', { facts: { id } })
    return assess(id, actor, { ...input, noConflict: true })
  }

  return { declare, reportConflict, assessDeclared }
}
