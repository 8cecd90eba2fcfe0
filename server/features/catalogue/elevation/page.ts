import { pathTo } from '#server/paths.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { formatMetres, formatArea, formatDay } from '#shared/texts/format.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import type { Breadcrumb, PageDiscovery } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { removeQuotes } from '#features/street/drawing/canvas.ts'
import {
  frontStates,
  inWalkingOrder,
  type FrontUnit,
  type BuildingFronts,
} from '#features/street/drawing/elevation/fronts.ts'
import { drawBuildingElevation, stateSign } from '#features/street/drawing/elevation/building-elevation.ts'
import { layOutRow, type BuildingSheet } from '#features/street/drawing/elevation/row.ts'
import type { Elevation } from './reading.ts'
import { elevationHref } from './links.ts'

type Link = { href: string; label: string }
type PassedBuilding = {
  code: string
  name: string
  about: string
  /** Links to the buildings beside it, with an arrow, and to the one across the street. */
  ways: (Link & { sign: string | null })[]
  /** Null when there are too many units to draw. */
  drawing: string | null
  list: string
  units: { href: string; code: string; facts: string }[]
  /** Link to their list instead. */
  search: Link | null
}

type ElevationPage = PageDiscovery & {
  title: string
  description: string
  lead: string
  breadcrumb: Breadcrumb
  demo: boolean
  wide: true
  side: string
  sides: { href: string; label: string; current: boolean }[]
  ends: { left: string; right: string }
  states: { sign: string; label: string; count: number }[]
  buildings: PassedBuilding[]
}
export const renderElevation = view<ElevationPage>('catalogue/elevation')

/** Returns the page of one side, or of the part that fits on a page; an empty page while there are no buildings. */
export function elevationPage(reader: Reader, elevation: Elevation | null): ElevationPage {
  const { t, locale } = reader
  const lead = t('elevation.lead')
  return {
    title: t('elevation.title'),
    description: lead,
    lead,
    breadcrumb: [{ label: t('nav.plan'), href: pathTo(locale, '/plan') }, { label: t('elevation.title') }],
    demo: elevation?.demo ?? false,
    wide: true,
    side: elevation ? t('elevation.side', { row: elevation.row }) : '',
    sides: elevation ? sidesOf(reader, elevation) : [],
    ends: endsOf(reader, elevation),
    states: elevation ? statesOf(reader, elevation) : [],
    buildings: elevation ? buildingsOf(reader, elevation) : [],
    ...canonicalOf(elevation),
  }
}

/** Returns one canonical query for a stretch, whichever of its buildings was requested. */
function canonicalOf(elevation: Elevation | null): Pick<PageDiscovery, 'canonicalQuery'> {
  if (!elevation || (elevation.row === 'north' && elevation.first)) return {}
  const codes = elevation.buildings.map(({ building }) => building.code)
  const first = elevation.row === 'north' ? codes[0] : codes.at(-1)
  return { canonicalQuery: `?building=${first ?? ''}` }
}

/** Returns this side, and the other one if a building stands across the street. */
function sidesOf({ t, locale }: Reader, { row, buildings, opposite }: Elevation): ElevationPage['sides'] {
  const middle = buildings[Math.floor(buildings.length / 2)]?.building.code ?? ''
  const over = opposite.get(middle)
  const other = row === 'north' ? ('south' as const) : ('north' as const)
  const sides = [
    { row, building: buildings[0]?.building.code },
    { row: other, building: over },
  ]
  return sides
    .flatMap(side => (side.building === undefined ? [] : [{ row: side.row, building: side.building }]))
    .toSorted((a, b) => a.row.localeCompare(b.row, 'en'))
    .map(side => ({
      href: `${pathTo(locale, '/street')}?building=${side.building}`,
      label: t('elevation.side', { row: side.row }),
      current: side.row === row,
    }))
}

/** Returns the directions of the ends. On the south side the beginning of the street is on the right. */
function endsOf({ t }: Reader, elevation: Elevation | null): ElevationPage['ends'] {
  const [left, right] = elevation?.row === 'south' ? (['east', 'west'] as const) : (['west', 'east'] as const)
  return { left: t('elevation.towards', { end: left }), right: t('elevation.towards', { end: right }) }
}

function statesOf({ t }: Reader, { buildings }: Elevation): ElevationPage['states'] {
  const units = buildings.flatMap(inWalkingOrder)
  return frontStates
    .map(state => ({
      sign: stateSign(state),
      label: t(`elevation.state.${state}`),
      count: units.filter(unit => unit.state === state).length,
    }))
    .filter(({ count }) => count > 0)
}

