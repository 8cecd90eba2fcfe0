import type { Application } from '#models/cases/application.ts'
import type { ActorKind } from '../states.ts'

/** What a colleague has declared about their own interest in a case. */
export type Interest = 'none' | 'conflict' | 'undeclared'
/** Kinds of the events that record a declaration. */
export const interestKinds = { none: 'interest_none', conflict: 'interest_conflict' } as const

/** Returns what a colleague has declared. A declared conflict is final. */
export function interestOf({ events }: Pick<Application, 'events'>, accountId: string | undefined): Interest {
  const declared = events.filter(event => event.by.id === accountId).map(event => event.kind)
  if (declared.includes(interestKinds.conflict)) return 'conflict'
  return declared.includes(interestKinds.none) ? 'none' : 'undeclared'
}

/** Roles that must declare an interest before they see the content of a case. */
export const declaringRoles: readonly ActorKind[] = ['reviewer', 'decider']
