import type { Application } from '#models/cases/application.ts'
import type { AddressProof, ContractTerms, LeaseFacts } from '#models/cases/parts/acceptance.ts'
import { doneBefore } from '#outside/audit.ts'
import type { PdfDocument } from '#outside/pdf.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { dutyDays } from '#shared/days/duty-days.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { isLocale, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { writingForReader } from '#shared/texts/writing.ts'
import { applyChange, requireMove, moveFacts, readCaseFor, staleConflict } from '../cases/change.ts'
import { effectsOf } from '../cases/moves.ts'
import {
  confirmMisfits,
  findUnconfirmed,
  misfitsForAudit,
  misfitWarnings,
  type MisfitConfirmation,
} from '../cases/acceptance/misfits.ts'
import type { Deps, PremisesSummary } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { turnAfter } from '../cases/status/stage.ts'
import {
  acceptanceOf,
  withAcceptance,
  causeOfContract,
  conditionsOf,
  allOffersOf,
} from '../cases/acceptance/offer-acceptance.ts'
import { amountsOf, createOfferedTerms } from '../cases/acceptance/offered-terms.ts'
import { conditionsFrom, isAwaitingConditions, proofValidUntil } from '../cases/acceptance/rules.ts'
import { contractDocument, countGaps } from './contract-text.ts'
import { lesseeOf } from './lessee.ts'
import { contractPdf, type PrintOptions } from './pdf.ts'

/** `openPlaces`: confirms that the contract was signed although its text leaves places to decide. */
type Signing = { openPlaces: boolean }

/** `version`: the last version of the contract when the form was shown, 0 for none. */
type Preparation = MisfitConfirmation & { version?: number | undefined }

/** Fields that determine the number and the language of a contract. */
type Contracted = Pick<Application, '_id' | 'offer' | 'reference' | 'snapshot' | 'heldPremises'>

type PaperDeps = Pick<Deps, 'clock' | 'premises' | 'programme' | 'letterhead' | 'texts'>

/** Proofs of address. The content is fixed when a proof is issued. */
export function createAddressProofIssuer({ clock, premises }: Pick<Deps, 'clock' | 'premises'>) {
  /**
   * Issues the proof of address with which a company is registered at the premises, for the applicant or an officer. It
   * replaces the previous one. Throws `acceptance.refused.no-address` when the premises may not serve as a registered
   * address.
   */
  async function issue(id: string, actor: Actor): Promise<Application> {
    const was = await readCaseFor(id, actor)
    if (!isAwaitingConditions(was)) throw conflict('acceptance.refused.closed', { facts: { id } })
    const now = clock.now()
    const facts = await factsOf(was, premises)
    if (!facts.usableAsRegisteredAddress) throw conflict('acceptance.refused.no-address')
    const addressProof: AddressProof = {
      number: nextNumber(was),
      issuedAt: now,
      validUntil: proofValidUntil(cityDayOf(now)),
      premises: facts,
      lessee: lesseeOf(was.snapshot?.answers ?? {}),
    }
    const set = withAcceptance(was, { addressProof })
    const issued = await applyChange({ was, kind: 'address_proof_issued', actor, at: now, set })
    if (!issued) throw staleConflict(was)
    return issued
  }

  return issue
}

