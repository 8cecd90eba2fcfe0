import { Router, type RequestHandler } from 'express'
import { z } from 'zod'
import type { Clock } from '#outside/clock.ts'
import { pathTo } from '#server/paths.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { currencies, isOldRate, type OtherCurrency, type Rate } from '#shared/money/currencies.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { anyone } from '#web/access/access.ts'
import { nextPathOf } from '#web/access/own-path.ts'
import { choiceCookie } from '#web/pages/choice-cookie.ts'

const currencyChoice = choiceCookie({ name: 'currency', values: currencies, usual: 'CNY', keptDays: 180 })

/**
 * Sets `res.locals.rate`, by which pages show amounts in the visitor's currency beside yuan. Null when that is yuan, and
 * while staff have set no rate for it.
 */
export const recogniseCurrency =
  (clock: Clock): RequestHandler =>
  (req, res, next) => {
    const currency = currencyChoice.of(req)
    res.locals.rate = currency === 'CNY' ? null : rateOf(currency, cityDayOf(clock.now()))
    next()
  }

function rateOf(currency: OtherCurrency, today: CityDay): Rate | null {
  const { rates } = siteSettings()
  const perTenThousandYuan = rates?.[currency] ?? null
  if (!rates || perTenThousandYuan === null) return null
  const { day, invented } = rates
  return { currency, perTenThousandYuan, day, invented, old: isOldRate(day, today) }
}

const currencyQuery = z.object({ to: z.enum(currencies).optional().catch(undefined) })

/** Routes by which visitors choose the currency shown beside yuan. Redirects back to the page they came from. */
export function currencyRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/currency', anyone, (req, res) => {
    const { to } = currencyQuery.parse(req.query)
    if (to) currencyChoice.remember(res, to)
    res.set('Cache-Control', 'no-store')
    res.redirect(303, nextPathOf(req) ?? pathTo(res.locals.locale, '/premises'))
  })

  return router
}
