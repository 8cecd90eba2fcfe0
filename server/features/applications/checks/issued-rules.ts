import type { Application } from '#models/cases/application.ts'
import type { ContractTerms } from '#models/cases/parts/acceptance.ts'
import type { Problem, Rule } from '#shared/checks.ts'

/** What knows which numbers were given, and by which texts documents were issued. */
export type IssuedToCheck = {
  letterhead: { numbers: { known(series: 'letter' | 'contract', texts: readonly string[]): Promise<Set<string>> } }
  wording: { editions: { known(group: 'letter' | 'contract', names: readonly string[]): Promise<Set<string>> } }
}

/** A contract that names a number or an edition can be drawn and found by them (ADR 127). */
export function contractRule({ letterhead, wording }: IssuedToCheck): Rule<Application> {
  return {
    name: 'every contract has its number in the register and the texts that it was prepared by',
    level: 'violation',
    async find(batch) {
      const contracts = batch.flatMap(contractsOf)
      const numbers = await letterhead.numbers.known('contract', named(contracts, 'number'))
      const editions = await wording.editions.known('contract', named(contracts, 'edition'))
      return contracts.flatMap(({ id, terms: { number, edition } }): Problem[] => [
        ...(number && !numbers.has(number) ? [{ id, why: `${number} is not in the register` }] : []),
        ...(edition && !editions.has(edition) ? [{ id, why: 'the texts of its contract are not kept' }] : []),
      ])
    },
  }
}

type Prepared = { id: string; terms: ContractTerms }

const contractsOf = ({ _id, offer, pastOffers = [] }: Application): Prepared[] =>
  [offer, ...pastOffers].flatMap(one => {
    const terms = one?.acceptance?.contract
    return terms ? [{ id: _id.toHexString(), terms }] : []
  })

const named = (contracts: readonly Prepared[], field: 'number' | 'edition'): string[] =>
  contracts.flatMap(({ terms }) => terms[field] ?? [])
