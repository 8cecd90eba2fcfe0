import { z } from 'zod'
import { premisesFeatures, useClasses, zones } from '#models/premises/parts/premises-vocabulary.ts'
import { searchText } from '#web/forms/forms.ts'
import { anyOf, area, searchDay, buildingCode, floor, dropInvalid, withoutUndefined } from '#web/forms/search-input.ts'
import { numberField } from '#web/forms/form-schemas.ts'
import { publicStatuses } from '#features/premises/rules.ts'
import { canonicalCode, withWholeCodes } from '#shared/texts/codes.ts'
import { premisesSorts, type PremisesFilter, type PremisesSort } from '../search/filter.ts'

/** Metres of frontage, rounded to one decimal as listings have them. */
const frontage = numberField({ decimals: 2, unit: 'metres', min: 0.01, max: 1_000 }).transform(
  metres => Math.round(metres * 10) / 10,
)

/** Yuan a month, rounded to whole yuan as costs are shown. */
export const monthlyCostField = numberField({ decimals: 2, unit: 'yuan', min: 0.5, max: 10_000_000 }).transform(
  Math.round,
)

/** Parses the public search. An invalid value in a shared link is dropped and never causes an error page. */
export const premisesSearch = z
  .object({
    q: dropInvalid(searchText.transform(withWholeCodes)),
    as: dropInvalid(z.literal('words')),
    zone: dropInvalid(z.enum(zones)),
    building: dropInvalid(buildingCode),
    use: anyOf(useClasses),
    status: anyOf(publicStatuses),
    minArea: dropInvalid(area),
    maxArea: dropInvalid(area),
    minFrontage: dropInvalid(frontage),
    maxFrontage: dropInvalid(frontage),
    maxMonthly: dropInvalid(monthlyCostField),
    floor: dropInvalid(floor),
    feature: anyOf(premisesFeatures),
    from: dropInvalid(searchDay),
    sort: dropInvalid(z.enum(premisesSorts)),
    page: dropInvalid(z.coerce.number().int().min(1).max(100_000)),
    view: dropInvalid(z.enum(['cards', 'table'])),
  })
  .transform(({ sort, page = 1, view = 'cards', use, status, feature, as, ...single }) => ({
    sort: sortOf(sort, Boolean(single.q)),
    page,
    view,
    filter: {
      ...withoutUndefined({ ...single, as: single.q ? as : undefined }),
      use,
      status,
      feature,
    } satisfies PremisesFilter,
  }))
export type PremisesSearch = z.output<typeof premisesSearch>

/** Returns the default order: by relevance when there are words, otherwise the newest first. */
export const defaultSort = (hasWords: boolean): PremisesSort => (hasWords ? 'relevance' : 'new')
const sortOf = (sort: PremisesSort | undefined, hasWords: boolean): PremisesSort =>
  sort === undefined || (sort === 'relevance' && !hasWords) ? defaultSort(hasWords) : sort

/**
 * Parameter in which the search box over the results keeps the other conditions: a query string in one field, so that no
 * condition is sent twice.
 */
export const conditionsParameter = 'with'

/** Merges the kept conditions of a query with its own; null when none were kept. */
export function mergeConditions({
  [conditionsParameter]: conditions,
  ...own
}: Record<string, unknown>): Record<string, unknown> | null {
  return typeof conditions === 'string' ? { ...toQueryObject(new URLSearchParams(conditions)), ...own } : null
}

/** Converts a query to an object as Express parses it: several values of one name are a list. */
export const toQueryObject = (query: URLSearchParams): Record<string, string[]> =>
  Object.fromEntries([...new Set(query.keys())].map(name => [name, query.getAll(name)]))

/**
 * Checks whether a form made the URL: it has empty fields, or a sort or view that a button replaced. The cleaned URL is the
 * one people share.
 */
export const isFormQuery = ({ sort, view, ...query }: Record<string, unknown>): boolean =>
  [sort, view].some(Array.isArray) || [sort, view, ...Object.values(query)].includes('')

/**
 * Parses which part of the plan is shown, at which zoom level, and which premises it marks. The rest of its query is a
 * search.
 */
export const planSearch = z.object({
  floor: dropInvalid(floor),
  zoom: dropInvalid(z.coerce.number().int().min(1).max(30)),
  at: dropInvalid(z.coerce.number().min(0).max(1_000_000).transform(Math.round)),
  here: dropInvalid(z.string().transform(input => canonicalCode(input) ?? undefined)),
  flat: dropInvalid(z.literal('1').transform(() => true)),
})

export const planParameters = Object.keys(planSearch.shape)

export const codePath = z.object({ code: z.string().max(20) })
