import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { Acceptance, Offer, PastOffer } from '#models/cases/parts/offer.ts'

/** In these states an offer is alive; whatever else a case comes to ends it. */
const withOffer: readonly ApplicationState[] = ['offered', 'accepted', 'contracted']
export const carriesOffer = (state: ApplicationState): boolean => withOffer.includes(state)

type Changing = {
  was: Application
  to?: ApplicationState
  kind?: string
  at: Date
  set?: Partial<Application>
}
type Update = { set: Record<string, unknown>; unset: string[]; push: { pastOffers?: PastOffer } }

/**
 * What a change of a case does to its offer: one that ends goes into the history in the same write, with everything that
 * had followed from it. Nothing of an acceptance can outlive its offer, since nothing of it stands anywhere else.
 */
export function offerAfter({ was, to, kind, at, set = {} }: Changing): Update {
  const next = set.offer ?? (carriesOffer(to ?? was.state) && was.offer)
  const ended = was.offer && !isSame(was.offer, next) ? was.offer : null
  // Of a decision that was undone nobody had been told.
  const push = ended && kind !== 'decision_undone' ? { pastOffers: filed(ended, { was, to, at }) } : {}
  if (set.offer) return { ...written(set.offer), push }
  return { set: {}, unset: ended ? ['offer', ...copies] : [], push }
}

/** An offer is known by the instant at which it was made, however it has been changed since. */
const isSame = (one: Offer, other: Offer | null | undefined | false): boolean =>
  (other ? other.madeAt.getTime() : null) === one.madeAt.getTime()

/** One that had ended before there was this history ended when its case did. */
function filed(
  offer: Offer,
  { was, to, at }: { was: Application; to: ApplicationState | undefined; at: Date },
): PastOffer {
  const now = carriesOffer(was.state)
  return { ...offer, endedAt: now ? at : was.stateSince, endedAs: now ? (to ?? was.state) : was.state }
}

/** Where the version before looks for what follows from an acceptance (ADR 61). */
export const copies = ['conditions', 'addressProof', 'contract', 'handover'] as const

/**
 * A case as it is meant: what the version before has accepted while both ran has its acceptance in the copies alone. It is
 * read as part of its offer, and the next change stores it there. Papers of an earlier offer, which that version leaves, are not.
 */
export function carriedOver(was: Application): Application {
  const { offer, state, stateSince: at } = was
  if (!offer || offer.acceptance || (state !== 'accepted' && state !== 'contracted')) return was
  const { conditions = [], addressProof, contract, handover } = was as Partial<Acceptance>
  const isOwn = (made: Date, { code }: { code: string }) => made >= offer.madeAt && code === offer.premises
  const acceptance: Acceptance = {
    ...{ at, conditions },
    ...(addressProof && isOwn(addressProof.issuedAt, addressProof.premises) ? { addressProof } : {}),
    ...(contract && isOwn(contract.preparedAt, contract.premises) ? { contract } : {}),
    ...(handover ? { handover } : {}),
  }
  return { ...was, offer: { ...offer, acceptance } }
}

/** The copies alone, for a case that is stored whole. */
export function copiesOf(offer: Offer): Record<string, unknown> {
  const { offer: _offer, ...rest } = written(offer).set
  return rest
}

/** An offer as it is written, with its copies for the version before. */
function written(offer: Offer): Pick<Update, 'set' | 'unset'> {
  const { acceptance } = offer
  const there = copies.filter(field => acceptance?.[field])
  return {
    set: { offer, ...Object.fromEntries(there.map(field => [field, acceptance?.[field]])) },
    unset: copies.filter(field => !acceptance?.[field]),
  }
}
