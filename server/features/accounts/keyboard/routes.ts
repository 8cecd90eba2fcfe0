import { pathTo } from '#server/paths.ts'
import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { keyboardPage, renderKeyboard } from './page.ts'

const choice = z.object({ shortcuts: z.enum(['on', 'off']).catch('on') })

/** What the keys do on the staff's pages, and the switch that turns them off. */
export function keyboardRoutes({ accounts }: Pick<Services, 'accounts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/keyboard', staff(), (_req, res) => {
    const { t, locale } = res.locals
    renderKeyboard(res, keyboardPage({ t, locale, account: accountOf(res) }))
  })

  router.post('/staff/keyboard', staff(), async (req, res) => {
    const { shortcuts } = choice.parse(req.body ?? {})
    await accounts.useShortcuts(accountOf(res).id, shortcuts === 'on')
    notice(res, shortcuts === 'on' ? 'keyboard.now-on' : 'keyboard.now-off')
    res.redirect(303, pathTo(res.locals.locale, '/staff/keyboard'))
  })

  return router
}
