import type { Application } from '#models/cases/application.ts'
import type { FurtherEvent } from '../change.ts'
import type { EffectRequest } from '../effects/effect-kinds.ts'
import { hasEnded, type Actor } from '../states.ts'
import type { AccountsPort } from '../ports.ts'
import { panelStates, type Officer } from './panel.ts'
import { scoreOf } from './rubric.ts'

export type Person = { id: string; name: string }
/** Fields, events and effects to write together with another change. */
export type Staffing = { set: Partial<Application>; also: FurtherEvent[]; effects: EffectRequest[] }

export const system: Actor = { kind: 'system' }
export const personOf = ({ id, name }: Person): Person => ({ id, name })
export const assigneeOf = ({ id }: Person) => id as unknown as NonNullable<Application['assignee']>

/** What forms name as the holder of a case that nobody has. */
export const nobody = 'nobody'

/** Returns who has a case, as its forms name them. */
export const holderOf = ({ assignee }: Pick<Application, 'assignee'>): string => assignee?.toHexString() ?? nobody

/** Returns the fields with the score updated: whether it may be known depends on whose scores are still awaited. */
export const withScore = (was: Application, set: Partial<Application>): Partial<Application> =>
  set.panel || set.assessments ? { ...set, score: scoreOf({ ...was, ...set }) } : set

export const isReviewer = ({ role }: Officer): boolean => role === 'reviewer'

export const withoutOfficers = (officers: readonly Officer[], ids: readonly string[]): Officer[] =>
  officers.filter(({ id }) => !ids.includes(id))

type Part = Pick<Staffing, 'set' | 'also'>
const noChange: Part = { set: {}, also: [] }

/**
 * Returns what removes former officers from a case that is reopened, or whose panel is waited for again. The assignee and
 * members of the panel without scores are removed when their account is closed or has another role. The case then shows up
 * as unassigned or unstaffed work (ADR 128). Scores that were given stay.
 */
export async function withoutLeavers(
  was: Application,
  to: Application['state'],
  { people }: Pick<AccountsPort, 'people'>,
): Promise<Part> {
  if (hasEnded(to)) return noChange
  const handled = hasEnded(was.state) ? was.assignee?.toHexString() : undefined
  const waited = panelStates.includes(to) && !panelStates.includes(was.state) ? waitedFor(was) : []
  const [formerOfficers, formerReviewers] = await Promise.all([
    people.formerAmong(handled ? [handled] : [], ['reviewer', 'decider']),
    people.formerAmong(waited.map(idOf), ['reviewer']),
  ])
  const one = released(formerOfficers.size > 0)
  const other = removeFromPanel(was, waited.filter(byId(formerReviewers)))
  return { set: { ...one.set, ...other.set }, also: [...one.also, ...other.also] }
}

const idOf = ({ id }: Person): string => id
const byId =
  (ids: ReadonlySet<string>) =>
  ({ id }: Person): boolean =>
    ids.has(id)

/** Returns the members of the panel who have given no scores. */
const waitedFor = ({ panel = [], assessments }: Application): Person[] =>
  panel.filter(({ id }) => !assessments.some(({ reviewer }) => reviewer === id))

const released = (gone: boolean): Part =>
  gone ? { set: { assignee: null }, also: [{ kind: 'unassigned', actor: system }] } : noChange

function removeFromPanel(was: Application, gone: readonly Person[]): Part {
  if (gone.length === 0) return noChange
  return {
    set: withScore(was, { panel: (was.panel ?? []).filter(({ id }) => !gone.some(one => one.id === id)) }),
    also: gone.map(person => ({ kind: 'panel_left', actor: system, person: personOf(person) })),
  }
}
