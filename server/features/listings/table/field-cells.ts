import type { StaffRow } from '../staff-table/table-service.ts'
import type { FieldColumn } from '../staff-table/column-names.ts'
import {
  formatArea,
  formatMetres,
  formatMoney,
  formatNumber,
  formatPower,
  formatShortDay,
} from '#shared/texts/format.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import type { Reader } from '#shared/texts/i18n.ts'

type Text = (row: StaffRow, words: Reader) => string

const none = '—'
const yesOf = (holds: boolean, { t }: Reader): string => (holds ? t('listing.edit.yes') : none)
const dayOf = (day: string | null | undefined, { locale }: Reader): string =>
  day ? formatShortDay(locale, startOfCityDay(day)) : '…'

/** What stands in the column of a field. */
export const fieldCells: Record<FieldColumn, Text> = {
  areaGrossSqM: ({ areaGrossSqM }, { locale }) => formatArea(locale, areaGrossSqM),
  ceilingHeightM: ({ ceilingHeightM }, { locale }) => formatMetres(locale, ceilingHeightM),
  frontageM: ({ frontageM }, { locale }) => (frontageM > 0 ? formatMetres(locale, frontageM) : none),
  shopWindows: ({ shopWindows }, { locale }) => (shopWindows > 0 ? formatNumber(locale, shopWindows) : none),
  layout: ({ layout }, { t }) => t(`listing.option.layout.${layout}`),
  condition: ({ condition }, { t }) => t(`listing.option.condition.${condition}`),
  'entrance.sharing': ({ entrance }, { t }) => t(`listing.option.sharing.${entrance.sharing}`),
  'entrance.side': ({ entrance }, { t }) => t(`listing.option.side.${entrance.side}`),
  prohibitedUses: ({ prohibitedUses }, { t }) =>
    prohibitedUses.map(use => t(`listing.option.use.${use}`)).join(' · ') || none,
  electricityKw: ({ electricityKw }, { locale }) => formatPower(locale, electricityKw),
  electricityPhases: ({ electricityPhases }, { t }) =>
    t(electricityPhases === 3 ? 'listing.option.phases.3' : 'listing.option.phases.1'),
  heating: ({ heating }, { t }) => t(`listing.option.heating.${heating}`),
  water: ({ water }, words) => yesOf(water, words),
  extraction: ({ extraction }, words) => yesOf(extraction, words),
  stepFree: ({ stepFree }, words) => yesOf(stepFree, words),
  parkingSpaces: ({ parkingSpaces }, { locale }) => (parkingSpaces > 0 ? formatNumber(locale, parkingSpaces) : none),
  fireAccepted: ({ fireAccepted }, words) => yesOf(fireAccepted, words),
  usableAsRegisteredAddress: ({ usableAsRegisteredAddress }, words) => yesOf(usableAsRegisteredAddress, words),
  insideBorderTradeZone: ({ insideBorderTradeZone }, words) => yesOf(insideBorderTradeZone, words),
  certificateNumber: ({ certificateNumber }) => certificateNumber ?? none,
  managementFeePerSqMMonth: ({ managementFeePerSqMMonthFen }, { locale }) =>
    formatMoney(locale, managementFeePerSqMMonthFen),
  heatingFeePerSqMSeason: ({ heatingFeePerSqMSeasonFen }, { locale }) => formatMoney(locale, heatingFeePerSqMSeasonFen),
  applicationWindow: ({ applicationWindow: { from, to } }, words) =>
    from || to ? `${dayOf(from, words)} – ${dayOf(to, words)}` : none,
  publishAt: ({ publishAt }, { locale }) => (publishAt ? formatShortDay(locale, publishAt) : none),
}

/** Those whose values are compared by their length. */
export const fieldNumbers = [
  ...(['areaGrossSqM', 'ceilingHeightM', 'frontageM', 'shopWindows', 'electricityKw', 'parkingSpaces'] as const),
  ...(['managementFeePerSqMMonth', 'heatingFeePerSqMSeason', 'publishAt'] as const),
]
