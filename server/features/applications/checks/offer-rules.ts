import type { Application } from '#models/cases/application.ts'
import type { Acceptance, Offer, PastOffer } from '#models/cases/parts/offer.ts'
import { checkEach, type Rule } from '#shared/checks.ts'
import { hasLiveOffer, copiedFields, copyFieldsOf } from '#features/cases/acceptance/offer-history.ts'
import { applicationStates, type ApplicationState } from '#features/cases/states.ts'

const rule = (name: string, wrong: (application: Application) => string | null): Rule<Application> => ({
  name,
  level: 'violation',
  find: checkEach(wrong),
})

/** Rules for the offers of a case, the live one and those that have ended (ADR 61). */
export const offerRules: readonly Rule<Application>[] = [
  rule('whatever follows from an acceptance belongs to the live offer', findStrayed),
  rule('every offer that has ended is in the history once, as it was', brokenPast),
  rule('the version before reads the same of an acceptance', differingCopies),
]

const accepted: readonly ApplicationState[] = ['accepted', 'contracted']

function findStrayed(application: Application): string | null {
  const { state, offer } = application
  if (!offer) return accepted.includes(state) ? 'accepted without an offer' : null
  if (!hasLiveOffer(state)) return 'its offer has ended and was not filed'
  const { acceptance } = offer
  if (!acceptance) return accepted.includes(state) ? 'accepted, and nothing is kept of it' : null
  if (!accepted.includes(state)) return 'an offer to be answered has an acceptance already'
  return findForeignPaper(offer, acceptance) ?? tooEarly(acceptance, application)
}

/** Finds papers of an acceptance that were made before its offer or for another premises. */
function findForeignPaper(
  offer: Pick<Offer, 'madeAt'> & { premises: string | null },
  acceptance: Acceptance,
): string | null {
  if (acceptance.at < offer.madeAt) return 'accepted before the offer was made'
  const papers = papersIn(acceptance)
  if (papers.some(({ at }) => at < offer.madeAt)) return 'a paper of it is older than the offer'
  const other = papers.find(({ premises }) => offer.premises && premises !== offer.premises)
  return other ? `a paper of it is for ${other.premises}, the offer for ${offer.premises ?? ''}` : null
}

function papersIn({ addressProof, contract }: Acceptance): { at: Date; premises: string }[] {
  return [
    ...(addressProof ? [{ at: addressProof.issuedAt, premises: addressProof.premises.code }] : []),
    ...(contract ? [{ at: contract.preparedAt, premises: contract.premises.code }] : []),
  ]
}

function tooEarly({ contract, handover }: Acceptance, { state, handedOverOn }: Application): string | null {
  if (contract && Boolean(contract.signedOn) !== (state === 'contracted'))
    return state === 'contracted' ? 'contracted by terms that nobody signed' : 'signed, and not contracted'
  return handover && !handedOverOn ? 'a handover record of keys that were not given' : null
}

function brokenPast({ pastOffers = [], offer }: Application): string | null {
  const madeTimes = [...pastOffers, ...(offer ? [offer] : [])].map(({ madeAt }) => madeAt.getTime())
  if (new Set(madeTimes).size < madeTimes.length) return 'one of its offers is there twice'
  return pastOffers.map(wrongPast).find(why => why !== null) ?? null
}

function wrongPast(past: PastOffer): string | null {
  const { madeAt, endedAt, endedAs, acceptance } = past
  const endState = applicationStates.find(state => state === endedAs)
  if (endedAt < madeAt || !endState || hasLiveOffer(endState))
    return 'an offer ended before it was made, or as nothing ends'
  if (!acceptance) return null
  if (acceptance.handover || acceptance.contract?.signedOn) return 'an offer ended although its contract was signed'
  return findForeignPaper(past, acceptance)
}

/**
 * Compares the copies that the previous version reads with the offer, as stored. These fields are no longer part of the
 * `Application` type.
 */
function differingCopies(application: Application): string | null {
  const stored = application as unknown as Record<string, unknown>
  const expected = application.offer ? copyFieldsOf(application.offer) : {}
  const differing = copiedFields.filter(field => toComparable(stored[field]) !== toComparable(expected[field]))
  return differing.length > 0 ? `differs: ${differing.join(', ')}` : null
}

const toComparable = (value: unknown): string => JSON.stringify(value ?? null)
