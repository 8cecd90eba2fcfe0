import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay, formatInstant, formatNumber } from '#shared/texts/format.ts'
import { maxUnitsDrawn, drawStreetPlan } from '#features/street/drawing/street-plan.ts'
import { unitLabel } from '#features/street/drawing/unit-label.ts'
import type { StreetDay } from '#features/premises/occupancy/occupancy-days.ts'
import type { StaffStreet } from '#features/listings/staff-street.ts'
import type { Period } from '../period.ts'
import { shownStatuses } from '../tables.ts'

/** The last recorded day up to the requested one, with the street as it is built now. */
export type RecordedStreet = { asked: CityDay; known: StreetDay | null; street: StaffStreet | null }

export type StreetView = {
  heading: string
  note: string
  plan: string
  legend: { tone: string; label: string; count: string }[]
  day: string
  period: Period
  today: CityDay
}

/** Returns the street with each premises in the colour of its status on a recorded day. */
export function createStreetView(
  reader: Reader,
  { asked, known, street }: RecordedStreet,
  { period, today }: { period: Period; today: CityDay },
): StreetView {
  const { t, locale } = reader
  const day = formatDay(locale, startOfCityDay(known?._id ?? asked))
  return {
    heading: t('report.street', { day }),
    note: noteOf(reader, known),
    plan: known?.units && street ? drawStreet(reader, { known, street, day }) : '',
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

function noteOf({ t, locale }: Reader, recordedDay: StreetDay | null): string {
  if (!recordedDay) return t('report.street.none')
  if (!recordedDay.units) return t('report.street.large')
  if (recordedDay.unknown > 0) return t('report.street.gaps', { count: recordedDay.unknown })
  return t(`report.street.${recordedDay.source}`, { at: formatInstant(locale, recordedDay.notedAt) })
}

function drawStreet(
  reader: Reader,
  { known, street, day }: { known: StreetDay; street: StaffStreet; day: string },
): string {
  const then = new Map(
    shownStatuses.flatMap(status => (known.units?.[status] ?? []).map(code => [code, status] as const)),
  )
  const units = street.units.flatMap(unit => {
    const status = then.get(unit.code)
    return status ? [{ ...unit, status }] : []
  })
  return drawStreetPlan({
    label: reader.t('report.street', { day }),
    buildings: street.buildings,
    units: units.map(unit => ({
      ...unit,
      href: pathTo(reader.locale, '/premises/:code', { code: unit.code }),
      label: unitLabel(reader, unit),
    })),
    crowded: units.length > maxUnitsDrawn,
  })
}
