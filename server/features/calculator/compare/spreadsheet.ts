import type { Reader } from '#shared/texts/i18n.ts'
import { places, type Scenario } from '../scenario.ts'
import type { CsvValue } from '#web/files/csv.ts'
import { compare, costParts } from '../rules.ts'
import { monthlyFen, shownCosts } from '../shown.ts'
import { labelOf } from './form.ts'
import { perPlaceInputs } from './inputs-table.ts'
import { textsOf } from './links.ts'

type Row = readonly CsvValue[]

/** What is the same for all places has a column of its own: a figure below "Russia" is a figure of Russia. */
export const spreadsheetHead = ({ t }: Reader): string[] => [
  t('calculator.csv.section'),
  t('calculator.csv.item'),
  t('calculator.csv.value'),
  ...places.map(place => t(`calculator.place.${place}`)),
]

/** The result, then everything it rests on: numbers as numbers, so that a spreadsheet can go on with them. */
export function spreadsheetRows(words: Reader, scenario: Scenario): Row[] {
  return [...resultRows(words, scenario), ...inputRows(words, scenario)]
}

function resultRows({ t }: Reader, scenario: Scenario): Row[] {
  const exact = compare(scenario).costs
  const lowest = exact.reduce((least, { total }) => (total < least ? total : least), exact[0]?.total ?? 0n)
  const shown = exact.map(cost => shownCosts(cost, scenario))
  const row = (item: string, fen: number[]): Row => [t('calculator.csv.result'), item, null, ...fen.map(inYuan)]
  const ofMonth = (grains: bigint[]) => grains.map(one => monthlyFen(one, scenario))
  return [
    ...costParts.map(part =>
      row(
        t(`calculator.part.${part}`),
        shown.map(({ parts }) => parts[part]),
      ),
    ),
    row(
      t('calculator.table.total'),
      shown.map(({ total }) => total),
    ),
    row(t('calculator.table.month'), ofMonth(exact.map(({ total }) => total))),
    row(t('calculator.table.more'), ofMonth(exact.map(({ total }) => total - lowest))),
  ]
}

const inYuan = (fen: number): number => fen / 100
/** Said for each place, and in a row of its own; `k` only counts the rows of the form. */
const elsewhere = /^([wpf][rcz]|k)$/

function inputRows({ t }: Reader, scenario: Scenario): Row[] {
  const section = t('calculator.csv.inputs')
  return [
    ...[...textsOf(scenario)]
      .filter(([name]) => !elsewhere.test(name))
      .map(([name, text]) => [section, labelOf(t, name), valueOf(name, text, t), ...places.map(() => null)]),
    ...perPlaceInputs(scenario).map(([key, fen]) => [
      section,
      t(key),
      null,
      ...places.map(place => inYuan(fen[place])),
    ]),
  ]
}

function valueOf(name: string, text: string, t: Reader['t']): CsvValue {
  if (name === 'n' || /^c\d+n$/.test(name)) return text
  if (name === 'm') return t(`calculator.market.${text as Scenario['market']}`)
  if (name === 's') return t(`calculator.form.zone-duty.${text as Scenario['zoneDuty']}`)
  if (name === 'y') return t(`calculator.form.rent-free.${text as '1' | '0'}`)
  if (/^c\d+o$/.test(name)) return t(`calculator.origin.${text as 'ru' | 'cn' | 'other'}`)
  return Number(text)
}
