import type { Response } from 'express'
import type { Application } from '#models/cases/application.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import type { Services } from '#server/services.ts'
import { renderCards } from '../catalogue/card.ts'
import { premisesChoices } from '../cases/answers/fields.ts'
import { findMisfits, needsOf } from '../cases/answers/fit.ts'

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
  const { favourites } = await saved.lists.ofAccount(accountId)
  const named = new Set(application.premises)
  const liked = await catalogue.placed(favourites.filter(code => !named.has(code)))
  const found = await catalogue.search({ filter: searchFilterFor(application), sort: 'small', page: 1 })
  const summaries = await premises.summaries.several(found.items.map(({ code }) => code))
  const needs = needsOf(application.answers)
  // The search has no filter for some needs, such as power, so they are checked here.
  const meetsNeeds = (code: string) => {
    const summary = summaries.get(code)
    return summary !== undefined && findMisfits(needs, summary).length === 0
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

function searchFilterFor({ answers }: Application) {
  const { use, areaSqM, water, extraction } = needsOf(answers)
  return {
    status: ['available' as const],
    use: useClasses.filter(one => one === use),
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
