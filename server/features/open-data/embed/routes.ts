import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { locales, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { anyone } from '#web/access/access.ts'
import type { Assets } from '#web/pages/assets.ts'
import { readPath } from '#web/forms/forms.ts'
import { embedPage, goneEmbed, renderEmbed } from './page.ts'

const path = z.object({ code: z.string().max(20) })
const question = z.object({ lang: z.enum(locales).optional().catch(undefined) })

/** The one page that stands in frames of other sites: no script, no form, no cookie, one style sheet and pictures. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join('; ')

export function embedRoutes({ catalogue }: Pick<Services, 'catalogue'>, publicUrl: string): Router {
  const router = Router({ caseSensitive: true })

  router.get('/embed/premises/:code', anyone, async (req, res) => {
    const { code } = readPath(path, req.params)
    const { lang = res.locals.locale } = question.parse(req.query)
    const place = { t: translatorFor(lang), locale: lang, publicUrl }
    openToFrames(res, lang, req.query.lang === undefined)
    const sheet = (req.app.locals.assets as Assets).embed
    const found = await catalogue.byCode(code)
    if (found) res.send(renderEmbed({ ...embedPage(place, found.premises), sheet }))
    else res.status(404).send(renderEmbed({ ...goneEmbed(place), sheet }))
  })

  return router
}

function openToFrames(res: Response, locale: Locale, preferred: boolean): void {
  res.removeHeader('X-Frame-Options')
  res.set({
    'Content-Security-Policy': policy,
    'Content-Language': locale,
    'Cache-Control': 'public, max-age=300',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Robots-Tag': 'noindex',
  })
  res.type('html')
  if (preferred) res.vary('Accept-Language')
}
