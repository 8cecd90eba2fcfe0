import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import type { Clock } from '#outside/clock.ts'
import { createChecker, checkEach, type Checker, type Finding, type Rule } from '#shared/checks.ts'
import { acrossCases } from './checks/unique-values.ts'
import { caseRules, contractRule, writingRules, type IssuedToCheck } from './checks/case-rules.ts'
import { offerRules } from './checks/offer-rules.ts'
import {
  applicantRule,
  submittedRule,
  holdRule,
  listingRule,
  recordedRule,
  recordRule,
  statusRule,
  type AccountsToCheck,
  type DocumentsToCheck,
  type ListingsToCheck,
  type SummariesToCheck,
} from './checks/neighbours.ts'

type Deps = {
  clock: Clock
  accounts: AccountsToCheck
  premises: { summaries: SummariesToCheck }
  listings: { toCheck: ListingsToCheck }
  documents: DocumentsToCheck
  letterhead: IssuedToCheck['letterhead']
  wording: IssuedToCheck['wording']
  /** Offers that could be made at this moment. */
  deciding: { waiting: { missedOffers: () => Promise<{ id: string; code: string }[]> } }
}

const lateAfterMs = 10 * 60_000

/** Returns the checks of all applications for `npm run verify-data`. */
export function applicationChecks({
  clock,
  accounts,
  premises,
  listings,
  documents,
  deciding,
  ...issued
}: Deps): readonly Checker[] {
  const lateEffects: Rule<Application> = {
    name: 'no effect of a case waits for more than ten minutes',
    level: 'warning',
    find: checkEach(application => {
      const before = clock.now().getTime() - lateAfterMs
      const late = application.pendingEffects.filter(effect => dueAt(application, effect).getTime() < before)
      return late.length === 0 ? null : `waiting: ${late.map(({ kind }) => kind).join(', ')}`
    }),
  }
  const cases = () => ApplicationModel.find().lean<Application[]>().cursor()
  return [
    createChecker(cases, [
      ...caseRules,
      ...offerRules,
      ...writingRules,
      contractRule(issued),
      applicantRule(accounts),
      holdRule(listings.toCheck),
      recordedRule(premises.summaries),
      submittedRule(documents),
      lateEffects,
    ]),
    createChecker(() => listings.toCheck.taken(), [listingRule]),
    createChecker(() => listings.toCheck.kept(), [recordRule]),
    createChecker(() => listings.toCheck.statuses(), [statusRule]),
    ...acrossCases,
    missedOffersOf(deciding.waiting),
  ]
}

/** Checks that no premises is free while a case waits for it. The job that offers free premises runs every minute. */
function missedOffersOf({ missedOffers }: Deps['deciding']['waiting']): Checker {
  const name = 'nobody waits for a premises that is free'
  async function* look(): AsyncIterable<Finding> {
    for (const { id, code } of await missedOffers()) yield { check: name, id, why: `${code} has not been offered yet` }
  }
  return { promises: [{ name, level: 'warning' }], look }
}

const dueAt = (application: Application, effect: PendingEffect): Date =>
  effect.notBefore ?? causedAt(application, effect)

/** Returns when the change that caused an effect was made. The key of the effect contains the id of the event. */
function causedAt({ events, updatedAt }: Application, { key }: PendingEffect): Date {
  const eventId = key.split(':').at(-1)?.split('-')[0]
  return events.find(({ _id }) => _id.toHexString() === eventId)?.at ?? updatedAt
}
