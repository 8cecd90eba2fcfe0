import { z } from 'zod'
import { premisesFeatures, useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { pathTo } from '#server/paths.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { numberField } from '#web/forms/form-schemas.ts'
import { anyOf, area, searchDay, dropInvalid, withoutUndefined } from '#web/forms/search-input.ts'
import { monthlyCostField } from '../browse/input.ts'
import type { PremisesFilter } from '../search/filter.ts'
import { entrances, levels, needs, type Answers, type Wish } from './rules.ts'

const power = numberField({ decimals: 2, unit: 'kilowatts', min: 0.01, max: 10_000 })

/**
 * Parses the answers, from the form or from a shared URL. As in the search, an invalid answer counts as a skipped question.
 */
export const finderSearch = z
  .object({
    use: dropInvalid(z.enum(useClasses)),
    minArea: dropInvalid(area),
    maxArea: dropInvalid(area),
    need: anyOf(needs),
    power: dropInvalid(power),
    level: dropInvalid(z.enum(levels)),
    entrance: anyOf(entrances),
    maxMonthly: dropInvalid(monthlyCostField),
    from: dropInvalid(searchDay),
  })
  .transform(({ need, entrance, ...single }): Answers => ({
    ...swapCrossedBounds(withoutUndefined(single)),
    need,
    entrance,
  }))

/** Swaps crossed bounds: from 60 to 40 means from 40 to 60. */
function swapCrossedBounds<T extends Pick<Answers, 'minArea' | 'maxArea'>>(single: T): T {
  const { minArea, maxArea } = single
  const crossed = minArea !== undefined && maxArea !== undefined && minArea > maxArea
  return crossed ? { ...single, minArea: maxArea, maxArea: minArea } : single
}

export const finderParameters = Object.keys(finderSearch.in.shape)

export const isEmpty = ({ need, entrance, ...single }: Answers): boolean =>
  need.length + entrance.length + Object.keys(single).length === 0

/** Checks whether a form made the URL, with the fields that were left empty. */
export const isFormQuery = (query: Record<string, unknown>): boolean => Object.values(query).flat().includes('')

/** Returns the URL of the answers, in a fixed order and without empty values, so that it can be shared. */
export function finderHref(locale: Locale, { need, entrance, ...single }: Answers): string {
  const lists: Record<string, readonly string[]> = { need, entrance }
  const query = finderParameters.flatMap(name =>
    (lists[name] ?? [single[name as keyof typeof single] ?? []].flat()).map((value): [string, string] => [
      name,
      String(value),
    ]),
  )
  const text = new URLSearchParams(query).toString()
  return `${pathTo(locale, '/finder')}${text ? `?${text}` : ''}`
}

/** Returns the answers without those of one wish. */
export function withoutWish(answers: Answers, wish: Wish): Answers {
  switch (wish.kind) {
    case 'need':
      return { ...answers, need: answers.need.filter(one => one !== wish.need) }
    case 'entrance':
      return { ...answers, entrance: answers.entrance.filter(one => one !== wish.entrance) }
    case 'area':
      return without(answers, 'minArea', 'maxArea')
    case 'cost':
      return without(answers, 'maxMonthly')
    default:
      return without(answers, wish.kind)
  }
}

function without(answers: Answers, ...names: readonly (keyof Answers)[]): Answers {
  const remaining = Object.entries(answers).filter(([name]) => !(names as readonly string[]).includes(name))
  return Object.fromEntries(remaining) as Answers
}

/**
 * Returns the search for the same answers among available premises. The search knows neither drains, power nor "higher up".
 */
export function searchFilterOf({ use, need, level, entrance, power: _power, ...others }: Answers): PremisesFilter {
  const requiredFeatures: readonly string[] = [...need, ...entrance]
  return {
    ...others,
    ...(level === 'ground' ? { floor: 1 } : {}),
    use: use ? [use] : [],
    feature: premisesFeatures.filter(one => requiredFeatures.includes(one)),
    status: ['available'],
  }
}

export const isSearchable = (wish: Wish): boolean =>
  wish.kind !== 'power' &&
  !(wish.kind === 'need' && wish.need === 'drain') &&
  !(wish.kind === 'level' && wish.level === 'upper')
