import fc from 'fast-check'
import { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { premisesFeatures, premisesStatuses, useClasses, zones } from '#models/premises/parts/premises-vocabulary.ts'
import { publicStatuses } from '#features/premises/rules.ts'
import { createColumns, hiddenAt, type IndexedPremises } from '#features/catalogue/search/index/columns.ts'
import { countsOf } from '#features/catalogue/search/counting.ts'
import { noFilter, type PremisesFilter } from '#features/catalogue/search/filter.ts'
import { failuresOf } from '#features/catalogue/search/matching.ts'
import { relaxationsOf } from '#features/catalogue/search/relaxing.ts'

/** Checks the conditions of a filter on one unit, as a reference for the columns. */
const passes = (unit: IndexedPremises, filter: PremisesFilter): boolean =>
  publicStatuses.some(status => status === unit.status) &&
  Object.entries(questions).every(([, ask]) => ask(unit, filter))

type Question = (unit: IndexedPremises, filter: PremisesFilter) => boolean
const within = (value: number, least = 0, most = Infinity): boolean => value >= least && value <= most
const questions: Record<string, Question> = {
  use: ({ allowedUses }, { use }) => use.length === 0 || use.some(one => allowedUses.includes(one)),
  status: ({ status }, filter) => filter.status.length === 0 || filter.status.some(one => one === status),
  feature: ({ features }, { feature }) => feature.every(one => features.includes(one)),
  zone: ({ zone }, filter) => filter.zone === undefined || filter.zone === zone,
  building: ({ buildingCode }, { building }) => building === undefined || building === buildingCode,
  floor: ({ floor }, filter) => filter.floor === undefined || filter.floor === floor,
  area: ({ areaUsableSqM }, { minArea, maxArea }) => within(areaUsableSqM, minArea, maxArea),
  frontage: ({ frontageM }, { minFrontage, maxFrontage }) => within(frontageM, minFrontage, maxFrontage),
  cost: ({ firstYearMonthlyFen }, { maxMonthly }) => within(Math.round(firstYearMonthlyFen / 100), 0, maxMonthly),
  from: ({ availableFrom }, { from }) => from === undefined || (availableFrom ?? '') <= from,
}

const buildings = ['A1', 'A2', 'B10']
const days = ['2026-12-01', '2027-02-15', '2027-06-30']
const tenths = (most: number) => fc.integer({ min: 0, max: most * 10 }).map(number => number / 10)

const aUnit: fc.Arbitrary<IndexedPremises> = fc
  .record({
    buildingCode: fc.constantFrom(...buildings),
    zone: fc.constantFrom(...zones),
    status: fc.constantFrom(...premisesStatuses),
    allowedUses: fc.subarray([...useClasses], { minLength: 1 }),
    features: fc.subarray([...premisesFeatures]),
    areaUsableSqM: tenths(300),
    frontageM: tenths(20),
    firstYearMonthlyFen: fc.integer({ min: 0, max: 500_000 }),
    rentFreeMonths: fc.constantFrom(0, 12, 36),
    floor: fc.integer({ min: 1, max: 3 }),
    availableFrom: fc.option(fc.constantFrom(...days)),
  })
  .map(unit => ({
    ...unit,
    _id: new Types.ObjectId(),
    code: 'SFH-A-0101',
    publishAt: new Date(0),
    expiresAt: null,
    updatedAt: new Date(0),
    applicationWindow: { from: null, to: null },
    drain: false,
    electricityKw: 8,
    position: { row: 'north', offsetM: 0, widthM: 1, depth: 'whole' },
    demo: false,
    revision: 1,
    texts: [],
  }))

/** At most three conditions: with more, hardly anything matches and all numbers are 0. */
const aFilter: fc.Arbitrary<PremisesFilter> = fc
  .record({
    use: fc.subarray([...useClasses], { minLength: 1, maxLength: 2 }),
    status: fc.subarray([...publicStatuses], { minLength: 1, maxLength: 2 }),
    feature: fc.subarray([...premisesFeatures], { minLength: 1, maxLength: 2 }),
    zone: fc.constantFrom(...zones),
    building: fc.constantFrom(...buildings, 'A9'),
    floor: fc.integer({ min: 1, max: 4 }),
    minArea: tenths(300),
    maxArea: tenths(300),
    minFrontage: tenths(20),
    maxFrontage: tenths(20),
    maxMonthly: fc.integer({ min: 1, max: 5_000 }),
    from: fc.constantFrom(...days),
  })
  .chain(all =>
    fc
      .subarray(Object.entries(all), { maxLength: 3 })
      .map(conditions => ({ ...noFilter, ...Object.fromEntries(conditions) })),
  )

function answerTo(units: readonly IndexedPremises[], filter: PremisesFilter) {
  const store = createColumns()
  for (const [index, unit] of units.entries()) store.put({ ...unit, code: `SFH-A-${1_000 + index}` })
  const { hidden } = hiddenAt(store.columns, 1)
  const failures = failuresOf(filter, { store, scores: null, hidden })
  return { counts: countsOf(failures, store.columns, 0), relaxations: relaxationsOf(filter, failures, store.columns) }
}

const without = (filter: PremisesFilter, ...names: readonly string[]): PremisesFilter => ({
  ...noFilter,
  ...Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name))),
})
const limits = { area: ['minArea', 'maxArea'], frontage: ['minFrontage', 'maxFrontage'], cost: ['maxMonthly'] }