/** Contracts. The terms are fixed when a contract is prepared, and for good once it is signed. */
export function createContractService({ clock, premises, programme, letterhead, texts }: PaperDeps) {
  const { current: termsOf } = createOfferedTerms({ premises })

  /**
   * Fixes the terms for signature. Repeating it before the signature makes the next version. `version` is the last version
   * when the form was shown, 0 for none: a form that is sent twice makes one version. Throws `error.stale` when the case has
   * another version, or has changed since the form made its own. Forms of an earlier release do not name a version. Throws
   * `application.misfit` when the premises lacks something for the plan that nobody has confirmed.
   */
  async function prepare(
    id: string,
    actor: Actor,
    { version: shown, ...words }: Preparation = {},
  ): Promise<Application> {
    const was = await readCaseFor(id, actor)
    requirePreparation(was, actor)
    if (isPrepared(was, actor, shown)) return doneBefore(was)
    const now = clock.now()
    const misfits = confirmMisfits(was, await heldSummary(was), { actor, at: now, words })
    const { offer } = withAcceptance(was, { contract: await currentTerms(was, now) })
    const set = { offer: { ...offer, ...(misfits ? { misfits } : {}) } }
    const told = misfitsForAudit(misfits === was.offer?.misfits ? null : misfits)
    const prepared = await applyChange({ was, kind: 'contract_prepared', actor, at: now, set, told })
    if (!prepared) throw staleConflict(was)
    return prepared
  }

  /**
   * Records that both sides have signed: the terms are final and the premises is let. Throws
   * `acceptance.refused.open-places` when the text leaves something to decide and the officer has not confirmed that it was
   * signed like this.
   */
  async function sign(id: string, actor: Actor, { openPlaces: agreed }: Signing = { openPlaces: true }) {
    const was = await readCaseFor(id, actor)
    const now = clock.now()
    requireMove(was, 'contracted', actor, moveFacts(was, now, await programme.settings()))
    const prepared = acceptanceOf(was)?.contract
    if (!prepared) confirmMisfits(was, await heldSummary(was), { actor, at: now, words: {} })
    const terms = prepared ?? (await currentTerms(was, now))
    if ((terms.openPlaces ?? 0) > 0 && !agreed) throw conflict('acceptance.refused.open-places')
    const signed = await applyChange({
      was,
      to: 'contracted',
      actor,
      at: now,
      set: { ...withAcceptance(was, { contract: { ...terms, signedOn: cityDayOf(now) } }), ...turnAfter(was, now) },
      effects: effectsOf(was, 'contracted'),
    })
    if (!signed) throw staleConflict(was)
    return signed
  }

  /** Returns the held premises; empty when its listing is no longer public. */
  async function heldSummary({ heldPremises }: Application): Promise<PremisesSummary[]> {
    const found = heldPremises ? await premises.summaries.one(heldPremises) : null
    return found ? [found] : []
  }

  /** Returns what the held premises lacks for the plan and nobody has confirmed, in words. */
  const misfits = async (reader: Reader, application: Application): Promise<string[]> =>
    findUnconfirmed(application, await heldSummary(application)).flatMap(one =>
      misfitWarnings(reader, application, one),
    )

  const currentTerms = async (was: Application, now: Date): Promise<ContractTerms> => ({
    ...(await issue(was, now)),
    ...(await frozenFacts(was, now)),
    openConditions: openConditionsOf(was),
  })

  async function frozenFacts(was: Application, now: Date) {
    const answers = was.snapshot?.answers ?? {}
    return {
      version: lastContractVersion(was) + 1,
      preparedAt: now,
      premises: await factsOf(was, premises),
      lessee: lesseeOf(answers),
      useClass: String(answers.plan?.useClass ?? ''),
    }
  }

  /**
   * Returns the contract that would follow if the open offer were accepted today, in the present texts and without a number
   * of its own. Null without an open offer.
   */
  async function draft(application: Application, printing: PrintOptions): Promise<PdfDocument | null> {
    const { offer, state } = application
    if (state !== 'offered' || !offer) return null
    const now = clock.now()
    const offeredCase = { ...application, offer: { ...offer, terms: await termsOf(application) } }
    const conditions = conditionsFrom(offeredCase.offer.terms?.conditions ?? [], cityDayOf(now))
    const terms: ContractTerms = {
      ...(await frozenFacts(offeredCase, now)),
      ...rentFree(offeredCase, await currentValues(offeredCase)),
      openConditions: conditions.map(condition => ({ ...condition, text: null })),
    }
    return contractDocument(terms, { ...printing, texts: await texts.current('contract'), sample: 'offer' })
  }

  /** Returns number, edition of the texts and values of a contract issued on this day. */
  async function issue(was: Contracted, on: Date) {
    const edition = await texts.keep('contract')
    const filled = rentFree(was, await currentValues(was))
    const openPlaces = countGaps(filled, { locale: languageOf(was), texts: await texts.read(edition) })
    return { ...filled, number: await numberOf(was, on), edition, openPlaces }
  }

  /** Returns the number of a contract. All versions for one offer have the same. */
  const numberOf = ({ _id, offer, reference }: Contracted, on: Date): Promise<string> =>
    letterhead.numbers.give({
      series: 'contract',
      cause: offer ? causeOfContract(_id, offer) : `contract:${_id.toHexString()}:`,
      reference: reference ?? '',
      on,
    })

  /** Returns the contract as it was prepared, whatever texts or settings have changed since. */
  async function document(terms: ContractTerms, printing: PrintOptions): Promise<PdfDocument> {
    if (!terms.edition) return contractPdf(terms, printing)
    return contractDocument(terms, { ...printing, texts: await texts.read(terms.edition) })
  }

  /** Returns the values for a contract prepared now, with the rent-free months of the offer. */
  async function currentValues({ heldPremises, offer }: Pick<Application, 'heldPremises' | 'offer'>) {
    const listed = heldPremises ? await premises.leaseFacts(heldPremises) : null
    const { rentFreeMonths } = offer?.terms ?? listed ?? (await programme.settings())
    const duties = { licence: dutyDays.licence, opening: dutyDays.opening }
    const offeredOn = offer?.terms ? cityDayOf(offer.madeAt) : null
    return { rentFreeMonths, offeredOn, duties, office: await letterhead.partyA() }
  }

  /** Returns how many places a contract prepared now would leave for the office to decide. */
  const openPlaces = async (application: Application): Promise<number> =>
    countGaps(await currentValues(application), {
      locale: languageOf(application),
      texts: await texts.current('contract'),
    })

  return { prepare, sign, issue, document, draft, openPlaces, misfits }
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
      ...{ kind, text: text ?? null, dueOn },
      writing: writingForReader(textWriting) ?? null,
    }))

