import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import type { CardPremises } from '../service.ts'
import { compareParameters, compareSearch, maxCompared } from './input.ts'
import { comparePage, renderCompare } from './page.ts'

type RequiredServices = Pick<Services, 'catalogue' | 'programme'>
const suggested = 3

/**
 * Routes of the comparison of up to four premises. The whole state is in the URL, so a comparison can be sent to a partner.
 */
export function compareRoutes({ catalogue, programme }: RequiredServices): Router {
  const router = Router({ caseSensitive: true })

  router.get('/compare', anyone, cachePage(...compareParameters), async (req, res) => {
    const query = compareSearch.parse(req.query)
    const [assumptions, ...answers] = await Promise.all([
      programme.settings(),
      ...query.codes.map(code => catalogue.byCode(code)),
    ])
    const found = answers.filter(answer => answer !== null)
    const unknown = query.codes.filter((_code, index) => answers[index] === null)
    const compared = found.slice(0, maxCompared)
    renderCompare(
      res,
      comparePage(res.locals, {
        compared,
        wanted: query,
        unknown,
        tooMany: found.length > maxCompared,
        suggestions: await suggestionsFor(compared.map(({ premises: { code } }) => code)),
        assumptions,
        today: catalogue.today(),
        account: res.locals.account,
      }),
    )
  })

  /** Returns available premises similar to the first one, as long as there is room. */
  async function suggestionsFor(codes: readonly string[]): Promise<CardPremises[]> {
    const [first] = codes
    if (!first || codes.length >= maxCompared) return []
    const similar = await catalogue.similar(first, suggested + codes.length)
    const others = similar.filter(({ code }) => !codes.includes(code)).slice(0, suggested)
    return catalogue.cards(others.map(({ id }) => id))
  }

  return router
}
