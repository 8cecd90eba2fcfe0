import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { contentDisposition } from '#shared/files/file-name.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { cachedPage } from '#web/pages/page-memory.ts'
import { guideSlugs } from '#models/guides/guide.ts'
import { guidesPage, renderGuides } from './page.ts'

const editionPath = z.object({ slug: z.enum(guideSlugs), edition: z.iso.date() })

/** Guides to take along: for anyone. */
export function guideRoutes({ guides }: Pick<Services, 'guides'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/guides', anyone, cachedPage(), async (_req, res) => {
    renderGuides(res, guidesPage(res.locals, await guides.editions()))
  })

  /** The language of the address is the language of the file. */
  router.get('/guides/:slug/:edition.pdf', anyone, async (req, res) => {
    const { slug, edition } = readPath(editionPath, req.params)
    const { locale } = res.locals
    const bytes = await guides.open(edition, locale)
    if (!bytes) throw notFound()
    res.set({
      'Content-Disposition': contentDisposition('attachment', `${slug}-${edition}-${locale}.pdf`),
      // Until the day is over the edition of today may still be replaced.
      'Cache-Control': 'public, max-age=300',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
    res.type('application/pdf').send(bytes)
  })

  return router
}
