import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import { makePdf } from '#outside/pdf.ts'
import { contentDisposition } from '#shared/files/file-name.ts'
import { anyone } from '#web/access/access.ts'
import { sendCsv, type CsvValue } from '#web/files/csv.ts'
import type { FieldErrors } from '#web/forms/forms.ts'
import { exactYuan } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { type Scenario, places } from '../scenario.ts'
import { comparePlaces, costParts } from '../rules.ts'
import { monthlyFen, shownCosts } from '../shown.ts'
import { calculatorDocument } from './document.ts'
import { rowActionOf, parseScenario, parseInput, type CalculatorInput } from './input.ts'
import { applyRowAction, queryOf, parametersOf } from './links.ts'
import { calculatorPage, renderCalculator } from './page.ts'
import { labelOf } from './form.ts'
import { perPlaceInputs } from './inputs-table.ts'

type Row = readonly CsvValue[]

/**
 * Header of the spreadsheet. Inputs that are the same for all places have a column of their own, so that a figure below
 * "Russia" is always Russia's.
 */
const spreadsheetHead = ({ t }: Reader): string[] => [
  t('calculator.csv.section'),
  t('calculator.csv.item'),
  t('calculator.csv.value'),
  ...places.map(place => t(`calculator.place.${place}`)),
]

/**
 * Rows of the spreadsheet: the result, then all inputs, with numbers as numbers so that a spreadsheet can calculate with
 * them.
 */
function spreadsheetRows(reader: Reader, scenario: Scenario): Row[] {
  return [...resultRows(reader, scenario), ...inputRows(reader, scenario)]
}

function resultRows({ t }: Reader, scenario: Scenario): Row[] {
  const exact = comparePlaces(scenario).costs
  const lowest = exact.reduce((least, { total }) => (total < least ? total : least), exact[0]?.total ?? 0n)
  const shown = exact.map(cost => shownCosts(cost, scenario))
  const row = (item: string, fen: bigint[]): Row => [t('calculator.csv.result'), item, null, ...fen.map(inYuan)]
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

/** Yuan as a decimal number, exact at any size: `1240`, `12.5`, `0.07`. */
const inYuan = (fen: bigint): string => exactYuan(fen).replace(/\.?0+$/, '')
/** Inputs written in rows of their own, one value a place; `k` only counts the form's rows. */
const separateRowNames = /^([wpf][rcz]|k)$/

function inputRows({ t }: Reader, scenario: Scenario): Row[] {
  const section = t('calculator.csv.inputs')
  return [
    ...[...parametersOf(scenario)]
      .filter(([name]) => !separateRowNames.test(name))
      .map(([name, text]) => [section, labelOf(t, name), valueOf(name, text, t), ...places.map(() => null)]),
    ...perPlaceInputs(scenario).map(([key, fen]) => [
      section,
      t(key),
      null,
      ...places.map(place => inYuan(BigInt(fen[place]))),
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

/** Invented example to start from; the user replaces every rate. */
function exampleScenario(t: Translate): Scenario {
  return {
    product: t('calculator.example.product'),
    market: 'cn',
    zoneDuty: 'lower',
    unitsPerMonth: 120,
    labourHundredths: 650,
    overheadBp: 3_000,
    hourlyFen: { russia: 4_600, china: 3_400, zone: 3_700 },
    freightFen: { russia: 16_000, china: 5_500, zone: 8_500 },
    premisesFen: { russia: 1_400_000, china: 1_100_000, zone: 900_000 },
    rentFree: true,
    dutyBp: 400,
    vatBp: 1_300,
    components: [
      { name: t('calculator.example.timber'), origin: 'ru', costFen: 82_000, dutyRussiaBp: 0, dutyChinaBp: 800 },
      { name: t('calculator.example.heater'), origin: 'cn', costFen: 64_000, dutyRussiaBp: 750, dutyChinaBp: 0 },
      { name: t('calculator.example.glass'), origin: 'other', costFen: 18_500, dutyRussiaBp: 500, dutyChinaBp: 1_000 },
    ],
  }
}

/**
 * The assembly-cost calculator. Its whole state is in the address and nothing is stored: a GET form whose row buttons lead
 * to the address with one row more or less. ADR 19.
 */
export function calculatorRoutes({ clock }: { clock: Clock }): Router {
  const router = Router({ caseSensitive: true })

  router.get('/calculator', anyone, (req, res) => {
    const input = parseInput(req.query)
    const move = rowActionOf(input)
    if (move) {
      const { texts, field } = applyRowAction(input, move)
      res.redirect(303, `${pathTo(res.locals.locale, '/calculator')}?${queryOf(texts)}#${field}`)
      return
    }
    const read = readRequest(req, res)
    renderCalculator(res, calculatorPage(res.locals, read), read.scenario ? 200 : 422)
  })

  router.get('/calculator.csv', anyone, async (req, res) => {
    const { scenario } = readRequest(req, res)
    if (!scenario) {
      redirectToPage(req, res)
      return
    }
    const { t } = res.locals
    const name = `${t('calculator.file')}.csv`
    await sendCsv(res, { name, head: spreadsheetHead(res.locals) }, spreadsheetRows(res.locals, scenario))
  })

  router.get('/calculator.pdf', anyone, async (req, res) => {
    const { scenario, example } = readRequest(req, res)
    if (!scenario) {
      redirectToPage(req, res)
      return
    }
    const { t, publicUrl } = res.locals
    const pdf = await makePdf(calculatorDocument(res.locals, { scenario, example, now: clock.now(), publicUrl }))
    res.set('Content-Disposition', contentDisposition('attachment', `${t('calculator.file')}.pdf`))
    res.type('application/pdf').send(pdf)
  })

  return router
}

type CalculatorState = { example: boolean; typed: CalculatorInput; errors: FieldErrors; scenario: Scenario | null }

/** Reads the scenario of the address; an address without parameters shows the example. */
function readRequest(req: Request, res: Response): CalculatorState {
  const typed = parseInput(req.query)
  const example = exampleScenario(res.locals.t)
  if (typed.size === 0) return { example: true, typed: parametersOf(example), errors: {}, scenario: example }
  const read = parseScenario(typed, res.locals.locale)
  if (!read.ok) return { example: false, typed, errors: read.errors, scenario: null }
  return { example: sameQuery(read.scenario, example), typed, errors: {}, scenario: read.scenario }
}

const sameQuery = (one: Scenario, other: Scenario): boolean =>
  queryOf(parametersOf(one)) === queryOf(parametersOf(other))

/** Files are made of complete scenarios only; the page lists what is missing. */
function redirectToPage(req: Request, res: Response): void {
  res.redirect(303, `${pathTo(res.locals.locale, '/calculator')}?${queryOf(parseInput(req.query))}`)
}
