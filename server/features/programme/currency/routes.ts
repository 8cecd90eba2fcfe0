import { Router, type Request, type RequestHandler, type Response } from 'express'
import { z } from 'zod'
import type { Clock } from '#outside/clock.ts'
import { pathTo } from '#server/paths.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { currencies, isOldRate, otherCurrencies, type OtherCurrency, type Rate } from '#shared/money/exchange.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { anyone } from '#web/access/access.ts'
import { onwardOf } from '#web/access/own-path.ts'

const keptMs = 180 * 24 * 3_600_000
const names = { secure: '__Host-currency', plain: 'currency' }

/** What the visitor has chosen; the cookie says no more than that, so nobody signs it. */
function chosenBy(req: Request): OtherCurrency | undefined {
  const [, chosen] = /(?:^|;\s*)(?:__Host-)?currency=(\w{3})(?=;|$)/.exec(req.get('cookie') ?? '') ?? []
  return otherCurrencies.find(currency => currency === chosen)
}

/** Lets pages show amounts in the visitor's currency besides yuan, as long as the staff keep its rate (`res.locals.rate`). */
export const recogniseCurrency =
  (clock: Clock): RequestHandler =>
  (req, res, next) => {
    const currency = chosenBy(req)
    res.locals.rate = currency ? rateOf(currency, cityDayOf(clock.now())) : null
    next()
  }

function rateOf(currency: OtherCurrency, today: CityDay): Rate | null {
  const { rates } = siteSettings()
  const perTenThousandYuan = rates?.[currency] ?? null
  if (!rates || perTenThousandYuan === null) return null
  const { day, invented } = rates
  return { currency, perTenThousandYuan, day, invented, old: isOldRate(day, today) }
}

/** Keeps the choice in this browser; yuan alone need no cookie. */
function remember(res: Response, chosen: (typeof currencies)[number]): void {
  const secure = res.locals.publicUrl.startsWith('https:')
  const name = secure ? names.secure : names.plain
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  if (chosen === 'CNY') res.clearCookie(name, options)
  else res.cookie(name, chosen, { ...options, maxAge: keptMs })
}

const choice = z.object({ to: z.enum(currencies).optional().catch(undefined) })

/** A visitor chooses in what amounts are shown besides yuan, and is back on the page where they chose. */
export function currencyRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/currency', anyone, (req, res) => {
    const { to } = choice.parse(req.query)
    if (to) remember(res, to)
    res.set('Cache-Control', 'no-store')
    res.redirect(303, onwardOf(req) ?? pathTo(res.locals.locale, '/premises'))
  })

  return router
}
