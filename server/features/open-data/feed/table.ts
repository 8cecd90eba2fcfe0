import type { MessageKey, Translate, PublicReader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { CsvValue } from '#web/files/csv.ts'
import { costOf } from '#features/premises/rules.ts'
import type { PublishedPremises } from '#features/catalogue/service.ts'

type Column = [head: MessageKey, value: (one: PublishedPremises, place: PublicReader) => CsvValue]

const yuan = (fen: number): number => fen / 100

/** The table for people: words in their language, money in yuan. */
const columns: Column[] = [
  ['open-data.table.code', ({ premises }) => premises.code],
  ['open-data.table.title', ({ premises }, { locale }) => readText(premises.title, locale).text],
  ['open-data.table.status', ({ premises }, { t }) => t(`premises.status.${premises.status}`)],
  ['premises.fact.address', ({ building }, { locale }) => readText(building.address, locale).text],
  ['premises.fact.floor', ({ premises }) => premises.floor],
  ['open-data.table.area', ({ premises }) => premises.areaUsableSqM],
  ['open-data.table.frontage', ({ premises }) => premises.frontageM],
  ['open-data.table.ceiling', ({ premises }) => premises.ceilingHeightM],
  [
    'premises.fact.allowed',
    ({ premises }, { t }) => premises.allowedUses.map(use => t(`premises.use.${use}`)).join('; '),
  ],
  [
    'open-data.table.features',
    ({ premises }, { t }) => premises.features.map(feature => t(`premises.feature.${feature}`)).join('; '),
  ],
  ['open-data.table.free-months', ({ premises }) => premises.rentFreeMonths],
  ['open-data.table.first-year', ({ premises }) => yuan(costOf(premises).firstYearMonthlyFen)],
  ['open-data.table.waived', ({ premises }) => yuan(costOf(premises).rentWaivedFen)],
  ['open-data.table.deposit', ({ premises }) => yuan(premises.depositFen)],
  ['premises.fact.available-from', ({ premises }) => premises.availableFrom],
  ['open-data.table.demo', ({ premises }, { t }) => t(premises.demo ? 'premises.fact.yes' : 'premises.fact.no')],
  [
    'open-data.table.address',
    ({ premises }, { publicUrl, locale }) => `${publicUrl}/${locale}/premises/${premises.code}`,
  ],
]

export const headIn = (t: Translate): string[] => columns.map(([head]) => t(head))
export const rowIn = (place: PublicReader, one: PublishedPremises): CsvValue[] =>
  columns.map(([, value]) => value(one, place))
