import type { OccupiedStatus } from '#models/premises/occupancy.ts'
import type { ListingIntent, PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import type { Premises } from '#models/premises/premises.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

const unoccupied = {
  draft: 'draft',
  shown: 'available',
  paused: 'paused',
  archived: 'archived',
} as const satisfies Record<ListingIntent, PremisesStatus>

const meant = { draft: 'draft', available: 'shown', paused: 'paused', archived: 'archived' } as const

/** The status that everybody sees, and the only place that says which it is: who has the premises beats what is wanted of it. */
export const statusOf = (intent: ListingIntent, occupied: OccupiedStatus | null): PremisesStatus =>
  occupied ?? unoccupied[intent]

export type Intended = Pick<Premises, 'status'> & { intent?: ListingIntent | null | undefined }

/**
 * What the managers want of a listing. While nobody has the premises the status says it, and did so alone in the version
 * before, which may still write it: the stored intent counts while it is held or let.
 */
export function intentOf({ status, intent }: Intended): ListingIntent {
  return status === 'held' || status === 'let' ? (intent ?? 'shown') : meant[status]
}

export const isOccupied = ({ status }: Pick<Premises, 'status'>): boolean => status === 'held' || status === 'let'

/**
 * How a premises is taken, by its record. What the listing still says, or the version before has written, counts where there is
 * none: nobody gets what may be taken.
 */
export function occupiedAs({ status }: Pick<Premises, 'status'>, record: OccupiedStatus | null): OccupiedStatus | null {
  return record ?? (status === 'held' || status === 'let' ? status : null)
}

/** For the filter of a write: a listing as it was read. */
export const asRead = ({ status, intent }: Intended) => ({ status, intent: intent ?? null })

/** The moves of a listing, all of them its managers'. Nothing else changes what is wanted of it. */
export const listingMoves = {
  publish: { from: ['draft'], to: 'shown' },
  pause: { from: ['shown'], to: 'paused' },
  resume: { from: ['paused'], to: 'shown' },
  archive: { from: ['draft', 'shown', 'paused'], to: 'archived' },
  restore: { from: ['archived'], to: 'draft' },
} as const satisfies Record<string, { from: readonly ListingIntent[]; to: ListingIntent }>
export type ListingMove = keyof typeof listingMoves

export const managersMoves = ['publish', 'pause', 'resume', 'archive', 'restore'] as const satisfies ListingMove[]

/** These put nothing away that somebody has: it stays held or let, and is on show afterwards. */
const whileOccupied: readonly ListingMove[] = ['publish', 'resume']

export function canMove(listing: Intended, move: ListingMove): Verdict<'wrong-status'> {
  const from: readonly ListingIntent[] = listingMoves[move].from
  const possible = from.includes(intentOf(listing)) && (!isOccupied(listing) || whileOccupied.includes(move))
  return possible ? yes : no('wrong-status')
}
