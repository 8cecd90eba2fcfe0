import type { Reader } from '#shared/texts/i18n.ts'
import { formatAmount, formatNumber } from '#shared/texts/format.ts'
import { places, type Component, type Scenario } from '../scenario.ts'
import { percent } from './phrases.ts'

/** Inputs of a result, for files that are read without the form. */
export type Inputs = {
  facts: [label: string, value: string][]
  components: { head: string[]; rows: string[][] }
  perPlace: { head: string[]; rows: string[][] }
}

export function inputsOf(reader: Reader, scenario: Scenario): Inputs {
  const { t, locale } = reader
  return {
    facts: factsOf(reader, scenario),
    components: {
      head: [
        t('calculator.form.component.name'),
        t('calculator.form.component.origin'),
        t('calculator.form.component.cost'),
        t('calculator.form.component.russia'),
        t('calculator.form.component.china'),
      ],
      rows: scenario.components.map((component, index) => componentRow(reader, component, index)),
    },
    perPlace: {
      head: [t('calculator.table.part'), ...places.map(place => t(`calculator.place.${place}`))],
      rows: perPlaceInputs(scenario).map(([key, values]) => [
        t(key),
        ...places.map(place => formatAmount(locale, values[place])),
      ]),
    },
  }
}

/** Values entered for each place, in fen. */
export const perPlaceInputs = (scenario: Scenario) =>
  [
    ['calculator.form.hourly', scenario.hourlyFen],
    ['calculator.form.premises', scenario.premisesFen],
    ['calculator.form.freight', scenario.freightFen],
  ] as const

function componentRow({ t, locale }: Reader, component: Component, index: number): string[] {
  return [
    component.name || t('calculator.form.component', { row: index + 1 }),
    t(`calculator.origin.${component.origin}`),
    formatAmount(locale, component.costFen),
    formatNumber(locale, component.dutyRussiaBp / 100),
    formatNumber(locale, component.dutyChinaBp / 100),
  ]
}

function factsOf({ t, locale }: Reader, scenario: Scenario): Inputs['facts'] {
  const rentFree = scenario.rentFree ? '1' : '0'
  return [
    [t('calculator.form.name'), scenario.product],
    [t('calculator.form.market'), t(`calculator.market.${scenario.market}`)],
    [t('calculator.form.units'), formatNumber(locale, scenario.unitsPerMonth)],
    [t('calculator.form.hours'), formatNumber(locale, scenario.labourHundredths / 100)],
    [t('calculator.form.overhead'), percent(locale, scenario.overheadBp)],
    [t('calculator.form.duty'), percent(locale, scenario.dutyBp)],
    [t('calculator.form.vat'), percent(locale, scenario.vatBp)],
    [t('calculator.form.zone-duty'), t(`calculator.form.zone-duty.${scenario.zoneDuty}`)],
    [t('calculator.form.rent-free'), t(`calculator.form.rent-free.${rentFree}`)],
  ]
}
