import type { Application } from '#models/cases/application.ts'
import type { FurtherEvent } from '../change.ts'
import type { EffectRequest } from '../effects/effect-kinds.ts'
import type { Actor } from '../states.ts'
import type { Officer } from './panel.ts'
import { scoreOf } from './rubric.ts'

export type Person = { id: string; name: string }
/** Fields, events and effects to write together with another change. */
export type Staffing = { set: Partial<Application>; also: FurtherEvent[]; effects: EffectRequest[] }

export const system: Actor = { kind: 'system' }
export const personOf = ({ id, name }: Person): Person => ({ id, name })
export const assigneeOf = ({ id }: Person) => id as unknown as NonNullable<Application['assignee']>

/** Returns the fields with the score updated: whether it may be known depends on whose scores are still awaited. */
export const scored = (was: Application, set: Partial<Application>): Partial<Application> =>
  set.panel || set.assessments ? { ...set, score: scoreOf({ ...was, ...set }) } : set

export const isReviewer = ({ role }: Officer): boolean => role === 'reviewer'

export const without = (officers: readonly Officer[], ids: readonly string[]): Officer[] =>
  officers.filter(({ id }) => !ids.includes(id))
