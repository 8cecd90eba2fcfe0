import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { view } from '#web/pages/view.ts'
import type { ErrorSummary, FieldErrors } from '#web/forms/forms.ts'
import type { Scenario } from '../scenario.ts'
import { barsOf, type Bars } from './bars.ts'
import { complaints, formOf, type CalculatorForm } from './form.ts'
import type { Typed } from './input.ts'
import { queryOf, textsOf } from './links.ts'
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

type Asked = Reader & { publicUrl: string }
type Read = { example: boolean; typed: Typed; errors: FieldErrors; scenario: Scenario | null }

export function calculatorPage(words: Asked, { example, typed, errors, scenario }: Read): CalculatorPage {
  const { t, locale } = words
  return {
    title: t('calculator.title'),
    description: t('calculator.description'),
    wide: true,
    example,
    errors: complaints(words, errors),
    form: formOf(words, typed, errors),
    result: scenario ? shownResult(words, scenario) : null,
    how: howItIsCounted(words),
    links: { incentives: `${pathTo(locale, '/incentives')}?category=customs`, reset: pathTo(locale, '/calculator') },
  }
}

function shownResult(words: Asked, scenario: Scenario): CalculatorPage['result'] {
  const result = resultOf(words, scenario)
  return { ...result, ...barsOf(words, result.places), share: linksOf(words, scenario) }
}

/** Addresses that contain the whole scenario. */
export function linksOf({ locale, publicUrl }: Asked, scenario: Scenario) {
  const query = queryOf(textsOf(scenario))
  const path = pathTo(locale, '/calculator')
  return { link: `${publicUrl}${path}?${query}`, csv: `${path}.csv?${query}`, pdf: `${path}.pdf?${query}` }
}

/** The formulas and what they leave out, as sentences. */
export const howItIsCounted = ({ t }: Reader): string[] => [
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
