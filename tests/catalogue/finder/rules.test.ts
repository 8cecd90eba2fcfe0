import { describe, expect, it } from 'vitest'
import {
  compareFit,
  pointsAgainst,
  wishesOf,
  type Answers,
  type Entrance,
  type Need,
  type Unit,
  type Wish,
} from '#features/catalogue/finder/rules.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'

type Known = Partial<Omit<Unit, 'allows' | 'has'>> & { uses?: UseClass[]; has?: (Need | Entrance)[] }
/** Returns a ground-floor shop of 50 m² for 1,000 yuan a month, without features, available now. */
const aUnit = ({ uses = ['retail'], has = [], ...known }: Known = {}): Unit => ({
  areaSqM: 50,
  kw: 8,
  floor: 1,
  monthlyYuan: 1_000,
  availableFrom: '',
  ...known,
  allows: use => uses.includes(use),
  has: what => has.includes(what),
})
const nothing: Answers = { need: [], entrance: [] }

describe('the wishes of a visitor', () => {
  it('are empty if every question was skipped', () => {
    expect(wishesOf(nothing)).toEqual([])
  })

  it('have one entry for each answer, in the order of the questions', () => {
    const answers: Answers = {
      use: 'catering',
      minArea: 40,
      maxArea: 60,
      need: ['water', 'drain'],
      power: 20,
      level: 'ground',
      entrance: ['own_entrance'],
      maxMonthly: 2_000,
      from: '2027-02-01',
    }
    expect(wishesOf(answers).map(({ kind }) => kind)).toEqual([
      ...['use', 'area', 'need', 'need', 'power', 'level', 'entrance', 'cost', 'from'],
    ])
  })

  it('may have only one end of an area', () => {
    const [wish] = wishesOf({ ...nothing, minArea: 40 })
    expect(wish && pointsAgainst(wish, aUnit({ areaSqM: 5_000 }))).toBe(0)
    expect(wish && pointsAgainst(wish, aUnit({ areaSqM: 39 }))).toBe(1)
  })
})

describe('points against a unit', () => {
  const area = { kind: 'area', min: 40, max: 60 } as const
  const [start = area] = wishesOf({ ...nothing, from: '2027-02-01' })
  it.each<[string, Wish, Known, number]>([
    ['is offered for the use', { kind: 'use', use: 'retail' }, {}, 0],
    ['is not', { kind: 'use', use: 'catering' }, {}, Infinity],
    ['has the area', area, { areaSqM: 40 }, 0],
    ['has the area at the other end', area, { areaSqM: 60 }, 0],
    ['is a little too large', area, { areaSqM: 69 }, 1],
    ['is a little too small', area, { areaSqM: 35 }, 1],
    ['is clearly too large', area, { areaSqM: 70 }, 2],
    ['is twice as large', area, { areaSqM: 120 }, 2],
    ['is more than twice as large', area, { areaSqM: 120.5 }, Infinity],
    ['is half as small', area, { areaSqM: 20 }, 2],
    ['is less than half as small', area, { areaSqM: 19.9 }, Infinity],
    ['has what is needed', { kind: 'need', need: 'extraction' }, { has: ['extraction'] }, 0],
    ['lacks what can be added', { kind: 'need', need: 'extraction' }, {}, 1],
    ['lacks what cannot', { kind: 'need', need: 'shop_windows' }, {}, 2],
    ['has the power', { kind: 'power', kw: 8 }, {}, 0],
    ['has less power', { kind: 'power', kw: 15 }, {}, 1],
    ['is on the ground floor', { kind: 'level', level: 'ground' }, {}, 0],
    ['is higher up', { kind: 'level', level: 'ground' }, { floor: 2 }, 2],
    ['is higher up, as was wanted', { kind: 'level', level: 'upper' }, { floor: 3 }, 0],
    ['is not', { kind: 'level', level: 'upper' }, {}, 2],
    ['has the entrance', { kind: 'entrance', entrance: 'own_entrance' }, { has: ['own_entrance'] }, 0],
    ['has another entrance', { kind: 'entrance', entrance: 'street_entrance' }, { has: ['own_entrance'] }, 2],
    ['can be paid', { kind: 'cost', most: 1_000 }, {}, 0],
    ['costs a little more', { kind: 'cost', most: 870 }, {}, 1],
    ['costs more', { kind: 'cost', most: 700 }, {}, 2],
    ['costs too much', { kind: 'cost', most: 600 }, {}, Infinity],
    ['is free now', start, {}, 0],
    ['is free on the day', start, { availableFrom: '2027-02-01' }, 0],
    ['is free a little later', start, { availableFrom: '2027-03-03' }, 1],
    ['is free much later', start, { availableFrom: '2027-03-04' }, 2],
  ])('that %s', (_what, wish, known, points) => {
    expect(pointsAgainst(wish, aUnit(known))).toBe(points)
  })
})

describe('the order of units', () => {
  it('is by points against, then by costs, then by code', () => {
    const units = [
      { against: 1, monthlyYuan: 100, code: 'SFH-A-0101' },
      { against: 0, monthlyYuan: 900, code: 'SFH-B-0101' },
      { against: 0, monthlyYuan: 900, code: 'SFH-A-0102' },
      { against: 0, monthlyYuan: 500, code: 'SFH-B-0102' },
    ]
    expect(units.toSorted(compareFit).map(({ code }) => code)).toEqual([
      ...['SFH-B-0102', 'SFH-A-0102', 'SFH-B-0101', 'SFH-A-0101'],
    ])
  })
})
