import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { Acceptance, Offer, PastOffer } from '#models/cases/parts/offer.ts'
import type { EventKind } from '../event-kinds.ts'

/** States in which an offer is live. A move to any other state ends it. */
const statesWithOffer: readonly ApplicationState[] = ['offered', 'accepted', 'contracted']
export const hasLiveOffer = (state: ApplicationState): boolean => statesWithOffer.includes(state)

type OfferChange = {
  was: Application
  to?: ApplicationState
  kind?: EventKind
  at: Date
  set?: Partial<Application>
}
type Update = { set: Record<string, unknown>; unset: string[]; push: { pastOffers?: PastOffer } }

/**
 * Returns what a change of a case writes to its offer. An offer that ends is moved to `pastOffers` in the same write,
 * together with its acceptance. Everything about an acceptance is stored in the offer, so nothing of it can outlive the
 * offer.
 */
export function offerAfter({ was, to, kind, at, set = {} }: OfferChange): Update {
  const next = set.offer ?? (hasLiveOffer(to ?? was.state) && was.offer)
  const ended = was.offer && !isSame(was.offer, next) ? was.offer : null
  // Nobody was notified of a decision that was undone, so its offer does not go into the history.
  const push = ended && kind !== 'decision_undone' ? { pastOffers: toPastOffer(ended, { was, to, at }) } : {}
  if (set.offer) return { ...offerUpdate(set.offer), push }
  return { set: {}, unset: ended ? ['offer', ...copiedFields] : [], push }
}

/** Checks whether two offers are the same. The instant at which an offer was made identifies it, whatever changed since. */
const isSame = (one: Offer, other: Offer | null | undefined | false): boolean =>
  (other ? other.madeAt.getTime() : null) === one.madeAt.getTime()

/**
 * Returns an offer as an entry of the history. Offers that ended before the history existed get the date and state in which
 * their case ended.
 */
function toPastOffer(
  offer: Offer,
  { was, to, at }: { was: Application; to: ApplicationState | undefined; at: Date },
): PastOffer {
  const now = hasLiveOffer(was.state)
  return { ...offer, endedAt: now ? at : was.stateSince, endedAs: now ? (to ?? was.state) : was.state }
}

/** Top-level fields in which the previous version reads the parts of an acceptance (ADR 61). */
export const copiedFields = ['conditions', 'addressProof', 'contract', 'handover'] as const

/**
 * Returns a case with the acceptance inside its offer. While both versions ran, the previous version wrote an acceptance
 * only to the top-level copies; it is read from there, and the next change stores it in the offer. Papers of an earlier
 * offer, which that version does not remove, are ignored.
 */
export function withAcceptanceInOffer(was: Application): Application {
  const { offer, state, stateSince: at } = was
  if (!offer || offer.acceptance || (state !== 'accepted' && state !== 'contracted')) return was
  const { conditions = [], addressProof, contract, handover } = was as Partial<Acceptance>
  const isOwn = (paperMadeAt: Date, { code }: { code: string }) =>
    paperMadeAt >= offer.madeAt && code === offer.premises
  const acceptance: Acceptance = {
    at,
    conditions,
    ...(addressProof && isOwn(addressProof.issuedAt, addressProof.premises) ? { addressProof } : {}),
    ...(contract && isOwn(contract.preparedAt, contract.premises) ? { contract } : {}),
    ...(handover ? { handover } : {}),
  }
  return { ...was, offer: { ...offer, acceptance } }
}

/** Returns only the copies of an offer, for a case that is written as a whole. */
export function copyFieldsOf(offer: Offer): Record<string, unknown> {
  const { offer: _offer, ...rest } = offerUpdate(offer).set
  return rest
}

/** Returns the update that stores an offer and its copies for the previous version. */
function offerUpdate(offer: Offer): Pick<Update, 'set' | 'unset'> {
  const { acceptance } = offer
  const there = copiedFields.filter(field => acceptance?.[field])
  return {
    set: { offer, ...Object.fromEntries(there.map(field => [field, acceptance?.[field]])) },
    unset: copiedFields.filter(field => !acceptance?.[field]),
  }
}
