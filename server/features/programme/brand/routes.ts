import { Router } from 'express'
import type { Services } from '../../../services.ts'
import { accountOf, staff } from '../../../web/access.ts'
import { notice } from '../../../web/flash.ts'
import { formFailure, readForm } from '../../../web/forms.ts'
import { accentForm, triedColour } from './input.ts'
import { brandPage, renderBrand } from './page.ts'

/** How the site looks, as far as the office decides it. */
export function brandDeskRoutes({ programme }: Pick<Services, 'programme'>): Router {
  const router = Router({ caseSensitive: true })
  const administrator = staff('administrator')

  /** With `accent` in the query that colour is shown, and nothing is saved. */
  router.get('/staff/settings/brand', administrator, async (req, res) => {
    const { accent } = triedColour.parse(req.query)
    renderBrand(res, brandPage(res.locals, (await programme.current()).settings, { tried: accent ?? undefined }))
  })

  router.post('/staff/settings/brand', administrator, async (req, res) => {
    const form = readForm(accentForm, req.body)
    if (!form.ok) {
      renderBrand(res, brandPage(res.locals, (await programme.current()).settings, { form }), 422)
      return
    }
    const { accent: value, seen } = form.value
    const { id, name } = accountOf(res)
    const verdict = await programme.setBrand({ name: 'accent', value, seen, by: { id, name } })
    if (!verdict.ok) {
      const { settings } = await programme.current()
      renderBrand(res, brandPage(res.locals, settings, { form: formFailure(req.body, {}), stale: true }), 409)
      return
    }
    notice(res, 'brand.accent.saved')
    res.redirect(303, `/${res.locals.locale}/staff/settings/brand`)
  })

  return router
}
