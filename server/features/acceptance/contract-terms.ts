import type { Application } from '#models/cases/application.ts'
import type { ContractTerms, LeaseFacts } from '#models/cases/parts/acceptance.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { dutyDays } from '#shared/days/duty-days.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { isLocale, type Locale } from '#shared/texts/i18n.ts'
import { writingForReader } from '#shared/texts/writing.ts'
import { acceptanceOf, allOffersOf, causeOfContract, conditionsOf } from '../cases/acceptance/offer-acceptance.ts'
import { amountsOf, findOfferTerms } from '../cases/acceptance/offered-terms.ts'
import { conditionsFrom } from '../cases/acceptance/rules.ts'
import type { Deps, PremisesSummary } from '../cases/ports.ts'
import { countGaps } from './contract-text.ts'
import { lesseeOf } from './lessee.ts'

/** Fields that determine the number and the language of a contract. */
type Contracted = Pick<Application, '_id' | 'offer' | 'reference' | 'snapshot' | 'heldPremises'>

/** What a contract is made of: its offer, its case, the listing and the settings. */
export type ContractTermsDeps = Pick<Deps, 'clock' | 'premises' | 'programme' | 'letterhead' | 'texts'>

/** Returns the terms of a contract prepared now. */
export const currentTerms = async (deps: ContractTermsDeps, was: Application, now: Date): Promise<ContractTerms> => ({
  ...(await issueContract(deps, was, now)),
  ...(await frozenFacts(deps, was, now)),
  openConditions: openConditionsOf(was),
})

/** Returns the terms that a contract would have if the open offer were accepted today. Null without an open offer. */
export async function draftTerms(deps: ContractTermsDeps, application: Application): Promise<ContractTerms | null> {
  const { offer, state } = application
  if (state !== 'offered' || !offer) return null
  const now = deps.clock.now()
  const offered = { ...application, offer: { ...offer, terms: await findOfferTerms(deps, application) } }
  const conditions = conditionsFrom(offered.offer.terms?.conditions ?? [], cityDayOf(now))
  return {
    ...(await frozenFacts(deps, offered, now)),
    ...rentFree(offered, await currentValues(deps, offered)),
    openConditions: conditions.map(condition => ({ ...condition, text: null })),
  }
}

/** Returns number, edition of the texts and values of a contract issued on this day. */
export async function issueContract(deps: Omit<ContractTermsDeps, 'clock'>, was: Contracted, on: Date) {
  const { texts } = deps
  const edition = await texts.keep('contract')
  const filled = rentFree(was, await currentValues(deps, was))
  const openPlaces = countGaps(filled, { locale: languageOf(was), texts: await texts.read(edition) })
  return { ...filled, number: await numberOf(deps, was, on), edition, openPlaces }
}

/** Returns how many places a contract prepared now would leave for the office to decide. */
export const countOpenPlaces = async (
  deps: Omit<ContractTermsDeps, 'clock'>,
  application: Application,
): Promise<number> =>
  countGaps(await currentValues(deps, application), {
    locale: languageOf(application),
    texts: await deps.texts.current('contract'),
  })

/** Returns the held premises; empty when its listing is no longer public. */
export async function heldSummary(
  { premises }: Pick<Deps, 'premises'>,
  { heldPremises }: Application,
): Promise<PremisesSummary[]> {
  const found = heldPremises ? await premises.summaries.one(heldPremises) : null
  return found ? [found] : []
}

async function frozenFacts({ premises }: Pick<Deps, 'premises'>, was: Application, now: Date) {
  const answers = was.snapshot?.answers ?? {}
  return {
    version: lastContractVersion(was) + 1,
    preparedAt: now,
    premises: await factsOf(was, premises),
    lessee: lesseeOf(answers),
    useClass: String(answers.plan?.useClass ?? ''),
    handoverFrom: was.offer?.terms?.handoverFrom ?? null,
  }
}

/** Returns the number of a contract. All versions for one offer have the same. */
const numberOf = (
  { letterhead }: Pick<Deps, 'letterhead'>,
  { _id, offer, reference }: Contracted,
  on: Date,
): Promise<string> =>
  letterhead.numbers.give({
    series: 'contract',
    cause: offer ? causeOfContract(_id, offer) : `contract:${_id.toHexString()}:`,
    reference: reference ?? '',
    on,
  })

/** Returns the values for a contract prepared now, with the rent-free months of the offer. */
async function currentValues(
  { premises, programme, letterhead }: Pick<Deps, 'premises' | 'programme' | 'letterhead'>,
  { heldPremises, offer }: Pick<Application, 'heldPremises' | 'offer'>,
) {
  const listed = heldPremises ? await premises.leaseFacts(heldPremises) : null
  const { rentFreeMonths } = offer?.terms ?? listed ?? (await programme.settings())
  const duties = { licence: dutyDays.licence, opening: dutyDays.opening }
  const offeredOn = offer?.terms ? cityDayOf(offer.madeAt) : null
  return { rentFreeMonths, offeredOn, duties, office: await letterhead.partyA() }
}

/**
 * Returns the values. Throws `acceptance.refused.no-rent-free` for a listing without a rent-free month, stored by an earlier version: there is
 * only a contract for rent-free use.
 */
function rentFree<Filled extends Pick<ContractTerms, 'rentFreeMonths'>>(
  { heldPremises }: Contracted,
  filled: Filled,
): Filled {
  if (filled.rentFreeMonths > 0) return filled
  throw conflict('acceptance.refused.no-rent-free', { facts: { code: heldPremises ?? '' } })
}

/** Returns the open conditions for the contract, in each of their languages. */
const openConditionsOf = (was: Application): ContractTerms['openConditions'] =>
  conditionsOf(was)
    .filter(({ state }) => state === 'open')
    .map(({ kind, text, textWriting, dueOn }) => ({
      kind,
      text: text ?? null,
      dueOn,
      writing: writingForReader(textWriting) ?? null,
    }))

/** Returns the facts of the held premises as they are now, with the amounts of the offer. */
export async function factsOf({ heldPremises, offer }: Contracted, premises: Deps['premises']): Promise<LeaseFacts> {
  const facts = heldPremises ? await premises.leaseFacts(heldPremises) : null
  if (!facts) throw notFound('premises.not-found', { code: heldPremises })
  return offer?.terms ? { ...facts, ...amountsOf(offer.terms) } : facts
}

/** Returns the last version of the contract, 0 for none. */
export const lastContractVersion = (application: Application): number =>
  Math.max(0, ...allOffersOf(application).map(({ acceptance }) => acceptance?.contract?.version ?? 0))

/**
 * Throws `acceptance.refused.other-version` unless the contract of the present offer is in the version that a form named. Forms
 * of an earlier release and of programs name none.
 */
export function requireShownVersion(application: Application, shown: number | undefined): void {
  const version = acceptanceOf(application)?.contract?.version ?? 0
  if (shown !== undefined && shown !== version)
    throw conflict('acceptance.refused.other-version', { facts: { version, shown } })
}

/** Returns the language in which the applicant asked to be addressed; Russian when there is none. */
export function languageOf({ snapshot }: Pick<Application, 'snapshot'>): Locale {
  const preferred = snapshot?.answers.applicant?.preferredLanguage
  return isLocale(preferred) ? preferred : 'ru'
}
