import { trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { streamOf } from '#outside/database/stream.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { AppError } from '#shared/errors.ts'
import type { NewAssignee } from '#shared/hands.ts'
import { once } from '#shared/once.ts'
import { guideRoles, type Deps } from '../ports.ts'
import { settledUntil } from '../rules.ts'
import { reassignSlot } from './guide-change-mails.ts'

type SweepDeps = Pick<Deps, 'clock' | 'premises' | 'accounts'>
type Slot = Pick<Viewing, 'premises' | 'startsAt' | 'coveredFor'>

/**
 * Returns false on a conflict: the slot changed meanwhile or the colleague shows another one then. Rethrows other errors.
 */
function falseOnConflict(error: unknown): false {
  if (error instanceof AppError && error.kind === 'conflict') return false
  throw error
}

/**
 * Gives covered viewings back to guides who are there on that day after all. Not when the guide shows another one then, may
 * not see the visitor, or no longer shows premises (ADR 125). Viewings that begin within two hours stay as they are. Returns
 * how many were given back.
 */
export async function giveBackSlots({ clock, premises, accounts }: SweepDeps): Promise<number> {
  const now = clock.now()
  const ownerOf = createOwnerLookup({ premises, accounts })
  const covered = ViewingModel.find({
    'coveredFor.guide': trusted({ $exists: true }),
    startsAt: trusted({ $gt: settledUntil(now) }),
    state: trusted({ $in: ['free', 'booked'] as const }),
  })
  let given = 0
  for await (const slot of streamOf<Viewing>(covered.lean<Viewing[]>())) {
    const owner = await ownerOf(slot)
    if (owner)
      given += Number(
        await reassignSlot(slot, owner, { by: { kind: 'system' }, at: now }).then(() => true, falseOnConflict),
      )
  }
  return given
}

/** Reads the guides, the absences of a day and the reach of a guide once each, however many viewings there are. */
function createOwnerLookup({ premises, accounts }: Pick<SweepDeps, 'premises' | 'accounts'>) {
  const guides = once(() => accounts.buildings.colleagues(guideRoles))
  const awayOn = memoiseByArgument((day: CityDay) => accounts.absences.away(day))
  const reachOf = memoiseByArgument(async (id: string) => {
    const guide = (await guides()).find(one => one.id === id)
    return guide ? { guide, codes: (await premises.reachOf(guide)).premises } : null
  })

  /** Returns the guide whose viewing is covered, when it can be theirs again; else null. */
  return async ({ coveredFor, premises: code, startsAt }: Slot): Promise<NewAssignee | null> => {
    const id = coveredFor?.guide.toHexString()
    if (!id || (await awayOn(cityDayOf(startsAt))).has(id)) return null
    const found = await reachOf(id)
    return found && (!found.codes || found.codes.includes(code)) ? found.guide : null
  }
}

/** Caches the result of `load` for each argument. */
function memoiseByArgument<Of, Told>(load: (of: Of) => Promise<Told>): (of: Of) => Promise<Told> {
  const cached = new Map<Of, Promise<Told>>()
  return of => {
    const result = cached.get(of) ?? load(of)
    cached.set(of, result)
    return result
  }
}
