import type { Application } from '#models/cases/application.ts'
import type { AddressProof, ContractTerms } from '#models/cases/parts/acceptance.ts'
import { doneBefore } from '#outside/audit.ts'
import type { PdfDocument } from '#outside/pdf.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { applyChange, requireMove, moveFacts, readCaseFor, staleConflict, type OutgoingText } from '../cases/change.ts'
import { effectsOf } from '../cases/moves.ts'
import {
  confirmMisfits,
  findUnconfirmed,
  markMisfits,
  misfitsForAudit,
  misfitWarnings,
  type MisfitConfirmation,
} from '../cases/acceptance/misfits.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { turnAfter, turnAfterOfferChange } from '../cases/status/stage.ts'
import { acceptanceOf, withAcceptance, allOffersOf } from '../cases/acceptance/offer-acceptance.ts'
import { isAwaitingConditions, proofValidUntil, signBy } from '../cases/acceptance/rules.ts'
import {
  createContractTerms,
  factsOf,
  lastContractVersion,
  requireShownVersion,
  type ContractTermsDeps,
} from './contract-terms.ts'
import { contractDocument } from './contract-text.ts'
import { lesseeOf } from './lessee.ts'
import { contractPdf, type PrintOptions } from './pdf.ts'

/**
 * `openPlaces`: confirms that the contract was signed although its text leaves places to decide. `version`: the version that
 * the form named, 0 for none.
 */
type Signing = Pick<OutgoingText, 'revision'> & { openPlaces: boolean; version?: number | undefined }

/** `version`: the last version of the contract when the form was shown, 0 for none. */
type Preparation = MisfitConfirmation & { version?: number | undefined }

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
export function createContractService(deps: ContractTermsDeps) {
  const { clock, programme, texts } = deps
  const { heldSummary, currentTerms, draftTerms, issue, openPlaces } = createContractTerms(deps)

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
    const contract = await currentTerms(was, now)
    const { offer } = withAcceptance(was, { contract, signBy: signBy(cityDayOf(now)), scanSentAt: null })
    const set = { offer: { ...offer, ...(misfits ? { misfits } : {}) } }
    const told = misfitsForAudit(misfits === was.offer?.misfits ? null : misfits)
    const prepared = await applyChange({
      ...{ was, kind: 'contract_prepared', actor, at: now, told },
      set: { ...set, ...turnAfterOfferChange(was, set, now) },
      effects: [{ kind: 'mail', facts: { template: 'application-contract-ready' } }],
    })
    if (!prepared) throw staleConflict(was)
    return prepared
  }

  /**
   * Records that both sides have signed: the terms are final and the premises is let. Throws
   * `acceptance.refused.open-places` when the text leaves something to decide and the officer has not confirmed that it was
   * signed like this, and `acceptance.refused.other-version` when the form named another version.
   */
  async function sign(id: string, actor: Actor, signing: Signing = { openPlaces: true }) {
    const was = await readCaseFor(id, actor)
    const now = clock.now()
    requireMove(was, 'contracted', actor, moveFacts(was, now, await programme.settings()))
    requireShownVersion(was, signing.version)
    const prepared = acceptanceOf(was)?.contract
    if (!prepared) confirmMisfits(was, await heldSummary(was), { actor, at: now, words: {} })
    const terms = prepared ?? (await currentTerms(was, now))
    if ((terms.openPlaces ?? 0) > 0 && !signing.openPlaces) throw conflict('acceptance.refused.open-places')
    const signed = await applyChange({
      ...{ was, to: 'contracted', actor, at: now, revision: signing.revision },
      set: { ...withAcceptance(was, { contract: { ...terms, signedOn: cityDayOf(now) } }), ...turnAfter(was, now) },
      effects: effectsOf(was, 'contracted'),
    })
    if (!signed) throw staleConflict(was)
    return signed
  }

  /** Returns what the held premises lacks for the plan and nobody has confirmed: in words, and as a form names it. */
  async function misfits(reader: Reader, application: Application) {
    const held = await heldSummary(application)
    const lines = findUnconfirmed(application, held).flatMap(one => misfitWarnings(reader, application, one))
    return { lines, shown: markMisfits(application, held) }
  }

  /** Returns the contract as it was prepared, whatever texts or settings have changed since. */
  async function document(terms: ContractTerms, printing: PrintOptions): Promise<PdfDocument> {
    if (!terms.edition) return contractPdf(terms, printing)
    return contractDocument(terms, { ...printing, texts: await texts.read(terms.edition) })
  }

  /** Returns the contract that would follow if the open offer were accepted today. Null without an open offer. */
  async function draft(application: Application, printing: PrintOptions): Promise<PdfDocument | null> {
    const terms = await draftTerms(application)
    return terms && contractDocument(terms, { ...printing, texts: await texts.current('contract'), sample: 'offer' })
  }

  return { prepare, sign, issue, document, draft, openPlaces, misfits }
}

/**
 * Returns the next number of a proof of address. Numbers and versions continue through all offers of a case, so that no two
 * papers share a name.
 */
function nextNumber(application: Application): string {
  const numbers = allOffersOf(application).map(({ acceptance }) => acceptance?.addressProof?.number.split('-A').at(-1))
  return `${application.reference ?? ''}-A${String(Math.max(0, ...numbers.map(number => Number(number ?? 0))) + 1)}`
}

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

/** Checks whether the proof may still be used on a day; its last day counts. */
export const isProofValid = ({ validUntil }: Pick<AddressProof, 'validUntil'>, today: CityDay): boolean =>
  today <= validUntil
