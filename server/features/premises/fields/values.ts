import type { LocalisedText } from '#models/parts/localised-text.ts'
import { locales } from '#shared/texts/i18n.ts'
import type { FormValues } from '#web/forms/forms.ts'
import type { ListingFacts } from '../listing/listing-facts.ts'
import { formatInstantInput } from './number-fields.ts'

/** Returns the fields of a premises as they would be typed into the form. */
export function valuesOf(premises: ListingFacts): FormValues {
  return {
    ...textValues(premises),
    ...numberValues(premises),
    ...flagValues(premises),
    layout: premises.layout,
    condition: premises.condition,
    'entrance.sharing': premises.entrance.sharing,
    'entrance.side': premises.entrance.side,
    mainUse: premises.allowedUses[0] ?? '',
    allowedUses: [...premises.allowedUses],
    prohibitedUses: [...premises.prohibitedUses],
    heating: premises.heating,
    certificateNumber: premises.certificateNumber ?? '',
    availableFrom: premises.availableFrom ?? '',
    'applicationWindow.from': premises.applicationWindow.from ?? '',
    'applicationWindow.to': premises.applicationWindow.to ?? '',
    publishAt: formatInstantInput(premises.publishAt),
    expiresAt: formatInstantInput(premises.expiresAt),
    'position.row': premises.position.row,
    'position.depth': premises.position.depth,
  }
}

/** Values that the form of a new premises starts with: the city's usual terms. */
export const defaultValues: FormValues = {
  rentFreeMonths: '36',
  floor: '1',
  shopWindows: '0',
  parkingSpaces: '0',
  electricityPhases: '1',
  'position.depth': 'whole',
  'entrance.sharing': 'own',
  'entrance.side': 'street',
}

/** Returns the inputs `name.ru`, `name.en` and `name.zh` of a text. */
export const textInputs = (name: string, text: LocalisedText): FormValues =>
  Object.fromEntries(locales.map(locale => [`${name}.${locale}`, text[locale] ?? '']))

function textValues(premises: ListingFacts): FormValues {
  const { reviewed } = premises
  return {
    ...textInputs('title', premises.title),
    ...textInputs('summary', premises.summary),
    ...textInputs('description', premises.description),
    ...textInputs('defects', premises.defects),
    ...textInputs('managingBody', premises.managingBody),
    ...Object.fromEntries(locales.map(locale => [`reviewed.${locale}`, yesOf(reviewed[locale])])),
  }
}

const numberValues = (premises: ListingFacts): FormValues => ({
  areaGrossSqM: String(premises.areaGrossSqM),
  areaUsableSqM: String(premises.areaUsableSqM),
  ceilingHeightM: String(premises.ceilingHeightM),
  frontageM: String(premises.frontageM),
  floor: String(premises.floor),
  shopWindows: String(premises.shopWindows),
  electricityKw: String(premises.electricityKw),
  electricityPhases: String(premises.electricityPhases),
  parkingSpaces: String(premises.parkingSpaces),
  rentFreeMonths: String(premises.rentFreeMonths),
  marketRentPerSqMMonth: formatYuanInput(premises.marketRentPerSqMMonthFen),
  managementFeePerSqMMonth: formatYuanInput(premises.managementFeePerSqMMonthFen),
  heatingFeePerSqMSeason: formatYuanInput(premises.heatingFeePerSqMSeasonFen),
  deposit: formatYuanInput(premises.depositFen),
  'position.offsetM': String(premises.position.offsetM),
  'position.widthM': String(premises.position.widthM),
})

const flagNames = [
  'water',
  'drain',
  'gas',
  'extraction',
  'internet',
  'stepFree',
  'fireAccepted',
  'usableAsRegisteredAddress',
  'insideBorderTradeZone',
] as const
const flagValues = (premises: ListingFacts): FormValues =>
  Object.fromEntries(flagNames.map(name => [name, yesOf(premises[name])]))

const yesOf = (value: boolean): string => (value ? 'yes' : '')
/** Formats fen as yuan: `45` rather than `45.00` for whole numbers, two decimals otherwise. */
export const formatYuanInput = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))
