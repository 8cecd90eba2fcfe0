import type { PremisesEvent } from '#models/premises/parts/premises-event.ts'
import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'

/** Status of a listing after each kind of event; other kinds do not change it. */
const statusAfter: Partial<Record<string, PremisesStatus>> = {
  created: 'draft',
  published: 'available',
  paused: 'paused',
  resumed: 'available',
  archived: 'archived',
  restored: 'draft',
  held: 'held',
  released: 'available',
  let: 'let',
}

type Told = { status: PremisesStatus; createdAt: Date; events?: readonly Pick<PremisesEvent, 'at' | 'kind'>[] }

/**
 * Returns the status of a premises at an instant, according to its history: `absent` before it existed, `unknown` when it
 * existed and no event tells the status. It never guesses.
 */
export function statusAt(told: Told, instant: Date): PremisesStatus | 'absent' | 'unknown' {
  const turns = turnsOf(told)
  const last = turns.findLast(({ at }) => at <= instant)
  if (!last) return told.createdAt > instant || turns[0]?.kind === 'created' ? 'absent' : 'unknown'
  // If the last event leads to another status than the current one, some change was not recorded.
  const isBroken = last === turns.at(-1) && last.status !== told.status
  return isBroken ? 'unknown' : last.status
}

const turnsOf = ({ events = [] }: Told) =>
  events.flatMap(({ at, kind }) => {
    const status = statusAfter[kind]
    return status ? [{ at, kind, status }] : []
  })
