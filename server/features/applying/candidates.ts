import type { Response } from 'express'
import type { Application } from '#models/cases/application.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import type { Services } from '#server/services.ts'
import { cardsHtml } from '../catalogue/card.ts'
import { premisesChoices } from '../cases/answers/fields.ts'
import { misfits, needsOf } from '../cases/answers/fit.ts'

/** Premises to choose from, as cards with a picture and facts, each with a box to tick. */
export type Candidates = { title: string; cards: string[] }[]

const mostFound = 6

type Asked = { application: Application; accountId: string }

/** Favourites first, then free premises that have what the application says it needs; those named in it are left out. */
export async function candidatesFor(
  { catalogue, premises, saved }: Pick<Services, 'catalogue' | 'premises' | 'saved'>,
  { locals }: Response,
  { application, accountId }: Asked,
): Promise<Candidates> {
  const { favourites } = await saved.lists.ofAccount(accountId)
  const named = new Set(application.premises)
  const liked = await catalogue.placed(favourites.filter(code => !named.has(code)))
  const found = await catalogue.search({ filter: fitting(application), sort: 'small', page: 1 })
  const summaries = await premises.summaries.several(found.items.map(({ code }) => code))
  const needs = needsOf(application.answers)
  // Some of what is needed, such as power, is no filter of the search.
  const fits = (code: string) => {
    const standing = summaries.get(code)
    return standing !== undefined && misfits(needs, standing).length === 0
  }
  const others = found.items
    .filter(({ code }) => !named.has(code) && !favourites.includes(code) && fits(code))
    .slice(0, mostFound)
  // An application speaks of yuan alone.
  const cardsOf = (items: typeof liked) => cardsHtml({ ...locals, rate: null }, items, catalogue, new Set(favourites))
  const groups = [
    { title: locals.t('apply.premises.favourites'), cards: await cardsOf(liked) },
    { title: locals.t('apply.premises.fitting'), cards: await cardsOf(others) },
  ]
  return groups.filter(({ cards }) => cards.length > 0)
}

function fitting({ answers }: Application) {
  const { use, areaSqM, water, extraction } = needsOf(answers)
  return {
    status: ['available' as const],
    use: useClasses.filter(one => one === use),
    ...(areaSqM ? { minArea: areaSqM } : {}),
    feature: [...(water ? (['water'] as const) : []), ...(extraction ? (['extraction'] as const) : [])],
  }
}

/** The rows of the choice with these codes in the empty ones, in order, as far as there is room. */
export function withAddedCodes(typed: string | string[] | undefined, codes: readonly string[]): string[] {
  const rows = Array.isArray(typed) ? typed.map(row => row.trim()) : []
  const waiting = codes.filter(code => !rows.includes(code))
  return Array.from({ length: premisesChoices }, (_, index) => rows[index] || (waiting.shift() ?? ''))
}
