import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { view } from '#web/pages/view.ts'
import type { ErrorSummary, FieldErrors } from '#web/forms/forms.ts'
import type { Scenario } from '../scenario.ts'
import { barsOf, type Bars } from './bars.ts'
import { errorSummaryOf, formOf, type CalculatorForm } from './form.ts'
import type { CalculatorInput } from './input.ts'
import { queryOf, parametersOf } from './links.ts'
import { resultOf, type Result } from './result.ts'

export type CalculatorPage = {
  title: string
  description: string
  wide: true
  example: boolean
  errors: ErrorSummary
  form: CalculatorForm
  result: (Result & Bars & { share: { link: string; csv: string; pdf: string } }) | null
  how: string[]
  links: { incentives: string; reset: string }
}
export const renderCalculator = view<CalculatorPage>('calculator/calculator')

type CalculatorReader = Reader & { publicUrl: string }
type CalculatorState = { example: boolean; typed: CalculatorInput; errors: FieldErrors; scenario: Scenario | null }

export function calculatorPage(
  reader: CalculatorReader,
  { example, typed, errors, scenario }: CalculatorState,
): CalculatorPage {
  const { t, locale } = reader
  return {
    title: t('calculator.title'),
    description: t('calculator.description'),
    wide: true,
    example,
    errors: errorSummaryOf(reader, errors),
    form: formOf(reader, typed, errors),
    result: scenario ? resultView(reader, scenario) : null,
    how: formulaSentences(reader),
    links: { incentives: `${pathTo(locale, '/incentives')}?category=customs`, reset: pathTo(locale, '/calculator') },
  }
}

function resultView(reader: CalculatorReader, scenario: Scenario): CalculatorPage['result'] {
  const result = resultOf(reader, scenario)
  return { ...result, ...barsOf(reader, result.places), share: linksOf(reader, scenario) }
}

/** Addresses that contain the whole scenario. */
export function linksOf({ locale, publicUrl }: CalculatorReader, scenario: Scenario) {
  const query = queryOf(parametersOf(scenario))
  const path = pathTo(locale, '/calculator')
  return { link: `${publicUrl}${path}?${query}`, csv: `${path}.csv?${query}`, pdf: `${path}.pdf?${query}` }
}

/** The formulas and what they leave out, as sentences. */
export const formulaSentences = ({ t }: Reader): string[] => [
  t('calculator.how.components'),
  t('calculator.how.component-duty'),
  t('calculator.how.labour'),
  t('calculator.how.overhead'),
  t('calculator.how.premises'),
  t('calculator.how.freight'),
  t('calculator.how.product-duty'),
  t('calculator.how.zone'),
  t('calculator.how.vat'),
  t('calculator.how.rounding'),
  t('calculator.how.limits'),
  t('calculator.how.source'),
]
