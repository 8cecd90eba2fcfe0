import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay, formatInstant, formatNumber } from '#shared/texts/format.ts'
import { mostUnitsDrawn, streetPlan } from '#features/street/drawing/street-plan.ts'
import { unitLabel } from '#features/street/drawing/unit-label.ts'
import type { StreetDay } from '#features/premises/occupancy/occupancy-days.ts'
import type { StaffStreet } from '#features/listings/staff-street.ts'
import type { Period } from '../period.ts'
import { shownStatuses } from '../tables.ts'

/** The last recorded day up to the requested one, with the street as it is built now. */
export type StreetThen = { asked: CityDay; known: StreetDay | null; street: StaffStreet | null }

export type StreetOn = {
  heading: string
  note: string
  plan: string
  legend: { tone: string; label: string; count: string }[]
  day: string
  period: Period
  today: CityDay
}

/** Returns the street with each premises in the colour of its status on a recorded day. */
export function streetOn(
  words: Reader,
  { asked, known, street }: StreetThen,
  { period, today }: { period: Period; today: CityDay },
): StreetOn {
  const { t, locale } = words
  const day = formatDay(locale, startOfCityDay(known?._id ?? asked))
  return {
    heading: t('report.street', { day }),
    note: noteOf(words, known),
    plan: known?.units && street ? drawn(words, { known, street, day }) : '',
    legend: known
      ? shownStatuses.map(status => ({
          tone: status,
          label: t(`premises.status.${status}`),
          count: formatNumber(locale, known.counts[status] ?? 0),
        }))
      : [],
    day: asked,
    period,
    today,
  }
}

function noteOf({ t, locale }: Reader, known: StreetDay | null): string {
  if (!known) return t('report.street.none')
  if (!known.units) return t('report.street.large')
  if (known.unknown > 0) return t('report.street.gaps', { count: known.unknown })
  return t(`report.street.${known.source}`, { at: formatInstant(locale, known.notedAt) })
}

function drawn(words: Reader, { known, street, day }: { known: StreetDay; street: StaffStreet; day: string }): string {
  const then = new Map(
    shownStatuses.flatMap(status => (known.units?.[status] ?? []).map(code => [code, status] as const)),
  )
  const units = street.units.flatMap(unit => {
    const status = then.get(unit.code)
    return status ? [{ ...unit, status }] : []
  })
  return streetPlan({
    label: words.t('report.street', { day }),
    buildings: street.buildings,
    units: units.map(unit => ({
      ...unit,
      href: pathTo(words.locale, '/premises/:code', { code: unit.code }),
      label: unitLabel(words, unit),
    })),
    crowded: units.length > mostUnitsDrawn,
  })
}
