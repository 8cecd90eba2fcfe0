import { extents } from '../writing/extents.ts'
import type { Extent } from '#web/writing/extent.ts'
import type { CaseFile } from '../queue/case-file.ts'
import type { Actor } from '../states.ts'
import { isOpenTo, type CaseAction } from './action.ts'

const rankOf = ({ danger, aside }: CaseAction): number => (danger ? 2 : Number(aside ?? false))

/** All actions on cases. Those that refuse or end a case come last, as the page of a case offers them. */
export function listActions(all: readonly CaseAction[]) {
  const actions = all.toSorted((one, other) => rankOf(one) - rankOf(other))
  const byName = new Map<string, CaseAction>(actions.map(action => [action.name, action]))

  /** Returns the action of this name, whether or not it can be taken. */
  const named = (name: string): CaseAction | undefined => byName.get(name)

  /** Returns the actions that this person can take now. */
  const openTo = (file: CaseFile, actor: Actor): CaseAction[] => actions.filter(action => isOpenTo(action, file, actor))

  /** Checks whether there is an action that moves the case on, or belongs to doing so. */
  const canActNow = (file: CaseFile, actor: Actor): boolean =>
    openTo(file, actor).some(({ place, on }) => !place && !on)

  return { named, openTo, canActNow }
}
export type CaseActions = ReturnType<typeof listActions>

/** Returns the maximum extent of a field that somebody outside reads. */
export function extentIn({ tells, each }: Partial<CaseAction> = {}, field: string): Extent {
  const outgoingTexts = tells ? [tells, ...(tells.also ?? [])] : []
  return outgoingTexts.find(one => one.field === field)?.extent ?? each ?? extents.reason
}

/** Returns the end of the address at which the form opens with a text that came back from translation. */
export function returnedFormPath(action: CaseAction | undefined, textId: string): string {
  const { name = '', page, on } = action ?? {}
  const query = `?text=${textId}`
  if (page) return `/${name}${query}`
  return `${on ? `/${on}` : ''}${query}#${name}`
}
