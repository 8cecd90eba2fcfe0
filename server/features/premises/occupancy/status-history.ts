import type { PremisesEvent } from '#models/premises/parts/premises-event.ts'
import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'

/** Which status a listing has after an event of its history; the others leave it as it was. */
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
 * The status of a premises at an instant, as its history tells: `absent` before it was there, `unknown` when it was there
 * and nothing says how it stood. Never a guess.
 */
export function statusAt(told: Told, instant: Date): PremisesStatus | 'absent' | 'unknown' {
  const turns = turnsOf(told)
  const last = turns.findLast(({ at }) => at <= instant)
  if (!last) return told.createdAt > instant || turns[0]?.kind === 'created' ? 'absent' : 'unknown'
  // Where the last event leads elsewhere than it stands now, something happened since that nobody wrote down.
  const isBroken = last === turns.at(-1) && last.status !== told.status
  return isBroken ? 'unknown' : last.status
}

const turnsOf = ({ events = [] }: Told) =>
  events.flatMap(({ at, kind }) => {
    const status = statusAfter[kind]
    return status ? [{ at, kind, status }] : []
  })
