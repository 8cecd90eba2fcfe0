import type { Application } from '#models/cases/application.ts'
import type { ContractTerms } from '#models/cases/parts/acceptance.ts'
import { causeOfContract } from '#features/cases/acceptance/of-offer.ts'
import type { Problem, Rule } from '#shared/checks.ts'

/** A document number with the key for which it was drawn. */
type Numbered = { cause: string; number: string }

/** Services that know which numbers were drawn and with which editions of the texts documents were issued. */
export type IssuedToCheck = {
  letterhead: {
    numbers: { wrongAmong(series: 'contract', documents: readonly Numbered[]): Promise<Map<string, string>> }
  }
  wording: { editions: { known(group: 'letter' | 'contract', names: readonly string[]): Promise<Set<string>> } }
}

/** Checks that the number and the edition named in a contract exist, so that it can be found and drawn again (ADR 127). */
export function contractRule({ letterhead, wording }: IssuedToCheck): Rule<Application> {
  return {
    name: 'every contract has its number in the register and the texts that it was prepared by',
    level: 'violation',
    async find(batch) {
      const contracts = batch.flatMap(contractsOf)
      const numbered = contracts.flatMap(({ cause, terms: { number } }) => (number ? [{ cause, number }] : []))
      const wrong = await letterhead.numbers.wrongAmong('contract', numbered)
      const editions = await wording.editions.known(
        'contract',
        contracts.flatMap(({ terms }) => terms.edition ?? []),
      )
      return contracts.flatMap(({ id, cause, terms: { edition } }): Problem[] => [
        ...withWhy(id, wrong.get(cause)),
        ...(edition && !editions.has(edition) ? [{ id, why: 'the texts of its contract are not kept' }] : []),
      ])
    },
  }
}

const withWhy = (id: string, why: string | undefined): Problem[] => (why ? [{ id, why }] : [])

/** A prepared contract. `cause`: the key for which its number was drawn. */
type Prepared = { id: string; cause: string; terms: ContractTerms }

const contractsOf = ({ _id, offer, pastOffers = [] }: Application): Prepared[] =>
  [offer, ...pastOffers].flatMap(one => {
    const terms = one?.acceptance?.contract
    return one && terms ? [{ id: _id.toHexString(), cause: causeOfContract(_id, one), terms }] : []
  })
