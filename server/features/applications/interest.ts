import type { Application, ApplicationState } from '../../../models/application.ts'
import type { Clock } from '../../outside/clock.ts'
import { conflict, forbidden } from '../../shared/errors.ts'
import type { AssessmentInput } from './assessments.ts'
import { applyChange, readFor, stale } from './change.ts'
import type { Actor, ActorKind } from './states.ts'

/** What a member of the staff has said of their own interest in a case. */
export type Interest = 'none' | 'conflict' | 'undeclared'
const kinds = { none: 'interest_none', conflict: 'interest_conflict' } as const

/** A conflict, once declared, stands: nobody talks themselves back into a case. */
export function interestOf({ events }: Pick<Application, 'events'>, accountId: string | undefined): Interest {
  const declared = events.filter(event => event.by.id === accountId).map(event => event.kind)
  if (declared.includes(kinds.conflict)) return 'conflict'
  return declared.includes(kinds.none) ? 'none' : 'undeclared'
}

/** At which step whose interest matters. */
export const declaringIn: Partial<Record<ActorKind, ApplicationState>> = { reviewer: 'review', decider: 'decision' }

type InterestDeps = {
  clock: Clock
  assess: (id: string, actor: Actor, input: AssessmentInput) => Promise<Application>
}

export function interestsOf({ clock, assess }: InterestDeps) {
  /** Puts the declaration of a reviewer, or of a decider before the decision, into the history of a case. `note` says what the conflict is. */
  async function declareInterest(
    id: string,
    actor: Actor,
    { interest, note }: { interest: 'none' | 'conflict'; note?: string | undefined },
  ): Promise<Application> {
    const expected = declaringIn[actor.kind]
    if (!expected || !actor.id) throw forbidden()
    const was = await readFor(id, actor)
    if (was.state !== expected) throw conflict('application.not-in-review', { facts: { id } })
    if (interestOf(was, actor.id) === 'conflict') throw forbidden('case.refused.conflict', { facts: { id } })
    const declared = await applyChange({ was, kind: kinds[interest], actor, at: clock.now(), note })
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

  return { declareInterest, assessDeclared }
}
