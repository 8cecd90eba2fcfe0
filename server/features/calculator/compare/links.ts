import { type Scenario, mostComponents } from '../scenario.ts'
import { numberFields, rowName, writeNumber } from './fields.ts'
import { rowsOf, type Move, type Typed } from './input.ts'

/** Returns a scenario as query parameters; reading them gives the same scenario. */
export function textsOf(scenario: Scenario): Map<string, string> {
  return new Map([
    ['n', scenario.product],
    ['m', scenario.market],
    ['k', String(scenario.components.length)],
    ...scenario.components.flatMap((component, index): [string, string][] => [
      [rowName(index + 1, 'n'), component.name],
      [rowName(index + 1, 'o'), component.origin],
      [rowName(index + 1, 'p'), writeNumber('money', component.costFen)],
      [rowName(index + 1, 'r'), writeNumber('percent', component.dutyRussiaBp)],
      [rowName(index + 1, 'c'), writeNumber('percent', component.dutyChinaBp)],
    ]),
    ...numberFields.map(({ name, kind, of }): [string, string] => [name, writeNumber(kind, of(scenario))]),
    ['y', scenario.rentFree ? '1' : '0'],
    ['s', scenario.zoneDuty],
  ])
}

export const queryOf = (texts: ReadonlyMap<string, string>): string => new URLSearchParams([...texts]).toString()

const parts = ['n', 'o', 'p', 'r', 'c'] as const

/** Returns the parameters after a row was added or removed, and the field to focus. Everything else stays as typed. */
export function afterMove(typed: Typed, move: Exclude<Move, null>): { texts: Map<string, string>; field: string } {
  const count = rowsOf(typed)
  const kept = Array.from({ length: count }, (_, index) => index + 1).filter(
    row => move.kind === 'add' || row !== move.row,
  )
  const rows = move.kind === 'add' && count < mostComponents ? [...kept, count + 1] : kept
  const texts = new Map([...typed].filter(([name]) => !/^(add|remove|k|c\d+[noprc])$/.test(name)))
  texts.set('k', String(rows.length))
  rows.forEach((from, index) => {
    for (const part of parts) {
      const text = typed.get(rowName(from, part))
      if (text !== undefined) texts.set(rowName(index + 1, part), text)
    }
  })
  const row = move.kind === 'add' ? rows.length : Math.min(move.row, rows.length)
  return { texts, field: row > 0 ? rowName(row, 'n') : 'add' }
}