function buildingsOf(reader: Reader, elevation: Elevation): PassedBuilding[] {
  const sheets = layOutRow(elevation.buildings)
  return sheets.map((sheet, at) => buildingOf(reader, { elevation, sheets, sheet, at }))
}

type Place = { elevation: Elevation; sheets: readonly BuildingSheet[]; sheet: BuildingSheet; at: number }

function buildingOf(reader: Reader, place: Place): PassedBuilding {
  const { t, locale } = reader
  const { elevation, sheet, at } = place
  const { building } = sheet.fronts
  const units = inWalkingOrder(sheet.fronts)
  const search = `${pathTo(locale, '/premises')}?building=${building.code}`
  return {
    code: building.code,
    name: t('elevation.building', { code: building.code }),
    about: aboutOf(reader, sheet.fronts, elevation.crowded),
    ways: neighbourLinks(reader, place),
    drawing: elevation.crowded ? null : drawBuilding(reader, sheet, at === 0),
    list: t('elevation.list', { code: building.code, count: units.length }),
    units: units.map(unit => ({
      href: pathTo(locale, '/premises/:code', { code: unit.code }),
      code: unit.code,
      facts: frontFacts(reader, unit, sheet.fronts),
    })),
    search: elevation.crowded ? { href: search, label: t('premises.plan.building', { code: building.code }) } : null,
  }
}

/** Returns the links to neighbouring buildings, which may be on the next page. */
function neighbourLinks({ t, locale }: Reader, { elevation, sheet, sheets, at }: Place): PassedBuilding['ways'] {
  const codeAt = (index: number) => sheets[index]?.fronts.building.code
  const neighbourLink = (side: 'left' | 'right', here: string | undefined) => {
    const to = here ?? elevation.beyond[side]
    if (to === null) return []
    const href = here === undefined ? elevationHref(locale, to) : `#${to}`
    return [{ href, label: t(`elevation.${side}`, { code: to }), sign: side === 'left' ? '←' : '→' }]
  }
  const over = elevation.opposite.get(sheet.fronts.building.code)
  const across =
    over === undefined ? [] : [{ href: elevationHref(locale, over), label: t('elevation.over', { code: over }) }]
  return [
    ...neighbourLink('left', codeAt(at - 1)),
    ...neighbourLink('right', codeAt(at + 1)),
    ...across.map(link => ({ ...link, sign: null })),
  ]
}

function aboutOf({ t }: Reader, { building, floors, ...fronts }: BuildingFronts, crowded: boolean): string {
  const sizeText = t('elevation.about', { floors, length: building.position.lengthM })
  if (crowded) return sizeText
  const units = inWalkingOrder({ building, floors, ...fronts })
  const free = units.filter(({ open }) => open).length
  return [sizeText, t('elevation.units', { units: units.length, free })].join(dot)
}

function drawBuilding(reader: Reader, sheet: BuildingSheet, first: boolean): string {
  const { t, locale } = reader
  const { fronts } = sheet
  const wordOf = ({ use }: FrontUnit) => (use ? t(`premises.use.${use}`) : '')
  const drawing = drawBuildingElevation(sheet, {
    first,
    words: {
      label: [t('elevation.building', { code: fronts.building.code }), aboutOf(reader, fronts, false)].join(dot),
      yard: t('elevation.yard'),
      unplaced: t('elevation.unplaced'),
      floor: floor => t('premises.floor', { floor }),
      metres: metres => formatMetres(locale, metres),
    },
    linkOf: ({ unit }) => ({
      href: pathTo(locale, '/premises/:code', { code: unit.code }),
      title: frontTitle(reader, unit, fronts),
      word: wordOf(unit),
    }),
  })
  return removeQuotes(drawing)
}

/** Returns the title of a front: code and facts. */
const frontTitle = (reader: Reader, unit: FrontUnit, fronts: BuildingFronts): string =>
  [unit.code, frontFacts(reader, unit, fronts)].join(dot)

/** Returns the state, main use, area, floor and width of a front, for readers who do not see the drawing. */
function frontFacts(reader: Reader, unit: FrontUnit, fronts: BuildingFronts): string {
  const { t, locale } = reader
  return [
    stateIn(reader, unit),
    ...(unit.use ? [t(`premises.use.${unit.use}`)] : []),
    formatArea(locale, unit.areaUsableSqM),
    t('premises.floor', { floor: unit.floor }),
    widthIn(reader, unit, fronts),
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
