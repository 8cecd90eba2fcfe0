import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowActionOf, parseScenario, countRows, parseInput } from '#features/calculator/compare/input.ts'
import { applyRowAction, queryOf, parametersOf } from '#features/calculator/compare/links.ts'
import { parseCount, parseHundredths, formatHundredths } from '#features/calculator/numbers.ts'
import { plain, scenarios } from './scenarios.ts'

const queryToTyped = (query: string) => parseInput(Object.fromEntries(new URLSearchParams(query)))

describe('an address of the calculator', () => {
  it('contains the whole scenario and restores it', () => {
    fc.assert(
      fc.property(scenarios, scenario => {
        const read = parseScenario(queryToTyped(queryOf(parametersOf(scenario))))
        expect(read).toEqual({ ok: true, scenario })
      }),
    )
  })

  it('is never computed with a value that cannot be read', () => {
    const good = parametersOf(plain())
    for (const name of good.keys()) {
      if (/^(n|k|c\dn|c1r|c2c)$/.test(name)) continue
      for (const bad of ['', 'abc', '-1', '1e3', '1,200', '12.345', '99999999999', 'NaN', '0x10']) {
        const read = parseScenario(new Map(good).set(name, bad))
        expect(read, `${name}=${bad}`).toMatchObject({ ok: false })
        expect(Object.keys(read.ok ? {} : read.errors)).toEqual([name])
      }
    }
  })

  it('is refused if it was cut off', () => {
    const query = queryOf(parametersOf(plain()))
    for (let length = 20; length < query.length - 12; length += 7) {
      expect(parseScenario(queryToTyped(query.slice(0, length))).ok).toBe(false)
    }
  })

  it('needs no duty for a component’s own country, and ignores rows without a name', () => {
    const texts = new Map(parametersOf(plain())).set('c1r', '').set('c2c', '').set('k', '5').set('c3o', 'cn')
    const read = parseScenario(texts)
    expect(read).toEqual({ ok: true, scenario: plain() })
    expect(countRows(texts)).toBe(5)
  })

  it('treats a parameter that is given twice as missing', () => {
    const typed = parseInput({ ...Object.fromEntries(parametersOf(plain())), u: ['100', '200'] })
    expect(parseScenario(typed)).toMatchObject({ ok: false, errors: { u: 'calculator.error.units' } })
  })

  it('gains and loses rows, with all other input unchanged', () => {
    const typed = new Map(parametersOf(plain())).set('u', 'many').set('add', '1')
    const more = applyRowAction(typed, { kind: 'add' })
    expect(more.field).toBe('c3n')
    expect(more.texts.get('k')).toBe('3')
    expect(more.texts.get('u')).toBe('many')
    expect(more.texts.has('add')).toBe(false)

    const less = applyRowAction(more.texts, { kind: 'remove', row: 1 })
    expect(less.field).toBe('c1n')
    expect([less.texts.get('k'), less.texts.get('c1n'), less.texts.has('c2n')]).toEqual(['2', 'Screws', false])
  })

  it('has at most twenty rows and at least none', () => {
    const full = new Map([['k', '20']])
    expect(applyRowAction(full, { kind: 'add' }).texts.get('k')).toBe('20')
    expect(countRows(new Map([['k', '99']]))).toBe(20)
    expect(applyRowAction(new Map([['k', '1']]), { kind: 'remove', row: 1 })).toMatchObject({ field: 'add' })
    expect(
      rowActionOf(
        new Map([
          ['k', '2'],
          ['remove', '3'],
        ]),
      ),
    ).toBeNull()
    expect(
      rowActionOf(
        new Map([
          ['k', '2'],
          ['remove', 'x'],
        ]),
      ),
    ).toBeNull()
  })
})

describe('numbers as people type them', () => {
  it.each([
    ['12', 1_200],
    ['12,5', 1_250],
    ['12.50', 1_250],
    [' 1 200,05 ', 120_005],
    ['1\u00a0200', 120_000],
    ['１２．５', 1_250],
    ['0', 0],
  ])('reads %j', (typed, value) => {
    expect(parseHundredths(typed, 1_000_000)).toBe(value)
  })

  it.each([
    ['¥15', 'yuan', 1_500],
    ['7,5 %', 'percent', 750],
    ['1,5 ч', 'hours', 150],
    ['¥15', 'percent', null],
    ['15 $', 'yuan', null],
  ] as const)('reads %j in a field for %s as %j', (typed, unit, value) => {
    expect(parseHundredths(typed, 1_000_000, { locale: null, unit })).toBe(value)
  })

  it.each(['', ' ', '1,200', '1.234', '12,', ',5', '-1', '+1', '1e2', '1 2', '12 00', '∞', '10000.01', '1/2', '٣'])(
    'refuses %j',
    typed => {
      expect(parseHundredths(typed, 1_000_000)).toBeNull()
    },
  )

  it.each([
    ['0', null],
    ['1', 1],
    ['1.5', null],
    ['10 000', 10_000],
    ['10001', null],
  ])('reads %j as the count %j', (typed, count) => {
    expect(parseCount(typed, 10_000)).toBe(count)
  })

  it('are written in a form that can be read back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), value => parseHundredths(formatHundredths(value), 1e9) === value),
    )
  })
})
