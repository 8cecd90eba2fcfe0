import type { OccupiedStatus } from '#models/premises/occupancy.ts'
import type { ListingIntent, PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import type { Premises } from '#models/premises/premises.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

const statusByIntent = {
  draft: 'draft',
  shown: 'available',
  paused: 'paused',
  archived: 'archived',
} as const satisfies Record<ListingIntent, PremisesStatus>

const intentByStatus = { draft: 'draft', available: 'shown', paused: 'paused', archived: 'archived' } as const

/**
 * Returns the public status of a listing. An occupancy takes precedence over the intent. No other code decides the status.
 */
export const statusOf = (intent: ListingIntent, occupied: OccupiedStatus | null): PremisesStatus =>
  occupied ?? statusByIntent[intent]

export type IntentFacts = Pick<Premises, 'status'> & { intent?: ListingIntent | null | undefined }

/**
 * Returns the intent of the managers for a listing. The stored intent counts while the premises is held or let; otherwise
 * the intent follows from the status. The previous version stored the status only, and may still write it.
 */
export function intentOf({ status, intent }: IntentFacts): ListingIntent {
  return status === 'held' || status === 'let' ? (intent ?? 'shown') : intentByStatus[status]
}

export const isOccupied = ({ status }: Pick<Premises, 'status'>): boolean => status === 'held' || status === 'let'

/**
 * Returns how a premises is occupied, by its occupancy record. Without a record, the status of the listing counts, which the
 * previous version may have written, so that nobody gets a premises that may be taken.
 */
export function occupiedStatusOf(
  { status }: Pick<Premises, 'status'>,
  record: OccupiedStatus | null,
): OccupiedStatus | null {
  return record ?? (status === 'held' || status === 'let' ? status : null)
}

/** Returns the filter values that match a listing as it was read, for a guarded write. */
export const readStateFilter = ({ status, intent }: IntentFacts) => ({ status, intent: intent ?? null })

/** Moves of a listing, all made by its managers. Nothing else changes the intent. */
export const listingMoves = {
  publish: { from: ['draft'], to: 'shown' },
  pause: { from: ['shown'], to: 'paused' },
  resume: { from: ['paused'], to: 'shown' },
  archive: { from: ['draft', 'shown', 'paused'], to: 'archived' },
  restore: { from: ['archived'], to: 'draft' },
} as const satisfies Record<string, { from: readonly ListingIntent[]; to: ListingIntent }>
export type ListingMove = keyof typeof listingMoves

export const managersMoves = ['publish', 'pause', 'resume', 'archive', 'restore'] as const satisfies ListingMove[]

/**
 * Moves allowed while the premises is occupied. They do not take it off the site: it stays held or let, and is shown
 * afterwards.
 */
const movesWhileOccupied: readonly ListingMove[] = ['publish', 'resume']

export function canMove(listing: IntentFacts, move: ListingMove): Verdict<'wrong-status'> {
  const from: readonly ListingIntent[] = listingMoves[move].from
  const possible = from.includes(intentOf(listing)) && (!isOccupied(listing) || movesWhileOccupied.includes(move))
  return possible ? yes : no('wrong-status')
}
