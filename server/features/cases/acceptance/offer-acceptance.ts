import type { Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import type { Acceptance, Offer, PastOffer } from '#models/cases/parts/offer.ts'
import { hasEnded } from '../states.ts'

type WithOffer = Pick<Application, 'offer'>

/** Returns the acceptance of the live offer; null before it is accepted and where there is no offer. */
export const acceptanceOf = ({ offer }: WithOffer): Acceptance | null => offer?.acceptance ?? null

/** Returns the conditions of the live offer; empty before it is accepted. */
export const conditionsOf = (application: WithOffer): readonly Condition[] =>
  acceptanceOf(application)?.conditions ?? []

/** Returns the conditions for which the applicant still has to send papers, the first due first. */
export const awaitedConditions = (application: WithOffer): Condition[] =>
  conditionsOf(application)
    .filter(({ state, handedInAt }) => state === 'open' && !handedInAt)
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn))

/** Returns the live offer with its acceptance changed, ready to be written. Throws when there is no accepted offer. */
export function withAcceptance(was: WithOffer, change: Partial<Omit<Acceptance, 'at'>>): { offer: Offer } {
  if (!was.offer?.acceptance) throw new Error('a case without an accepted offer has no papers')
  return { offer: { ...was.offer, acceptance: { ...was.offer.acceptance, ...change } } }
}

/** Returns the papers uploaded since the live offer was made. Papers uploaded for an earlier offer do not count. */
export const uploadedSinceOffer = <Paper extends { uploadedAt: Date }>(
  { offer }: WithOffer,
  papers: readonly Paper[],
): Paper[] => papers.filter(({ uploadedAt }) => !offer || uploadedAt >= offer.madeAt)

/** Returns the cause under which a contract gets its number. All versions of the contract of one offer share it. */
export const causeOfContract = (application: Application['_id'], offer: Pick<Offer, 'madeAt'>): string =>
  `contract:${application.toHexString()}:${offer.madeAt.toISOString()}`

/** Returns all offers of a case, the oldest first. */
export const allOffersOf = ({ pastOffers = [], offer }: Pick<Application, 'offer' | 'pastOffers'>) =>
  offer ? [...pastOffers, offer] : pastOffers

/** Returns the live offer, or the one with which the case ended; null for any other case. */
export function liveOrLastOffer(
  application: Pick<Application, 'state' | 'stateSince' | 'offer' | 'pastOffers'>,
): Offer | PastOffer | null {
  const { state, stateSince, offer, pastOffers = [] } = application
  if (offer) return offer
  const last = pastOffers.at(-1)
  return last && hasEnded(state) && last.endedAt.getTime() === stateSince.getTime() ? last : null
}
