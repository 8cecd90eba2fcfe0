import type { Response } from 'express'
import type { Application } from '#models/cases/application.ts'
import { useClasses, type UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { Services } from '#server/services.ts'
import { renderCards } from '../catalogue/card.ts'
import { filterOf } from '../catalogue/search-address.ts'
import { premisesChoices } from '../cases/answers/fields.ts'
import { findMisfits, needsOf, type Needs } from '../cases/answers/fit.ts'
import type { PremisesSummary } from '../cases/ports.ts'

/** Cards of premises to choose from, each with a picture, facts and a checkbox. Grouped under titles. */
export type Candidates = { title: string; cards: Buffer[] }[]

const maxFound = 6

type CandidateQuery = { application: Application; accountId: string }

/** Returns the favourites first, then available premises that meet the needs in the answers. Skips those already named. */
export async function candidatesFor(
  { catalogue, premises, saved }: Pick<Services, 'catalogue' | 'premises' | 'saved'>,
  { locals }: Response,
  { application, accountId }: CandidateQuery,
): Promise<Candidates> {
  const { favourites, searches } = await saved.lists.ofAccount(accountId)
  const named = new Set(application.premises)
  const liked = await catalogue.placed(favourites.filter(code => !named.has(code)))
  const chosen = await premises.summaries.several(application.premises)
  const needs = needsOf(application.answers)
  const uses = likelyUses({
    planned: needs.use,
    chosen: application.premises.flatMap(code => chosen.get(code) ?? []),
    searched: searches.map(({ query }) => filterOf(query).use),
  })
  const found = await catalogue.search({ filter: searchFilterFor(needs, uses), sort: 'small', page: 1 })
  const summaries = await premises.summaries.several(found.items.map(({ code }) => code))
  // The search has no filter for some needs, such as power, so they are checked here.
  const meetsNeeds = (code: string) => {
    const summary = summaries.get(code)
    if (summary === undefined || uses.some(use => summary.prohibitedUses.includes(use))) return false
    return findMisfits(needs, summary).length === 0
  }
  const others = found.items
    .filter(({ code }) => !named.has(code) && !favourites.includes(code) && meetsNeeds(code))
    .slice(0, maxFound)
  // The cards of an application show amounts in yuan only, without the visitor's currency.
  const cardsOf = (items: typeof liked) => renderCards({ ...locals, rate: null }, items, catalogue, new Set(favourites))
  const groups = [
    { title: locals.t('apply.premises.favourites'), cards: await cardsOf(liked) },
    { title: locals.t('apply.premises.fitting'), cards: await cardsOf(others) },
  ]
  return groups.filter(({ cards }) => cards.length > 0)
}

type UseFacts = {
  /** The use that the plan names. */
  planned: string | undefined
  chosen: readonly Pick<PremisesSummary, 'allowedUses'>[]
  /** Uses of the saved searches, the newest first. */
  searched: readonly (readonly UseClass[])[]
}

/**
 * Returns the uses that the applicant may have in mind: that of the plan; before there is one, those that the chosen units
 * have in common, or else those of the newest saved search that names any. Pure.
 */
export function likelyUses({ planned, chosen, searched }: UseFacts): readonly UseClass[] {
  const known = useClasses.filter(use => use === planned)
  if (known.length > 0) return known
  const common = useClasses.filter(use => chosen.length > 0 && chosen.every(unit => unit.allowedUses.includes(use)))
  return common.length > 0 ? common : (searched.find(uses => uses.length > 0) ?? [])
}

function searchFilterFor({ areaSqM, water, extraction }: Needs, uses: readonly UseClass[]) {
  return {
    status: ['available' as const],
    use: uses,
    ...(areaSqM ? { minArea: areaSqM } : {}),
    feature: [...(water ? (['water'] as const) : []), ...(extraction ? (['extraction'] as const) : [])],
  }
}

/** Puts the codes that are not yet in the rows of the choice into its empty rows, in order, until the rows are full. */
export function withAddedCodes(input: string | string[] | undefined, codes: readonly string[]): string[] {
  const rows = Array.isArray(input) ? input.map(row => row.trim()) : []
  const waiting = codes.filter(code => !rows.includes(code))
  return Array.from({ length: premisesChoices }, (_, index) => rows[index] || (waiting.shift() ?? ''))
}
