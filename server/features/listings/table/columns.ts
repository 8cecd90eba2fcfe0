import { dot } from '#shared/texts/facts.ts'
import {
  formatArea,
  formatNumber,
  formatRoundMoney,
  formatShortDay,
  formatShortInstant,
  formatMetres,
  formatMoney,
  formatPower,
} from '#shared/texts/format.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { locales, type Locale, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { type FieldColumn, fieldColumns, type TableColumn } from '../staff-table/column-names.ts'
import type { StaffRow, StaffSort } from '../staff-table/table-service.ts'
import { publicVisibilityOf, statusLook, type ReaderNow } from '../form/public-visibility.ts'

/**
 * Returns the text of a cell; null when there is no value: a dash in the table, no line on a phone. "No" is a value, not
 * null.
 */
type FormatCell = (row: StaffRow, reader: Reader) => string | null

const dash = '—'
const formatYes = (holds: boolean, { t }: Reader): string => (holds ? t('listing.edit.yes') : dash)

function describeWindow({ from, to }: StaffRow['applicationWindow'], { t, locale }: Reader): string | null {
  if (!from && !to) return null
  const day = (end: string | null | undefined) => (end ? formatShortDay(locale, startOfCityDay(end)) : '')
  const ends = from && to ? 'both' : from ? 'from' : 'to'
  return t(`premises.fact.window-${ends}`, { from: day(from), to: day(to) })
}

/** Texts of the columns that show a field. */
const fieldCells: Record<FieldColumn, FormatCell> = {
  areaGrossSqM: ({ areaGrossSqM }, { locale }) => formatArea(locale, areaGrossSqM),
  ceilingHeightM: ({ ceilingHeightM }, { locale }) => formatMetres(locale, ceilingHeightM),
  frontageM: ({ frontageM }, { locale }) => (frontageM > 0 ? formatMetres(locale, frontageM) : null),
  shopWindows: ({ shopWindows }, { locale }) => (shopWindows > 0 ? formatNumber(locale, shopWindows) : null),
  layout: ({ layout }, { t }) => t(`listing.option.layout.${layout}`),
  condition: ({ condition }, { t }) => t(`listing.option.condition.${condition}`),
  'entrance.sharing': ({ entrance }, { t }) => t(`listing.option.sharing.${entrance.sharing}`),
  'entrance.side': ({ entrance }, { t }) => t(`listing.option.side.${entrance.side}`),
  prohibitedUses: ({ prohibitedUses }, { t }) =>
    prohibitedUses.map(use => t(`listing.option.use.${use}`)).join(dot) || null,
  electricityKw: ({ electricityKw }, { locale }) => formatPower(locale, electricityKw),
  electricityPhases: ({ electricityPhases }, { t }) =>
    t(electricityPhases === 3 ? 'listing.option.phases.3' : 'listing.option.phases.1'),
  heating: ({ heating }, { t }) => t(`listing.option.heating.${heating}`),
  water: ({ water }, reader) => formatYes(water, reader),
  extraction: ({ extraction }, reader) => formatYes(extraction, reader),
  stepFree: ({ stepFree }, reader) => formatYes(stepFree, reader),
  parkingSpaces: ({ parkingSpaces }, { locale }) => (parkingSpaces > 0 ? formatNumber(locale, parkingSpaces) : null),
  fireAccepted: ({ fireAccepted }, reader) => formatYes(fireAccepted, reader),
  usableAsRegisteredAddress: ({ usableAsRegisteredAddress }, reader) => formatYes(usableAsRegisteredAddress, reader),
  insideBorderTradeZone: ({ insideBorderTradeZone }, reader) => formatYes(insideBorderTradeZone, reader),
  certificateNumber: ({ certificateNumber }) => certificateNumber ?? null,
  managementFeePerSqMMonth: ({ managementFeePerSqMMonthFen }, { locale }) =>
    formatMoney(locale, managementFeePerSqMMonthFen),
  heatingFeePerSqMSeason: ({ heatingFeePerSqMSeasonFen }, { locale }) => formatMoney(locale, heatingFeePerSqMSeasonFen),
  applicationWindow: ({ applicationWindow }, reader) => describeWindow(applicationWindow, reader),
  publishAt: ({ publishAt }, { locale }) => (publishAt ? formatShortDay(locale, publishAt) : null),
}

/** Columns with numbers, aligned so that their values can be compared. */
const fieldNumbers = [
  ...(['areaGrossSqM', 'ceilingHeightM', 'frontageM', 'shopWindows', 'electricityKw', 'parkingSpaces'] as const),
  ...(['managementFeePerSqMMonth', 'heatingFeePerSqMSeason', 'publishAt'] as const),
]

