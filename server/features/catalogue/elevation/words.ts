import { startOfCityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatDay, formatMetres } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { FrontUnit, BuildingFronts } from '#features/street/drawing/elevation/fronts.ts'

/** Returns the title of a front: code and facts. */
export const frontTitle = (words: Reader, unit: FrontUnit, fronts: BuildingFronts): string =>
  [unit.code, frontFacts(words, unit, fronts)].join(dot)

/** Returns the state, main use, area, floor and width of a front, for readers who do not see the drawing. */
export function frontFacts(words: Reader, unit: FrontUnit, fronts: BuildingFronts): string {
  const { t, locale } = words
  return [
    stateIn(words, unit),
    ...(unit.use ? [t(`premises.use.${unit.use}`)] : []),
    formatArea(locale, unit.areaUsableSqM),
    t('premises.floor', { floor: unit.floor }),
    widthIn(words, unit, fronts),
  ].join(dot)
}

function stateIn({ t, locale }: Reader, { state, availableFrom }: FrontUnit): string {
  if (state !== 'soon' || !availableFrom) return t(`elevation.state.${state}`)
  return t('elevation.soon', { day: formatDay(locale, startOfCityDay(availableFrom)) })
}

function widthIn({ t, locale }: Reader, unit: FrontUnit, { street, unplaced }: BuildingFronts): string {
  if (unplaced.includes(unit)) return t('elevation.width.unplaced')
  const width = formatMetres(locale, unit.position.widthM)
  const frontage = street.find(front => front.unit === unit)?.frontage ?? 'yard'
  if (frontage === 'part') return t('elevation.width.part', { width, frontage: formatMetres(locale, unit.frontageM) })
  return t(`elevation.width.${frontage}`, { width })
}
