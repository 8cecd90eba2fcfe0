import type { Reader } from '#shared/texts/i18n.ts'
import { capitalize, formatAmount, formatNumber } from '#shared/texts/format.ts'
import { breakEvens, type BreakEven, type Flip } from '../break-even.ts'
import { comparePlaces, costParts, costsIn, type Comparison, type CostPart, type Grains } from '../rules.ts'
import { monthlyFen, roundToFen, shownCosts, type ShownCosts } from '../shown.ts'
import type { Place, Scenario } from '../scenario.ts'
import { percent, wherePhrase, yuan } from './phrases.ts'

export type PlaceResult = {
  place: Place
  label: string
  cheapest: boolean
  shown: ShownCosts
  /** Whole fen. */
  month: bigint
  moreAMonth: bigint
}
export type Result = {
  answer: string
  market: string
  /** How much more the other places cost, and what the zone's choice of duty means. */
  remarks: string[]
  places: PlaceResult[]
  table: {
    heads: { label: string; cheapest: boolean }[]
    rows: { label: string; cells: string[]; total: boolean }[]
  }
  breakEvens: string[]
}

/** Returns everything the page says about a scenario, in sentences and figures. */
export function resultOf(reader: Reader, scenario: Scenario): Result {
  const comparison = comparePlaces(scenario)
  const results = placeResults(reader, scenario, comparison)
  return {
    answer: answerOf(reader, comparison, results),
    market: marketOf(reader, scenario),
    remarks: [...dearerSentences(reader, scenario, comparison), ...zoneRemark(reader, scenario)],
    places: results,
    table: tableOf(reader, results),
    breakEvens: breakEvenSentences(reader, scenario),
  }
}

function placeResults({ t }: Reader, scenario: Scenario, { costs, cheapest }: Comparison): PlaceResult[] {
  const lowest = lowestOf({ costs, cheapest })
  return costs.map(cost => ({
    place: cost.place,
    label: t(`calculator.place.${cost.place}`),
    cheapest: cheapest.includes(cost.place),
    shown: shownCosts(cost, scenario),
    month: monthlyFen(cost.total, scenario),
    moreAMonth: monthlyFen(cost.total - lowest, scenario),
  }))
}

const lowestOf = ({ costs, cheapest }: Comparison): Grains =>
  costs.find(({ place }) => cheapest.includes(place))?.total ?? 0n

function answerOf(reader: Reader, { cheapest }: Comparison, results: PlaceResult[]): string {
  const cost = yuan(reader.locale, results.find(result => result.cheapest)?.shown.total ?? 0n)
  const key = cheapest.length > 1 ? 'calculator.answer.tie' : 'calculator.answer.one'
  return reader.t(key, { where: wherePhrase(reader, cheapest), cost })
}

function marketOf({ t }: Reader, { product, market }: Scenario): string {
  const name = t(`calculator.market.${market}`)
  return t('calculator.answer.market', { product: product || t('calculator.title'), market: name })
}

function dearerSentences(reader: Reader, scenario: Scenario, comparison: Comparison): string[] {
  const { t, locale } = reader
  const lowest = lowestOf(comparison)
  return comparison.costs
    .filter(({ place }) => !comparison.cheapest.includes(place))
    .map(({ place, total }) =>
      t('calculator.answer.more', {
        where: capitalize(t(`calculator.in.${place}`)),
        each: yuan(locale, roundToFen(total - lowest, scenario)),
        month: yuan(locale, monthlyFen(total - lowest, scenario)),
        count: scenario.unitsPerMonth,
      }),
    )
}

/** Says which duty the zone was given, and whether the other one would have been cheaper. */
function zoneRemark({ t, locale }: Reader, scenario: Scenario): string[] {
  if (scenario.market !== 'cn') return []
  const [onComponents, onProduct] = (['components', 'product'] as const).map(
    zoneDuty => costsIn('zone', { ...scenario, zoneDuty }).total,
  ) as [Grains, Grains]
  const cheaper = onComponents < onProduct ? 'components' : 'product'
  if (onComponents === onProduct) return [t('calculator.zone-duty.same')]
  if (scenario.zoneDuty === 'lower') return [t(`calculator.zone-duty.${cheaper}`)]
  if (scenario.zoneDuty === cheaper) return []
  const difference = onComponents < onProduct ? onProduct - onComponents : onComponents - onProduct
  const key = `calculator.zone-duty.dearer.${scenario.zoneDuty}` as const
  return [t(key, { difference: yuan(locale, roundToFen(difference, scenario)) })]
}

function tableOf({ t, locale }: Reader, results: PlaceResult[]): Result['table'] {
  const row = (label: string, cellOf: (result: PlaceResult) => string, total = false) => ({
    label,
    cells: results.map(cellOf),
    total,
  })
  const exact = (fen: bigint) => formatAmount(locale, fen)
  // In whole yuan: monthly sums are long and a phone is narrow.
  const whole = (fen: bigint) => formatNumber(locale, (fen + 50n) / 100n)
  return {
    heads: results.map(({ label, cheapest }) => ({ label, cheapest })),
    rows: [
      ...costParts.map((part: CostPart) => row(t(`calculator.part.${part}`), ({ shown }) => exact(shown.parts[part]))),
      row(t('calculator.table.total'), ({ shown }) => exact(shown.total), true),
      row(t('calculator.table.month'), ({ month }) => whole(month)),
      row(t('calculator.table.more'), ({ moreAMonth }) => whole(moreAMonth)),
    ],
  }
}

function breakEvenSentences(reader: Reader, scenario: Scenario): string[] {
  const { cheapest } = comparePlaces(scenario)
  if (cheapest.length > 1) return [reader.t('calculator.even.tie')]
  return breakEvens(scenario).flatMap(even => sentencesOf(reader, even, cheapest))
}

function sentencesOf(reader: Reader, { variable, now, above, below }: BreakEven, cheapest: Place[]): string[] {
  const { t, locale } = reader
  const valueOf = (value: number) => (variable.kind === 'duty' ? percent(locale, value) : yuan(locale, value))
  const gaps = (flip: Flip) => ({
    now: valueOf(now),
    value: valueOf(flip.at),
    cheapest: wherePhrase(reader, flip.cheapest),
    where: variable.kind === 'labour' ? t(`calculator.in.${variable.place}`) : '',
  })
  const flips = [
    ...(below ? [t(`calculator.even.${variable.kind}.fall`, gaps(below))] : []),
    ...(above ? [t(`calculator.even.${variable.kind}.rise`, gaps(above))] : []),
  ]
  if (flips.length > 0) return flips
  if (variable.kind === 'duty') return [t('calculator.even.duty.never')]
  const key = cheapest.includes(variable.place) ? 'never-rise' : 'never-fall'
  return [capitalize(t(`calculator.even.labour.${key}`, { where: t(`calculator.in.${variable.place}`) }))]
}