/** Order of the table by which the head of a column sorts. */
export const sortOf: Partial<Record<TableColumn, Exclude<StaffSort, `-${string}`>>> = {
  status: 'status',
  place: 'floor',
  area: 'area',
  cost: 'cost',
  expiry: 'expiry',
  updated: 'updated',
}
const numbers: ReadonlySet<TableColumn> = new Set([
  ...fieldNumbers,
  ...(['area', 'cost', 'rent', 'rentFree', 'deposit', 'photos', 'availableFrom', 'expiry', 'updated'] as const),
])
export const isNumber = (column: TableColumn): boolean => numbers.has(column)

const isField = (column: TableColumn): column is FieldColumn => fieldColumns.some(field => field === column)

/** Returns the label of a column; that of a field column is the label of the field. */
export const columnLabel = (t: Translate, column: TableColumn): string =>
  t(isField(column) ? `listing.field.${column}` : `table.column.${column}`)

/** Exactly one of `text`, `status` and `marks` is set; `note` belongs to a status. `nothing`: phones leave the cell out. */
export type Cell = {
  label: string
  number: boolean
  title: boolean
  nothing: boolean
  text?: string
  status?: { tone: string; label: string; note: string }
  marks?: { sign: string; tone: string; code: string; words: string }[]
}
type Content = Pick<Cell, 'status' | 'marks'> & { text?: string | null }

export function cellOf(column: TableColumn, row: StaffRow, reader: ReaderNow): Cell {
  const { text, ...content }: Content = isField(column)
    ? { text: fieldCells[column](row, reader) }
    : cellContents[column](row, reader)
  return {
    label: columnLabel(reader.t, column),
    number: isNumber(column),
    title: column === 'title',
    ...content,
    nothing: text === null,
    ...(text === undefined ? {} : { text: text ?? dash }),
  }
}

const cellContents: Record<Exclude<TableColumn, FieldColumn>, (row: StaffRow, reader: ReaderNow) => Content> = {
  title: ({ title }, { t, locale }) => ({ text: readText(title, locale).text || t('listing.untitled') }),
  status: (row, reader) => ({ status: statusLook(row, reader) }),
  place: ({ buildingCode, floor }, { t }) => ({ text: t('table.place', { building: buildingCode, floor }) }),
  zone: ({ zone }, { t }) => ({ text: t(`listing.option.zone.${zone}`) }),
  area: ({ areaUsableSqM }, { locale }) => ({ text: formatArea(locale, areaUsableSqM) }),
  uses: ({ allowedUses }, { t }) => ({ text: describeUses(allowedUses, t) }),
  cost: ({ firstYearMonthlyFen }, { locale }) => ({ text: formatRoundMoney(locale, firstYearMonthlyFen) }),
  rent: ({ marketRentPerSqMMonthFen }, { locale }) => ({ text: formatRoundMoney(locale, marketRentPerSqMMonthFen) }),
  rentFree: ({ rentFreeMonths }, { locale }) => ({ text: formatNumber(locale, rentFreeMonths) }),
  deposit: ({ depositFen }, { locale }) => ({ text: formatRoundMoney(locale, depositFen) }),
  texts: (row, { t }) => ({ marks: locales.map(code => markOf(row, code, t)) }),
  photos: ({ photos }, { locale }) => ({ text: photos.length > 0 ? formatNumber(locale, photos.length) : null }),
  published: (row, { t, now }) => ({
    text: t(publicVisibilityOf(row, now) === 'shown' ? 'table.published.yes' : 'table.published.no'),
  }),
  availableFrom: ({ availableFrom }, { locale }) => ({
    text: availableFrom ? formatShortDay(locale, startOfCityDay(availableFrom)) : null,
  }),
  expiry: ({ expiresAt }, { locale }) => ({ text: expiresAt ? formatShortInstant(locale, expiresAt) : null }),
  updated: ({ updatedAt }, { locale }) => ({ text: formatShortDay(locale, updatedAt) }),
}

/** Returns the main use and the number of others. */
function describeUses([main, ...others]: StaffRow['allowedUses'], t: Translate): string | null {
  if (!main) return null
  const label = t(`listing.option.use.${main}`)
  return others.length > 0 ? t('table.uses', { main: label, more: others.length }) : label
}

const languageSigns: Record<Locale, string> = { ru: 'Ру', en: 'En', zh: '中' }

function markOf({ textGaps, reviewed }: StaffRow, code: Locale, t: Translate) {
  const state = textGaps.includes(code) ? 'missing' : reviewed[code] ? 'reviewed' : 'unreviewed'
  const { sign, tone } = {
    missing: { sign: '✕', tone: 'bad' },
    reviewed: { sign: '✓', tone: 'good' },
    unreviewed: { sign: '○', tone: 'warn' },
  }[state]
  const words = t(`table.texts.${state}`, { language: t(`locale.${code}`) })
  return { sign, tone, code: languageSigns[code], words }
}
