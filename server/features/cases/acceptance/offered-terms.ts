import { createHash } from 'node:crypto'
import type { Answers, Application } from '#models/cases/application.ts'
import { offeredAmounts, type OfferedTerms } from '#models/cases/parts/offer.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Deps, ListedLease } from '../ports.ts'
import { conditionsToCome } from './rules.ts'

/** Returns what an offer made now would promise. */
const termsFor = (listed: ListedLease, answers: Answers): OfferedTerms => ({
  ...amountsOf(listed),
  rentFreeMonths: listed.rentFreeMonths,
  handoverFrom: listed.availableFrom,
  conditions: conditionsToCome(answers),
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

export function createOfferedTerms({ premises }: Pick<Deps, 'premises'>) {
  /** Returns the terms of an offer of this premises made now. Throws "not found" when there is no such premises. */
  async function of(code: string, { snapshot }: Pick<Application, 'snapshot'>): Promise<OfferedTerms> {
    const listed = await premises.leaseFacts(code)
    if (!listed) throw notFound('premises.not-found', { code })
    return termsFor(listed, snapshot?.answers ?? {})
  }

  /**
   * Returns the terms of the live offer. An offer from before offers had terms has those of the listing until it is
   * accepted: nobody was ever shown others.
   */
  async function current(application: Pick<Application, 'offer' | 'snapshot'>): Promise<OfferedTerms | null> {
    const { offer } = application
    return offer ? (offer.terms ?? (await of(offer.premises, application))) : null
  }

  /**
   * Returns the terms that are accepted. `shown` names those of the page with the form; undefined in forms of an earlier
   * release. Throws `application.terms-since` when the offer has others.
   */
  async function accepted(was: Application, shown: string | undefined): Promise<OfferedTerms | null> {
    const terms = await current(was)
    if (terms && shown !== undefined && shown !== nameOfTerms(terms))
      throw conflict('application.terms-since', { facts: { id: was._id.toHexString() } })
    return terms
  }

  return { of, current, accepted }
}
