import { pathTo } from '#server/paths.ts'
import { Router, type Response } from 'express'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { addressOf, tooMany, unstored } from '../signed-out.ts'
import { tokenForm, tokenPath } from './input.ts'
import { renderTokens, tokensPage } from './page.ts'

const complaints = {
  wrong: { current: 'account.password.wrong' },
  'too-many': { current: 'account.too-many' },
  'too-many-tokens': { name: 'access.refused.too-many' },
} as const

/** Keys with which programs act for a colleague. A new one is the answer to the form, for it is shown once. */
export function tokenRoutes({ accounts }: Pick<Services, 'accounts'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })
  const keeper = staff('listing_manager', 'administrator')

  router.get('/staff/tokens', keeper, unstored, async (_req, res) => {
    await show(res)
  })

  router.post('/staff/tokens', keeper, unstored, async (req, res) => {
    const form = readForm(tokenForm, req.body)
    if (!form.ok) {
      await show(res, { form }, 422)
      return
    }
    const { current: password, ...asked } = form.value
    const made = await accounts.issueToken(accountOf(res), { ...asked, password })
    req.log.info({ account: accountOf(res).id, from: addressOf(req), ok: made.ok }, 'access token made')
    if (made.ok) {
      await show(res, { secret: made.secret })
      return
    }
    const limited = made.reason === 'too-many'
    const refused = formFailure(req.body, complaints[made.reason])
    await show(limited ? tooMany(res, 900) : res, { form: refused }, limited ? 429 : 422)
  })

  router.post('/staff/tokens/:id/revoke', keeper, async (req, res) => {
    const { id } = readPath(tokenPath, req.params)
    const revoked = await accounts.revokeToken(id, accountOf(res))
    req.log.info({ account: accountOf(res).id, from: addressOf(req), ok: revoked.ok }, 'access token revoked')
    notice(res, 'access.revoked')
    res.redirect(303, pathTo(res.locals.locale, '/staff/tokens'))
  })

  async function show(res: Response, state: Parameters<typeof tokensPage>[2] = {}, status = 200): Promise<void> {
    const account = accountOf(res)
    const shown = { account, tokens: await accounts.tokensFor(account), now: clock.now() }
    renderTokens(res, tokensPage(res.locals, shown, state), status)
  }

  return router
}
