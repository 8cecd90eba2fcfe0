import fc from 'fast-check'
import { premisesFeatures, premisesStatuses, useClasses, zones } from '#models/premises/parts/premises-vocabulary.ts'
import { planSearch, premisesSearch } from '#features/catalogue/browse/input.ts'
import { compareParameters } from '#features/catalogue/compare/input.ts'
import { premisesSorts } from '#features/catalogue/search/filter.ts'
import { fieldNames } from './field-names.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Well-formed queries, mixed with odd ones. */
const meant = [
  ...[...premisesFeatures, ...premisesStatuses, ...useClasses, ...zones, ...premisesSorts],
  ...words('магазин скалд 服装店 绥芬河仓库 shop SFH-A-0101 sfh-b-02 A1 table yes 1 2 30 0.5 2027-01-01'),
  ...words('company import russia zone ru zh rent tax'),
].map(encodeURIComponent)

/**
 * Broken encodings, numbers and days at and beyond their limits, combining marks of other languages, and oversized values.
 */
const hostile = [
  ...words('% %zz %00 %E0%A4%A %ED%A0%80 %F0%9F%98%80 %C0%AF %FF%FE + %2B %26 %3D = ; # ? %D9%A3'),
  ...words('-1 0 -0 1e309 -1e309 NaN Infinity 0x10 1e-9 1.5 9007199254740993 1_000 1%2C5 null undefined true'),
  ...words('2026-02-31 9999-99-99 0000-00-00 %2B275760-09-13 2026-11-25T00:00'),
  ...words('[object%20Object] {"$gt":""} $where constructor __proto__ hasOwnProperty /^(a+)+$/ ((((( .* \\ ../../etc'),
  ...words(`"><script>alert(1)</script> '%20onmouseover=x {{constructor}} \${7*7} %0d%0aSet-Cookie:x=1`),
  ...['a'.repeat(3_000), '%D1%8F'.repeat(300), '%E5%BA%97'.repeat(300), '%20'.repeat(500), 'a%CC%81'.repeat(200), ''],
]

const anyBytes = fc
  .uint8Array({ maxLength: 12 })
  .map(bytes => Array.from(bytes, byte => `%${byte.toString(16).padStart(2, '0')}`).join(''))
const anyText = fc.string({ unit: 'binary', maxLength: 12 }).map(encodeURIComponent)
const aValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...meant) },
  { weight: 4, arbitrary: fc.constantFrom(...hostile) },
  { weight: 2, arbitrary: fc.oneof(anyBytes, anyText) },
)

const searchNames = Object.keys({ ...premisesSearch.in.shape, ...planSearch.shape }).concat(compareParameters)
const aName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...searchNames, 'cursor', 'limit', 'add', 'remove', 'category', 'next') },
  { weight: 3, arbitrary: fc.constantFrom(...fieldNames()) },
  {
    weight: 1,
    arbitrary: fc.oneof(anyText, fc.constantFrom(...words('q[] use[$ne] q[$gt] page.x %00 % a%5Bb%5D'), '')),
  },
)
const aPair = fc.tuple(aName, aValue).map(([name, value]) => `${name}=${value}`)
const manyTimes = fc.tuple(aPair, fc.integer({ min: 2, max: 400 })).map(([pair, times]) => `${pair}&`.repeat(times))

/** Node itself refuses twice this length. */
const longest = 8_000

/**
 * Generates a query string as it stands in an address, hostile or only odd, in the characters that an address may contain.
 */
export const anyQuery = fc
  .oneof(
    { weight: 8, arbitrary: fc.array(aPair, { maxLength: 12 }).map(pairs => pairs.join('&')) },
    { weight: 1, arbitrary: manyTimes },
    { weight: 1, arbitrary: fc.oneof(aValue, anyBytes) },
  )
  .map(query => query.slice(0, longest))
