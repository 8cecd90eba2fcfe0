import { type Scenario, maxComponents } from '../scenario.ts'
import { numberFields, rowName, formatFieldNumber } from './fields.ts'
import { countRows, type RowAction, type CalculatorInput } from './input.ts'

/** Returns a scenario as query parameters; reading them gives the same scenario. */
export function parametersOf(scenario: Scenario): Map<string, string> {
  return new Map([
    ['n', scenario.product],
    ['m', scenario.market],
    ['k', String(scenario.components.length)],
    ...scenario.components.flatMap((component, index): [string, string][] => [
      [rowName(index + 1, 'n'), component.name],
      [rowName(index + 1, 'o'), component.origin],
      [rowName(index + 1, 'p'), formatFieldNumber('money', component.costFen)],
      [rowName(index + 1, 'r'), formatFieldNumber('percent', component.dutyRussiaBp)],
      [rowName(index + 1, 'c'), formatFieldNumber('percent', component.dutyChinaBp)],
    ]),
    ...numberFields.map(({ name, kind, of }): [string, string] => [name, formatFieldNumber(kind, of(scenario))]),
    ['y', scenario.rentFree ? '1' : '0'],
    ['s', scenario.zoneDuty],
  ])
}

export const queryOf = (texts: ReadonlyMap<string, string>): string => new URLSearchParams([...texts]).toString()

const parts = ['n', 'o', 'p', 'r', 'c'] as const

/** Returns the parameters after a row was added or removed, and the field to focus. Everything else stays as typed. */
export function applyRowAction(
  input: CalculatorInput,
  move: Exclude<RowAction, null>,
): { texts: Map<string, string>; field: string } {
  const count = countRows(input)
  const remainingRows = Array.from({ length: count }, (_, index) => index + 1).filter(
    row => move.kind === 'add' || row !== move.row,
  )
  const rows = move.kind === 'add' && count < maxComponents ? [...remainingRows, count + 1] : remainingRows
  const texts = new Map([...input].filter(([name]) => !/^(add|remove|k|c\d+[noprc])$/.test(name)))
  texts.set('k', String(rows.length))
  rows.forEach((from, index) => {
    for (const part of parts) {
      const text = input.get(rowName(from, part))
      if (text !== undefined) texts.set(rowName(index + 1, part), text)
    }
  })
  const row = move.kind === 'add' ? rows.length : Math.min(move.row, rows.length)
  return { texts, field: row > 0 ? rowName(row, 'n') : 'add' }
}
