import { pathTo } from '#server/paths.ts'
import { Router, type Request, type Response } from 'express'
import type { Clock } from '#outside/clock.ts'
import { makePdf } from '#outside/pdf.ts'
import { contentDisposition } from '#shared/files/file-name.ts'
import { anyone } from '#web/access/access.ts'
import { sendCsv } from '#web/files/csv.ts'
import type { FieldErrors } from '#web/forms/forms.ts'
import { exampleScenario } from '../example.ts'
import type { Scenario } from '../scenario.ts'
import { calculatorDocument } from './document.ts'
import { moveOf, readScenario, typedOf, type Typed } from './input.ts'
import { afterMove, queryOf, textsOf } from './links.ts'
import { calculatorPage, renderCalculator } from './page.ts'
import { spreadsheetHead, spreadsheetRows } from './spreadsheet.ts'

/**
 * The assembly-cost calculator. All of its state is in the address and nothing is kept: a GET form, whose buttons for the
 * component rows lead to the address with one row more or less. ADR 19.
 */
export function calculatorRoutes({ clock }: { clock: Clock }): Router {
  const router = Router({ caseSensitive: true })

  router.get('/calculator', anyone, (req, res) => {
    const typed = typedOf(req.query)
    const move = moveOf(typed)
    if (move) {
      const { texts, field } = afterMove(typed, move)
      res.redirect(303, `${pathTo(res.locals.locale, '/calculator')}?${queryOf(texts)}#${field}`)
      return
    }
    const read = askedFor(req, res)
    renderCalculator(res, calculatorPage(res.locals, read), read.scenario ? 200 : 422)
  })

  router.get('/calculator.csv', anyone, async (req, res) => {
    const { scenario } = askedFor(req, res)
    if (!scenario) {
      toThePage(req, res)
      return
    }
    const { t } = res.locals
    const name = `${t('calculator.file')}.csv`
    await sendCsv(res, { name, head: spreadsheetHead(res.locals) }, spreadsheetRows(res.locals, scenario))
  })

  router.get('/calculator.pdf', anyone, async (req, res) => {
    const { scenario, example } = askedFor(req, res)
    if (!scenario) {
      toThePage(req, res)
      return
    }
    const { t, publicUrl } = res.locals
    const pdf = await makePdf(calculatorDocument(res.locals, { scenario, example, now: clock.now(), publicUrl }))
    res.set('Content-Disposition', contentDisposition('attachment', `${t('calculator.file')}.pdf`))
    res.type('application/pdf').send(pdf)
  })

  return router
}

type Read = { example: boolean; typed: Typed; errors: FieldErrors; scenario: Scenario | null }

/** The scenario of the address; an address that says nothing asks for the example. */
function askedFor(req: Request, res: Response): Read {
  const typed = typedOf(req.query)
  const example = exampleScenario(res.locals.t)
  if (typed.size === 0) return { example: true, typed: textsOf(example), errors: {}, scenario: example }
  const read = readScenario(typed, res.locals.locale)
  if (!read.ok) return { example: false, typed, errors: read.errors, scenario: null }
  return { example: sameQuery(read.scenario, example), typed, errors: {}, scenario: read.scenario }
}

const sameQuery = (one: Scenario, other: Scenario): boolean => queryOf(textsOf(one)) === queryOf(textsOf(other))

/** Files are made of whole scenarios only; the page says what is missing. */
function toThePage(req: Request, res: Response): void {
  res.redirect(303, `${pathTo(res.locals.locale, '/calculator')}?${queryOf(typedOf(req.query))}`)
}