describe('the counts beside the filters', () => {
  const check = (claim: (units: IndexedPremises[], filter: PremisesFilter) => void) =>
    fc.assert(fc.property(fc.array(aUnit, { minLength: 3, maxLength: 40 }), aFilter, claim), { numRuns: 300 })
  const many = (units: readonly IndexedPremises[], filter: PremisesFilter) =>
    units.filter(unit => passes(unit, filter)).length

  it('are the results with that value instead, or with a feature added', () => {
    check((units, filter) => {
      const { counts } = answerTo(units, filter)
      const each = <T extends string>(choices: readonly T[], chosen: (one: T) => Partial<PremisesFilter>) =>
        Object.fromEntries(choices.map(one => [one, many(units, { ...filter, ...chosen(one) })]))
      const listed = (choices: readonly [string, number][]) => choices.filter(([, count]) => count > 0)
      const { total, use, status, zone, feature } = counts
      expect({ total, use, status, zone, feature }).toEqual({
        total: many(units, filter),
        use: each(useClasses, one => ({ use: [one] })),
        status: each(publicStatuses, one => ({ status: [one] })),
        zone: each(zones, one => ({ zone: one })),
        feature: each(premisesFeatures, one => ({ feature: [...filter.feature, one] })),
      })
      expect(counts.building.map(({ code, count }) => [code, count])).toEqual(
        listed(Object.entries(each(buildings, building => ({ building })))),
      )
      expect(counts.floor.map(({ floor, count }) => [String(floor), count])).toEqual(
        listed(Object.entries(each(['1', '2', '3'], floor => ({ floor: Number(floor) })))),
      )
    })
  })

  it.each(['area', 'frontage'] as const)('show the distribution of the %s within the other filters', name => {
    check((units, filter) => {
      const { step, bars } = answerTo(units, filter).counts[name]
      const column = name === 'area' ? 'areaUsableSqM' : 'frontageM'
      const shown = units.filter(unit => passes(unit, without(filter, ...limits[name])))
      const expected = bars.map(
        (_, bar) => shown.filter(unit => Math.min(bars.length - 1, Math.floor(unit[column] / step)) === bar).length,
      )
      expect(bars).toEqual(expected)
      expect(step % (name === 'area' ? 5 : 1)).toBe(0)
    })
  })

  it('predict for each single condition the results without it, and for no other', () => {
    check((units, filter) => {
      const { counts, relaxations } = answerTo(units, filter)
      fc.pre(counts.total === 0)
      const single = ['use', 'status', 'zone', 'building', 'floor', 'from'].map(part => [
        part,
        many(units, without(filter, part)),
      ])
      const ranges = Object.entries(limits).map(([part, names]) => [part, many(units, without(filter, ...names))])
      const features = filter.feature.map(one => [
        `feature ${one}`,
        many(units, { ...filter, feature: filter.feature.filter(other => other !== one) }),
      ])
      const promised = [...single, ...ranges, ...features].filter(([, count]) => Number(count) > 0)
      const said = relaxations.map(({ part, feature, count }) => [feature ? `${part} ${feature}` : part, count])
      expect(new Map(said as [string, number][])).toEqual(new Map(promised as [string, number][]))
      expect(relaxations.map(({ count }) => count)).toEqual(
        relaxations.map(({ count }) => count).toSorted((a, b) => b - a),
      )
    })
  })
})
