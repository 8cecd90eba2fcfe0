import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { accountOf, editorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, text } from '#web/forms/forms.ts'
import { receiveFiles } from '#web/files/uploads.ts'
import { logoRules, logoComplaintOf, type LogoComplaint } from './logo-part.ts'
import { brandPage, renderBrand } from './page.ts'
import { parseColour, isLegible } from './colours.ts'

/** Form for the colour. Empty means the default colour. */
const accentForm = z.object({
  accent: text(20)
    .refine(input => input === '' || parseColour(input) !== null, 'brand.accent.wrong')
    .transform(input => parseColour(input) ?? '')
    .refine(colour => colour === '' || isLegible(colour), 'brand.accent.pale'),
  /** Value from which the form was made. */
  seen: z.string().max(20).catch(''),
})

/** Query parameter with a colour to preview; null when there is none. */
const triedColourQuery = z.object({ accent: z.string().max(20).nullable().catch(null) }).partial()

/** Logo from which the form was made. */
const seenLogoForm = z.object({ seen: z.string().max(100).catch('') })

/** Routes by which administrators set the look of the site. */
export function brandDeskRoutes({ programme, logos }: Pick<Services, 'programme' | 'logos'>): Router {
  const router = Router({ caseSensitive: true })
  const administrator = staff('administrator')
  const currentSettings = async () => (await programme.current()).settings

  /** With `accent` in the query, previews that colour without saving it. */
  router.get('/staff/settings/brand', administrator, async (req, res) => {
    const { accent } = triedColourQuery.parse(req.query)
    renderBrand(res, brandPage(res.locals, await currentSettings(), { tried: accent ?? undefined }))
  })

  router.post('/staff/settings/brand', administrator, async (req, res) => {
    const form = readForm(accentForm, req.body)
    if (!form.ok) {
      renderBrand(res, brandPage(res.locals, await currentSettings(), { form }), 422)
      return
    }
    const { accent: value, seen } = form.value
    const verdict = await programme.setBrand({ name: 'accent', value, seen, by: editorAt(res) })
    if (!verdict.ok) {
      const failure = formFailure(req.body, {})
      renderBrand(res, brandPage(res.locals, await currentSettings(), { form: failure, stale: true }), 409)
      return
    }
    flashNotice(res, 'brand.accent.saved')
    redirectBack(res)
  })

  router.post('/staff/settings/brand/logo', administrator, async (req, res) => {
    const upload = await receiveFiles(req, res, { ...logoRules, store: logos.store, fields: ['logo'] })
    const [file] = upload.files
    const added = file ? await logos.add(file) : { ok: false as const, reason: logoComplaintOf(upload.refused) }
    if (!added.ok) {
      await refuse(res, added.reason)
      return
    }
    await setLogo(req, res, { value: added.logo, seen: seenLogoForm.parse(upload.fields).seen })
  })

  router.post('/staff/settings/brand/logo/remove', administrator, async (req, res) => {
    await setLogo(req, res, { value: '', seen: seenLogoForm.parse(req.body ?? {}).seen })
  })

  async function setLogo(req: Request, res: Response, { value, seen }: { value: string; seen: string }) {
    const verdict = await programme.setBrand({ name: 'logo', value, seen, by: editorAt(res) })
    if (!verdict.ok) {
      await refuse(res, 'stale', 409)
      return
    }
    await logos.keep(value)
    req.log.info({ account: accountOf(res).id, logo: value }, 'logo set')
    flashNotice(res, value ? 'brand.logo.saved' : 'brand.logo.removed')
    redirectBack(res)
  }

  const refuse = async (res: Response, logo: LogoComplaint, status = 422): Promise<void> => {
    renderBrand(res, brandPage(res.locals, await currentSettings(), { logo }), status)
  }

  return router
}

function redirectBack(res: Response): void {
  res.redirect(303, pathTo(res.locals.locale, '/staff/settings/brand'))
}
