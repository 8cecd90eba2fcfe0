import { places, type Scenario } from '../scenario.ts'
import type { CsvValue } from '../../../web/csv.ts'
import { compare, costParts } from '../rules.ts'
import { monthlyFen, shownCosts } from '../shown.ts'
import { labelOf } from './form.ts'
import { textsOf } from './links.ts'
import type { Words } from './words.ts'

type Row = readonly CsvValue[]

export const spreadsheetHead = ({ t }: Words): string[] => [
  t('calculator.csv.section'),
  t('calculator.csv.item'),
  ...places.map(place => t(`calculator.place.${place}`)),
]

/** The result, then everything it rests on: numbers as numbers, so that a spreadsheet can go on with them. */
export function spreadsheetRows({ t }: Words, scenario: Scenario): Row[] {
  const costs = compare(scenario).costs.map(cost => ({ ...shownCosts(cost, scenario), exact: cost.total }))
  const section = t('calculator.csv.result')
  const inputs = t('calculator.csv.inputs')
  return [
    ...costParts.map(part => [section, t(`calculator.part.${part}`), ...costs.map(({ parts }) => parts[part] / 100)]),
    [section, t('calculator.table.total'), ...costs.map(({ total }) => total / 100)],
    [section, t('calculator.table.month'), ...costs.map(({ exact }) => monthlyFen(exact, scenario) / 100)],
    ...[...textsOf(scenario)]
      .filter(([name]) => name !== 'k')
      .map(([name, text]) => [inputs, labelOf(t, name), valueOf(name, text, t)]),
  ]
}

function valueOf(name: string, text: string, t: Words['t']): CsvValue {
  if (name === 'n' || /^c\d+n$/.test(name)) return text
  if (name === 'm') return t(`calculator.market.${text as Scenario['market']}`)
  if (name === 's') return t(`calculator.form.zone-duty.${text as Scenario['zoneDuty']}`)
  if (name === 'y') return t(`calculator.form.rent-free.${text as '1' | '0'}`)
  if (/^c\d+o$/.test(name)) return t(`calculator.origin.${text as 'ru' | 'cn' | 'other'}`)
  return Number(text)
}
