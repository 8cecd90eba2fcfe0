import type { Application } from '#models/cases/application.ts'
import type { AddressProof } from '#models/cases/parts/acceptance.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { allOffersOf, withAcceptance } from '../cases/acceptance/offer-acceptance.ts'
import { isAwaitingConditions, proofValidUntil } from '../cases/acceptance/rules.ts'
import { applyChange, readCaseFor, staleConflict } from '../cases/change.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { factsOf } from './contract-terms.ts'
import { lesseeOf } from './lessee.ts'

/**
 * Issues the proof of address with which a company is registered at the premises, for the applicant or an officer. Its
 * content is fixed then. It replaces the previous one. Throws `acceptance.refused.no-address` when the premises may not serve as a registered
 * address.
 */
export async function issueAddressProof(
  { clock, premises }: Pick<Deps, 'clock' | 'premises'>,
  id: string,
  actor: Actor,
): Promise<Application> {
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

/**
 * Returns the next number of a proof of address. Numbers and versions continue through all offers of a case, so that no two
 * papers share a name.
 */
function nextNumber(application: Application): string {
  const numbers = allOffersOf(application).map(({ acceptance }) => acceptance?.addressProof?.number.split('-A').at(-1))
  return `${application.reference ?? ''}-A${String(Math.max(0, ...numbers.map(number => Number(number ?? 0))) + 1)}`
}

/** Checks whether the proof may still be used on a day; its last day counts. */
export const isProofValid = ({ validUntil }: Pick<AddressProof, 'validUntil'>, today: CityDay): boolean =>
  today <= validUntil
