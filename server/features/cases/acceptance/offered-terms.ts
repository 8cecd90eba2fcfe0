import { createHash } from 'node:crypto'
import mongoose, { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import { offeredAmounts, type Offer, type OfferedTerms } from '#models/cases/parts/offer.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Deps, ListedLease } from '../ports.ts'
import { paperDay } from '../papers/paper-table.ts'
import { conditionsFrom, conditionsToCome, type ConditionToCome } from './rules.ts'

/** Returns what an offer made now would promise. */
const termsFor = (listed: ListedLease, toCome: OfferedTerms['conditions']): OfferedTerms => ({
  ...amountsOf(listed),
  rentFreeMonths: listed.rentFreeMonths,
  handoverFrom: listed.availableFrom,
  conditions: toCome,
})

/** Returns only the amounts of a listing, of terms or of a contract. */
export function amountsOf(from: Pick<OfferedTerms, (typeof offeredAmounts)[number]>) {
  const { marketRentPerSqMMonthFen, managementFeePerSqMMonthFen, heatingFeePerSqMSeasonFen, depositFen } = from
  return { marketRentPerSqMMonthFen, managementFeePerSqMMonthFen, heatingFeePerSqMSeasonFen, depositFen }
}

/**
 * Returns the name by which a form says which terms its page showed (ADR 144). The deadline is not among them: it only ever
 * moves to a later day.
 */
export function nameOfTerms({ rentFreeMonths, handoverFrom = null, conditions, ...amounts }: OfferedTerms): string {
  const named = [
    ...offeredAmounts.map(amount => amounts[amount]),
    rentFreeMonths,
    handoverFrom,
    ...conditions.map(({ kind, days }) => [kind, days]),
  ]
  return createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, 20)
}

/**
 * Names the terms of several premises, for a form that offers one of them. "<code>:<name of its terms>", separated by spaces.
 */
export const markTerms = (terms: ReadonlyMap<string, OfferedTerms>): string =>
  [...terms].map(([code, one]) => `${code}:${nameOfTerms(one)}`).join(' ')

/** Throws `application.offer-terms-since` unless the page with this mark (`markTerms`) showed these terms of the premises. */
export function requireShownTerms(shown: string | undefined, code: string, terms: OfferedTerms): void {
  if (shown !== undefined && !shown.split(' ').includes(markTerms(new Map([[code, terms]]))))
    throw conflict('application.offer-terms-since', { facts: { code } })
}

type Submitted = Pick<Application, 'snapshot' | 'submittedAt'>

type TermsDeps = Pick<Deps, 'clock' | 'premises'>

/**
 * Returns the terms of an offer of this premises made now. Throws "not found" when there is no such premises, and
 * `acceptance.refused.no-rent-free` when its listing gives no month without rent.
 */
export async function findTerms(deps: TermsDeps, code: string, submitted: Submitted): Promise<OfferedTerms> {
  const listed = await deps.premises.leaseFacts(code)
  if (!listed) throw notFound('premises.not-found', { code })
  if (listed.rentFreeMonths === 0) throw conflict('acceptance.refused.no-rent-free', { facts: { code } })
  return termsFor(listed, toComeFor(deps, submitted))
}

/**
 * Returns the terms that an offer of each of these premises would have now, by code. A premises that cannot be offered,
 * because it is unknown or gives no month without rent, is left out.
 */
export async function findTermsOfSeveral(
  deps: TermsDeps,
  codes: readonly string[],
  submitted: Submitted,
): Promise<Map<string, OfferedTerms>> {
  const toCome = toComeFor(deps, submitted)
  const leases = await Promise.all(codes.map(async code => [code, await deps.premises.leaseFacts(code)] as const))
  return new Map(
    leases.flatMap(([code, listed]) =>
      listed && listed.rentFreeMonths > 0 ? [[code, termsFor(listed, toCome)] as const] : [],
    ),
  )
}

/**
 * Returns the terms of the live offer. An offer from before offers had terms has those of the listing until it is
 * accepted: nobody was ever shown others. Null without an offer, and when the listing no longer exists.
 */
export async function findOfferTerms(
  deps: TermsDeps,
  { offer, ...submitted }: Submitted & Pick<Application, 'offer'>,
): Promise<OfferedTerms | null> {
  if (!offer || offer.terms) return offer?.terms ?? null
  const listed = await deps.premises.leaseFacts(offer.premises)
  return listed && termsFor(listed, toComeFor(deps, submitted))
}

/**
 * Returns the offer as it is accepted. `shown` names the terms of the page with the form; undefined in forms of an
 * earlier release. Throws `application.terms-since` when the offer has others.
 */
export async function acceptOffer(
  deps: TermsDeps,
  was: Application,
  shown: string | undefined,
  at: Date,
): Promise<{ offer?: Offer }> {
  if (!was.offer) return {}
  const terms = await findOfferTerms(deps, was)
  if (terms && shown !== undefined && shown !== nameOfTerms(terms))
    throw conflict('application.terms-since', { facts: { id: was._id.toHexString() } })
  const toCome = terms?.conditions ?? toComeFor(deps, was)
  const acceptance = { at, conditions: initialConditions(toCome, at) }
  // A listing without a month, from an earlier version, is corrected before the contract is prepared.
  return { offer: { ...was.offer, ...(terms?.rentFreeMonths ? { terms } : {}), acceptance } }
}

/** Returns the conditions that apply from the acceptance of an offer, all open. */
const initialConditions = (toCome: readonly ConditionToCome[], now: Date): Condition[] =>
  conditionsFrom(toCome, cityDayOf(now)).map(condition => ({
    _id: new mongoose.Types.ObjectId(),
    ...condition,
    state: 'open',
  }))

const toComeFor = ({ clock }: Pick<Deps, 'clock'>, { snapshot, submittedAt }: Submitted) =>
  conditionsToCome(snapshot?.answers ?? {}, paperDay({ submittedAt }, clock.now()))

/** Returns which of these premises are under an offer that keeps its terms, and not under a contract yet. */
export async function findOffered(codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const found = await ApplicationModel.find(
    {
      heldPremises: trusted({ $in: [...codes] }),
      state: trusted({ $in: ['offered' as const, 'accepted' as const] }),
      'offer.terms': trusted({ $type: 'object' as const }),
    },
    { heldPremises: 1 },
  ).lean<Pick<Application, 'heldPremises'>[]>()
  return new Set(found.flatMap(({ heldPremises }) => heldPremises ?? []))
}
