import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatArea, formatDay, formatPower, formatRoundMoney } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { rangeLabel } from '../browse/chips.ts'
import type { FittingUnit, Judged } from './finding.ts'
import { byKind, type ByKind, type Unit, type Wish } from './rules.ts'

const fenInYuan = 100
const yuan = ({ locale }: Reader, value: number): string => formatRoundMoney(locale, value * fenInYuan)
const day = ({ locale }: Reader, of: CityDay): string => formatDay(locale, startOfCityDay(of))

/** Returns a wish as a condition: "40–60 m²", "Extraction". */
export const conditionOf = (words: Reader, wish: Wish): string => byKind(conditions, wish)(wish, words)

const conditions: ByKind<[words: Reader], string> = {
  use: ({ use }, { t }) => t(`premises.use.${use}`),
  area: ({ min, max }, words) => rangeLabel(words, 'area', [min, max]) ?? '',
  need: ({ need }, { t }) => (need === 'drain' ? t('finder.need.drain') : t(`premises.feature.${need}`)),
  power: ({ kw }, { t, locale }) => t('finder.chip.power', { kw: formatPower(locale, kw) }),
  level: ({ level }, { t }) => t(`finder.q.level.${level}`),
  entrance: ({ entrance }, { t }) => t(`premises.feature.${entrance}`),
  cost: ({ most }, words) => words.t('premises.chip.monthly', { cost: yuan(words, most) }),
  from: (wish, words) => words.t('premises.chip.from', { day: day(words, wish.day) }),
}

/** Explains why a unit meets a wish or not, with the figures of both: "52 m², you wanted 40–60 m²". */
export const reasonOf = (words: Reader, { wish, points }: Judged, unit: Unit): string =>
  byKind(reasons, wish)(wish, words, unit, points === 0)

const yesNo = (met: boolean) => (met ? 'yes' : 'no')

const reasons: ByKind<[words: Reader, unit: Unit, met: boolean], string> = {
  use: ({ use }, { t }) => t('finder.yes.use', { use: t(`premises.use.${use}`) }),
  area(wish, words, { areaSqM }, met) {
    const said = { area: formatArea(words.locale, areaSqM), wanted: conditionOf(words, wish) }
    if (met) return words.t('finder.yes.area', said)
    return words.t(areaSqM < (wish.min ?? 0) ? 'finder.no.area.small' : 'finder.no.area.large', said)
  },
  need: ({ need }, { t }, _unit, met) => t(`finder.${yesNo(met)}.${need}`),
  power: ({ kw }, { t, locale }, unit, met) =>
    t(`finder.${yesNo(met)}.power`, { kw: formatPower(locale, unit.kw), wanted: formatPower(locale, kw) }),
  level: ({ level }, { t }, { floor }, met) => t(`finder.${yesNo(met)}.${level}`, { floor }),
  entrance: ({ entrance }, { t }, _unit, met) => t(`finder.${yesNo(met)}.${entrance}`),
  cost({ most }, words, { monthlyYuan }, met) {
    const cost = yuan(words, monthlyYuan)
    if (met) return words.t('finder.yes.cost', { cost, most: yuan(words, most) })
    return words.t('finder.no.cost', { cost, more: yuan(words, monthlyYuan - most) })
  },
  from: (wish, words, { availableFrom }, met) => startReason(words, { wanted: wish.day, free: availableFrom, met }),
}

type Start = { wanted: CityDay; free: CityDay; met: boolean }

function startReason(words: Reader, { wanted, free, met }: Start): string {
  const { t } = words
  if (free === '') return t('finder.yes.from')
  if (!met) return t('finder.no.from', { day: day(words, free), wanted: day(words, wanted) })
  return t(free === wanted ? 'finder.yes.from.same' : 'finder.yes.from.later', { day: day(words, free) })
}

/** Returns notes on the dates of a unit: when it becomes available, when applications open or close. */
export function notesOf(words: Reader, { unit, judged, opensOn, closesOn }: FittingUnit, today: CityDay): string[] {
  const { t } = words
  const { availableFrom } = unit
  const said = judged.some(({ wish }) => wish.kind === 'from')
  return [
    ...(availableFrom > today && !said ? [t('finder.note.later', { day: day(words, availableFrom) })] : []),
    ...(opensOn > today ? [t('finder.note.opens', { day: day(words, opensOn) })] : []),
    ...(closesOn ? [t('finder.note.closes', { day: day(words, closesOn) })] : []),
  ]
}
