import { lanes, type Booking, type Lane, type Viewing } from '#models/viewings/viewing.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'

/**
 * What may exist only once is written into a slot as claims, and one unique index over all claims decides (ADR 20): a
 * premises, a guide or a visitor in a quarter of an hour; a visitor's one viewing of a premises; each of a visitor's places
 * for coming viewings. Two slots that overlap in any of them share a claim, so the second is refused.
 */
export const claimMinutes = 15

/** Places for coming viewings of one visitor. */
export const visitorPlaces = [1, 2, 3] as const

type Span = Pick<Viewing, 'startsAt' | 'endsAt'>

/** Returns the quarters of an hour that a span touches, as ISO minutes in UTC. */
export function quartersOf({ startsAt, endsAt }: Span): string[] {
  const step = claimMinutes * 60_000
  const first = Math.floor(startsAt.getTime() / step)
  const end = Math.ceil(endsAt.getTime() / step)
  return Array.from({ length: end - first }, (_, index) => new Date((first + index) * step).toISOString().slice(0, 16))
}

/** Returns the claims of a slot, free or booked. */
export function slotClaims(slot: Span & { premises: string; guide: { toString(): string } }): string[] {
  return quartersOf(slot).flatMap(quarter => [
    `premises ${slot.premises} ${quarter}`,
    `guide ${slot.guide.toString()} ${quarter}`,
  ])
}

type Held = Pick<Booking, 'place' | 'lanes'> & { account: { toString(): string } }

/**
 * Returns the claims for a visitor's limits, for each lane held. A new booking takes both lanes. A move keeps one on the
 * former slot and takes the other on the new one, so that no concurrent request ever finds the limit free.
 */
export function limitClaims(premises: string, { account, place, lanes: held }: Held): string[] {
  return held.flatMap(lane => [
    `only ${account.toString()} ${premises} ${lane}`,
    `place ${account.toString()} ${place} ${lane}`,
  ])
}

/** Returns the claims of a visitor who books a slot. */
export function visitorClaims(slot: Span & { premises: string }, held: Held): string[] {
  const times = quartersOf(slot).map(quarter => `visitor ${held.account.toString()} ${quarter}`)
  return [...times, ...limitClaims(slot.premises, held)]
}

export const bothLanes: Lane[] = [...lanes]
export const otherLane = (lane: Lane): Lane => (lane === 'a' ? 'b' : 'a')

export type ClaimKind = 'premises' | 'guide' | 'visitor' | 'only' | 'place'

/** Returns the kind of claim that the unique index refused; null for any other error. */
export function findRefusedClaim(error: unknown): ClaimKind | null {
  if (!isDuplicateKey(error)) return null
  const { keyValue, message = '' } = error as { keyValue?: { claims?: string }; message?: string }
  const claim = keyValue?.claims ?? /claims: "([^"]+)"/.exec(message)?.[1] ?? ''
  return (claim.split(' ', 1)[0] as ClaimKind | undefined) ?? null
}
