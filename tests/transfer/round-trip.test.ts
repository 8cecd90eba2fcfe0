import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Building } from '#models/premises/building.ts'
import {
  conditions,
  entranceSharing,
  entranceSides,
  heatingTypes,
  layouts,
  planDepths,
  streetRows,
  useClasses,
} from '#models/premises/parts/premises-vocabulary.ts'
import type { Premises } from '#models/premises/premises.ts'
import { changedFields } from '#features/listings/listing-changes.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { isSame, parseCell, toCsvRow, csvSeparatorFor, toExportRow } from '#features/transfer/table/cells.ts'
import { columns, headingOf } from '#features/transfer/table/columns.ts'
import { guessColumns } from '#features/transfer/table/reading.ts'
import { checkRow, type CheckedRow } from '#features/transfer/checking/row-check.ts'
import { readCsv } from '#outside/tables/csv-reading.ts'
import type { TableRow } from '#outside/tables/table.ts'
import { readXlsx } from '#outside/tables/xlsx-reading.ts'
import { writeXlsx } from '#outside/tables/xlsx-writing.ts'
import { type Locale, locales, translatorFor } from '#shared/texts/i18n.ts'

const building = { code: 'A1', zone: 'suifenhe', floors: 60 } as unknown as Building

/** Texts that spreadsheets and file formats tend to corrupt. */
const piece = fc.constantFrom(
  '=1+1',
  '+7',
  '-',
  '@a',
  "'",
  "'=",
  '"',
  ',',
  ';',
  '\t',
  '\n',
  '<b>&amp;',
  '_x0041_',
  '＝',
  '#',
  '007',
  '1.5',
  '1,5',
  'Ель',
  '春',
  '🏮',
  ' ',
  'x',
)
const text = (max: number) =>
  fc
    .array(piece, { maxLength: 12 })
    .map(parts => parts.join('').trim().slice(0, max).trim())
    .filter(one => !/\p{Cs}/u.test(one))
const localised = (max: number) => fc.record({ ru: text(max), en: text(max), zh: text(max) })
const decimal = (least: number, most: number, digits: number) =>
  fc.integer({ min: least * 10 ** digits, max: most * 10 ** digits }).map(value => value / 10 ** digits)
