import type { Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import type { Acceptance, Offer, PastOffer } from '#models/cases/parts/offer.ts'
import { hasEnded } from '../states.ts'

type WithOffer = Pick<Application, 'offer'>

/** What follows from the acceptance of the live offer; null before it is accepted, and where there is none. */
export const acceptanceOf = ({ offer }: WithOffer): Acceptance | null => offer?.acceptance ?? null

/** What the live offer depends on; empty before it is accepted. */
export const conditionsOf = (application: WithOffer): readonly Condition[] =>
  acceptanceOf(application)?.conditions ?? []

/** The live offer with a change of its acceptance, to be written. Throws when there is no accepted offer. */
export function acceptanceWith(was: WithOffer, change: Partial<Omit<Acceptance, 'at'>>): { offer: Offer } {
  if (!was.offer?.acceptance) throw new Error('a case without an accepted offer has no papers')
  return { offer: { ...was.offer, acceptance: { ...was.offer.acceptance, ...change } } }
}

/** Of papers that were uploaded, those since the live offer was made: what was handed in for another one does not count. */
export const sinceOffer = <Paper extends { uploadedAt: Date }>(
  { offer }: WithOffer,
  papers: readonly Paper[],
): Paper[] => papers.filter(({ uploadedAt }) => !offer || uploadedAt >= offer.madeAt)

/** What the number of a contract is given for: all versions of the contract of one offer have one. */
export const causeOfContract = (application: Application['_id'], offer: Pick<Offer, 'madeAt'>): string =>
  `contract:${application.toHexString()}:${offer.madeAt.toISOString()}`

/** All offers of a case, the oldest first. */
export const offersEver = ({ pastOffers = [], offer }: Pick<Application, 'offer' | 'pastOffers'>) =>
  offer ? [...pastOffers, offer] : pastOffers

/** The live offer, or the one with which the case has ended; null for any other case. */
export function offerInQuestion(
  application: Pick<Application, 'state' | 'stateSince' | 'offer' | 'pastOffers'>,
): Offer | PastOffer | null {
  const { state, stateSince, offer, pastOffers = [] } = application
  if (offer) return offer
  const last = pastOffers.at(-1)
  return last && hasEnded(state) && last.endedAt.getTime() === stateSince.getTime() ? last : null
}
