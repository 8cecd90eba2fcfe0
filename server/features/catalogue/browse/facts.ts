import type { Reader } from '#shared/texts/i18n.ts'
import type { Building } from '#models/premises/building.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatArea, formatDay, formatMetres } from '#shared/texts/format.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { PublicPremises } from '../service.ts'

export type Fact = { label: string; value: string }
export type FactGroup = { title: string; rows: Fact[] }
type Subject = { premises: PublicPremises; building: Building; today: CityDay }

/** Returns all facts of a listing, grouped by what people look for. */
export function factGroups(reader: Reader, subject: Subject): FactGroup[] {
  const { t } = reader
  return [
    { title: t('premises.group.size'), rows: size(reader, subject) },
    { title: t('premises.group.access'), rows: access(reader, subject) },
    { title: t('premises.group.utilities'), rows: utilities(reader, subject) },
    { title: t('premises.group.use'), rows: uses(reader, subject) },
    { title: t('premises.group.building'), rows: buildingFacts(reader, subject) },
    { title: t('premises.group.papers'), rows: papers(reader, subject) },
    { title: t('premises.group.dates'), rows: dates(reader, subject) },
  ]
}

function size({ t, locale }: Reader, { premises, building }: Subject): Fact[] {
  const frontage = premises.frontageM > 0 ? formatMetres(locale, premises.frontageM) : t('premises.fact.frontage-none')
  return [
    { label: t('premises.fact.area-usable'), value: formatArea(locale, premises.areaUsableSqM) },
    { label: t('premises.fact.area-gross'), value: formatArea(locale, premises.areaGrossSqM) },
    { label: t('premises.fact.ceiling'), value: formatMetres(locale, premises.ceilingHeightM) },
    { label: t('premises.fact.frontage'), value: frontage },
    {
      label: t('premises.fact.floor'),
      value: t('premises.fact.floor-of', { floor: premises.floor, floors: building.floors }),
    },
    { label: t('premises.fact.layout'), value: t(`premises.layout.${premises.layout}`) },
    {
      label: t('premises.fact.windows'),
      value: premises.shopWindows > 0 ? String(premises.shopWindows) : t('premises.fact.no'),
    },
  ]
}

function access({ t }: Reader, { premises }: Subject): Fact[] {
  const { sharing, side } = premises.entrance
  const { parkingSpaces: count } = premises
  return [
    { label: t('premises.fact.entrance'), value: t(`premises.entrance.${sharing}.${side}`) },
    { label: t('premises.fact.step-free'), value: yesNo({ t }, premises.stepFree) },
    {
      label: t('premises.fact.parking'),
      value: count > 0 ? t('premises.fact.parking-places', { count }) : t('premises.fact.no'),
    },
    { label: t('premises.fact.condition'), value: t(`premises.condition.${premises.condition}`) },
  ]
}

function utilities({ t }: Reader, { premises }: Subject): Fact[] {
  const supply = { kw: premises.electricityKw, phases: premises.electricityPhases }
  return [
    { label: t('premises.fact.electricity'), value: t('premises.fact.electricity-value', supply) },
    { label: t('premises.fact.water'), value: yesNo({ t }, premises.water) },
    { label: t('premises.fact.drain'), value: yesNo({ t }, premises.drain) },
    { label: t('premises.fact.gas'), value: yesNo({ t }, premises.gas) },
    { label: t('premises.fact.extraction'), value: yesNo({ t }, premises.extraction) },
    { label: t('premises.fact.heating'), value: t(`premises.heating.${premises.heating}`) },
    { label: t('premises.fact.internet'), value: yesNo({ t }, premises.internet) },
  ]
}

function uses({ t, locale }: Reader, { premises }: Subject): Fact[] {
  const listed = (names: PublicPremises['allowedUses']) =>
    names.length === 0
      ? t('premises.fact.none')
      : names.map(name => t(`premises.use.${name}`)).join(locale === 'zh' ? '、' : ', ')
  return [
    { label: t('premises.fact.allowed'), value: listed(premises.allowedUses) },
    { label: t('premises.fact.prohibited'), value: listed(premises.prohibitedUses) },
  ]
}

function buildingFacts({ t, locale }: Reader, { building }: Subject): Fact[] {
  return [
    { label: t('premises.fact.address'), value: readText(building.address, locale).text },
    { label: t('premises.fact.zone'), value: t(`premises.zone.${building.zone}`) },
    { label: t('premises.fact.year'), value: String(building.yearBuilt) },
    { label: t('premises.fact.structure'), value: t(`premises.structure.${building.structure}`) },
  ]
}

function papers({ t, locale }: Reader, { premises }: Subject): Fact[] {
  const managing = readText(premises.managingBody, locale).text
  return [
    { label: t('premises.fact.registered'), value: yesNo({ t }, premises.usableAsRegisteredAddress) },
    {
      label: t('premises.fact.fire'),
      value: t(premises.fireAccepted ? 'premises.fact.fire-yes' : 'premises.fact.fire-no'),
    },
    {
      label: t('premises.fact.border'),
      value: t(premises.insideBorderTradeZone ? 'premises.fact.inside' : 'premises.fact.outside'),
    },
    {
      label: t('premises.fact.certificate'),
      value: premises.certificateNumber ?? t('premises.fact.certificate-none'),
    },
    ...(managing ? [{ label: t('premises.fact.managing'), value: managing }] : []),
  ]
}

function dates(reader: Reader, { premises, today }: Subject): Fact[] {
  const { t } = reader
  const { availableFrom, status } = premises
  const later = availableFrom && availableFrom > today ? formatListingDay(reader, availableFrom) : null
  // A held, let or paused premises has no known day unless the listing names one.
  const from = later ?? (status === 'available' ? t('premises.fact.now') : null)
  return [
    ...(from ? [{ label: t('premises.fact.available-from'), value: from }] : []),
    { label: t('premises.fact.window'), value: windowOf(reader, premises) },
  ]
}

function windowOf(reader: Reader, { applicationWindow: { from, to } }: PublicPremises): string {
  const { t } = reader
  if (from && to)
    return t('premises.fact.window-both', { from: formatListingDay(reader, from), to: formatListingDay(reader, to) })
  if (from) return t('premises.fact.window-from', { from: formatListingDay(reader, from) })
  return to ? t('premises.fact.window-to', { to: formatListingDay(reader, to) }) : t('premises.fact.window-open')
}

export const formatListingDay = ({ locale }: Reader, day: CityDay): string => formatDay(locale, startOfCityDay(day))

const yesNo = ({ t }: Pick<Reader, 't'>, is: boolean): string => t(is ? 'premises.fact.yes' : 'premises.fact.no')
