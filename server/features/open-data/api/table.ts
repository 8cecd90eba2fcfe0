import type { CsvValue } from '#web/files/csv.ts'
import type { PremisesResource } from './schemas.ts'

type Column = [name: string, value: (premises: PremisesResource) => CsvValue]

const languages = ['ru', 'en', 'zh'] as const
const inLanguages = (name: string, text: (premises: PremisesResource) => PremisesResource['title']): Column[] =>
  languages.map(language => [`${name}_${language}`, premises => text(premises)[language]])

/** Named as in the JSON. Several values in a cell are separated by spaces: none of them has one. */
const columns: Column[] = [
  ['code', ({ code }) => code],
  ['status', ({ status }) => status],
  ['zone', ({ zone }) => zone],
  ['building', ({ building }) => building.code],
  ...inLanguages('address', ({ building }) => building.address),
  ['latitude', ({ building }) => building.latitude],
  ['longitude', ({ building }) => building.longitude],
  ['floor', ({ floor }) => floor],
  ...inLanguages('title', ({ title }) => title),
  ['areaUsableSqM', ({ areaUsableSqM }) => areaUsableSqM],
  ['areaGrossSqM', ({ areaGrossSqM }) => areaGrossSqM],
  ['ceilingHeightM', ({ ceilingHeightM }) => ceilingHeightM],
  ['frontageM', ({ frontageM }) => frontageM],
  ['allowedUses', ({ allowedUses }) => allowedUses.join(' ')],
  ['prohibitedUses', ({ prohibitedUses }) => prohibitedUses.join(' ')],
  ['features', ({ features }) => features.join(' ')],
  ['condition', ({ condition }) => condition],
  ['electricityKw', ({ electricityKw }) => electricityKw],
  ['heating', ({ heating }) => heating],
  ['currency', ({ money }) => money.currency],
  ['rentFreeMonths', ({ money }) => money.rentFreeMonths],
  ['marketRentMonthlyFen', ({ money }) => money.marketRentMonthlyFen],
  ['rentWaivedFen', ({ money }) => money.rentWaivedFen],
  ['managementMonthlyFen', ({ money }) => money.managementMonthlyFen],
  ['heatingSeasonFen', ({ money }) => money.heatingSeasonFen],
  ['firstYearMonthlyFen', ({ money }) => money.firstYearMonthlyFen],
  ['depositFen', ({ money }) => money.depositFen],
  ['availableFrom', ({ availableFrom }) => availableFrom],
  ['publishedAt', ({ publishedAt }) => publishedAt],
  ['updatedAt', ({ updatedAt }) => updatedAt],
  ['demo', ({ demo }) => String(demo)],
  ...languages.map((language): Column => [`url_${language}`, ({ links }) => links[language]]),
]

/** The table for programs: the same values as in the JSON. */
export const tableHead = columns.map(([name]) => name)
export const tableRow = (premises: PremisesResource): CsvValue[] => columns.map(([, value]) => value(premises))