const whole = (least: number, most: number) => fc.integer({ min: least, max: most })
const cityDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
const ordered = (pair: [string | null, string | null]) => {
  const [first, second] = pair
  return first !== null && second !== null && first > second ? { from: second, to: first } : { from: first, to: second }
}
const minute = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`)

const facts: fc.Arbitrary<ListingFacts> = fc
  .record({
    title: localised(120),
    summary: localised(300),
    description: localised(6_000),
    defects: localised(2_000),
    managingBody: localised(200),
    reviewed: fc.record({ ru: fc.boolean(), en: fc.boolean(), zh: fc.boolean() }),
    areas: fc.tuple(decimal(1, 5_000, 2), decimal(1, 5_000, 2)),
    ceilingHeightM: decimal(1, 50, 1),
    frontageM: decimal(0, 1_000, 1),
    floor: whole(1, 60),
    shopWindows: whole(0, 100),
    layout: fc.constantFrom(...layouts),
    condition: fc.constantFrom(...conditions),
    entrance: fc.record({ sharing: fc.constantFrom(...entranceSharing), side: fc.constantFrom(...entranceSides) }),
    uses: fc.tuple(fc.shuffledSubarray([...useClasses], { minLength: 1 }), whole(1, useClasses.length)),
    electricityKw: decimal(0, 10_000, 1),
    electricityPhases: fc.constantFrom(1 as const, 3 as const),
    heating: fc.constantFrom(...heatingTypes),
    flags: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    parkingSpaces: whole(0, 1_000),
    certificateNumber: maybe(text(80).filter(Boolean)),
    rentFreeMonths: whole(1, 120),
    money: fc.array(whole(0, 100_000_000), { minLength: 4, maxLength: 4 }),
    availableFrom: maybe(cityDay),
    window: fc.tuple(maybe(cityDay), maybe(cityDay)).map(ordered),
    shown: fc.tuple(maybe(cityDay), maybe(cityDay)).map(ordered),
    position: fc.record({
      row: fc.constantFrom(...streetRows),
      offsetM: decimal(0, 1_000, 1),
      widthM: decimal(1, 1_000, 1),
      depth: fc.constantFrom(...planDepths),
    }),
  })
  .map(({ areas, uses: [uses, split], flags, money, window, shown, ...rest }) => {
    const names = [
      'water',
      'drain',
      'gas',
      'extraction',
      'internet',
      'stepFree',
      'fireAccepted',
      'usableAsRegisteredAddress',
      'insideBorderTradeZone',
    ]
    const [rent = 0, fee = 0, heat = 0, deposit = 0] = money
    return {
      ...rest,
      ...Object.fromEntries(names.map((name, index) => [name, flags[index] ?? false])),
      areaGrossSqM: Math.max(...areas),
      areaUsableSqM: Math.min(...areas),
      allowedUses: uses.slice(0, split),
      prohibitedUses: uses.slice(split),
      marketRentPerSqMMonthFen: rent,
      managementFeePerSqMMonthFen: fee,
      heatingFeePerSqMSeasonFen: heat,
      depositFen: deposit,
      applicationWindow: window,
      publishAt: shown.from === null ? null : minute(shown.from, '09:05'),
      expiresAt: shown.to === null ? null : minute(shown.to, '18:30'),
    } as unknown as ListingFacts
  })

type Listing = ListingFacts & { code: string; buildingCode: string; status: string; version: number }
const listing = facts.map((one): Listing => ({
  ...one,
  code: 'SFH-A-0107',
  buildingCode: 'A1',
  status: 'let',
  version: 4,
}))

describe('an export', () => {
  const heads = (locale: Locale) => columns.map(column => headingOf(translatorFor(locale), column))

  it('has headings that the import assigns to their own columns in every language', () => {
    for (const locale of locales) expect(guessColumns(heads(locale))).toEqual([...columns])
  })

  it('is understood with the words used before the glossary', () => {
    const before = ['Код', 'Фронт по улице, м', 'Фронт по улице', 'Принято пожарной службой']
    expect(guessColumns(before)).toEqual(['code', 'frontageM', '', 'fireAccepted'])
    expect(parseCell('status', 'Придержано')).toBe('held')
    expect(parseCell('status', '已保留')).toBe('held')
    expect(parseCell('allowedUses', '作坊')).toEqual(['workshop'])
  })

  it('imports unchanged as CSV, and creates the same unit where there was none', async () => {
    const property = fc.asyncProperty(listing, fc.constantFrom(...locales), async (one, locale) => {
      const delimiter = csvSeparatorFor(locale)
      const row = toCsvRow(locale, toExportRow({ t: translatorFor(locale) }, one))
      const bytes = Buffer.from(
        stringify([heads(locale), row], { bom: true, delimiter, quoted_match: /[\r\n]/, escape_formulas: true }),
      )
      const read = readCsv(Readable.from([bytes]) as AsyncIterable<Buffer>, {
        encoding: 'utf-8',
        separator: delimiter as ',',
      })
      await expectUnchanged(one, await rowsOf(read))
      for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r＝]/)
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('imports unchanged as XLSX', async () => {
    const property = fc.asyncProperty(listing, fc.constantFrom(...locales), async (one, locale) => {
      const chunks: Buffer[] = []
      const sheet = { name: 'A', columns: columns.map(() => ({ width: 9 })), head: heads(locale) }
      const rows = [toExportRow({ t: translatorFor(locale) }, one)]
      for await (const chunk of writeXlsx([{ ...sheet, rows }])) chunks.push(chunk as Buffer)
      await expectUnchanged(one, await rowsOf(readXlsx(Buffer.concat(chunks))))
    })
    await fc.assert(property, { numRuns: 25 })
  })

  it('is understood after a spreadsheet program has saved it', () => {
    const read = [
      parseCell('availableFrom', '01.12.2026'),
      parseCell('availableFrom', '2026/12/1'),
      parseCell('availableFrom', '2026年12月1日'),
      parseCell('availableFrom', '46357'),
      parseCell('publishAt', '46357.375'),
      parseCell('water', 'ИСТИНА'),
      parseCell('water', '是'),
      parseCell('allowedUses', '零售、office; Склад'),
    ]
    expect(read.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => '2026-12-01'))
    expect(read.slice(4)).toEqual(['2026-12-01T09:00', 'yes', 'yes', ['retail', 'office', 'warehouse']])
    // It is unclear whether this is January or February.
    expect(parseCell('availableFrom', '1/2/2027')).toBe('1/2/2027')
    expect(isSame('deposit', '1 234,50', '1234.5')).toBe(true)
    expect(isSame('title.en', '7', '007')).toBe(false)
  })

  async function expectUnchanged(one: Listing, [head, row]: TableRow[]): Promise<void> {
    const meant = guessColumns(head?.cells ?? [])
    const cells = new Map(meant.map((column, index) => [column as (typeof columns)[number], row?.cells[index] ?? '']))
    const buildings = new Map([['A1', building]])
    const known = new Map([[one.code, one as unknown as Premises]])
    expect(checkRow(cells, { premises: known, buildings, allowed: null })).toEqual({ kind: 'same', code: one.code })
    const made: CheckedRow = checkRow(cells, { premises: new Map(), buildings, allowed: null })
    expect(made.kind, JSON.stringify(made)).toBe('create')
    if (made.kind === 'create') expect(changedFields(one as unknown as Premises, made.facts)).toEqual([])
    await Promise.resolve()
  }
})

async function rowsOf(rows: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const all: TableRow[] = []
  for await (const row of rows) all.push(row)
  return all
}