/** Returns the facts of the held premises as they are now, with the amounts of the offer. */
async function factsOf({ heldPremises, offer }: Contracted, premises: Deps['premises']): Promise<LeaseFacts> {
  const facts = heldPremises ? await premises.leaseFacts(heldPremises) : null
  if (!facts) throw notFound('premises.not-found', { code: heldPremises })
  return offer?.terms ? { ...facts, ...amountsOf(offer.terms) } : facts
}

/**
 * Returns the next number of a proof of address. Numbers and versions continue through all offers of a case, so that no two
 * papers share a name.
 */
function nextNumber(application: Application): string {
  const numbers = allOffersOf(application).map(({ acceptance }) => acceptance?.addressProof?.number.split('-A').at(-1))
  return `${application.reference ?? ''}-A${String(Math.max(0, ...numbers.map(number => Number(number ?? 0))) + 1)}`
}

/** Returns the last version of the contract, 0 for none. */
export const lastContractVersion = (application: Application): number =>
  Math.max(0, ...allOffersOf(application).map(({ acceptance }) => acceptance?.contract?.version ?? 0))

function requirePreparation(was: Application, { kind }: Actor): void {
  if (kind !== 'reviewer' && kind !== 'decider') throw conflict('application.refused.not-yours')
  if (was.state !== 'accepted') throw conflict('acceptance.refused.closed', { facts: { id: was._id.toHexString() } })
}

/**
 * Checks whether this person prepared the version after the one shown, and nothing has happened to the case since. What has
 * changed outside the case, such as the area of the premises, is for a fresh page to take in. Throws `error.stale` when the
 * case has another version for any other reason.
 */
function isPrepared(was: Application, { id }: Actor, shown: number | undefined): boolean {
  const present = lastContractVersion(was)
  if (shown === undefined || shown === present) return false
  const last = was.events.at(-1)
  if (present === shown + 1 && last?.kind === 'contract_prepared' && last.by.id === id) return true
  throw staleConflict(was)
}

/** Returns the language in which the applicant asked to be addressed; Russian when there is none. */
export function languageOf({ snapshot }: Pick<Application, 'snapshot'>): Locale {
  const preferred = snapshot?.answers.applicant?.preferredLanguage
  return isLocale(preferred) ? preferred : 'ru'
}

/** Checks whether the proof may still be used on a day; its last day counts. */
export const isProofValid = ({ validUntil }: Pick<AddressProof, 'validUntil'>, today: CityDay): boolean =>
  today <= validUntil
