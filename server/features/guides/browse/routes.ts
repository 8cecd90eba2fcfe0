import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { contentDisposition } from '#shared/files/file-name.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { guideSlugs } from '#models/guides/guide.ts'
import { pathTo } from '#server/paths.ts'
import { formatBytes } from '#shared/texts/format.ts'
import { locales, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { view } from '#web/pages/view.ts'
import type { ListedEdition } from '../service.ts'

const editionPath = z.object({ slug: z.enum(guideSlugs), edition: z.iso.date() })

/** Guides to download, for everyone. */
export function guideRoutes({ guides }: Pick<Services, 'guides'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/guides', anyone, cachePage(), async (_req, res) => {
    renderGuides(res, guidesPage(res.locals, await guides.editions()))
  })

  /** The language of the file is that of the path, whatever the page's language. */
  router.get('/guides/:slug/:edition.pdf', anyone, async (req, res) => {
    const { slug, edition } = readPath(editionPath, req.params)
    const { locale } = res.locals
    const bytes = await guides.open(edition, locale)
    if (!bytes) throw notFound()
    res.set({
      'Content-Disposition': contentDisposition('attachment', `${slug}-${edition}-${locale}.pdf`),
      // Today's edition may still be replaced until the day is over.
      'Cache-Control': 'public, max-age=300',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
    res.type('application/pdf').send(bytes)
  })

  return router
}

type Download = { href: string; language: string; lang: Locale; size: string; file: string; label: string }
type Edition = { date: string; downloads: Download[] }

type GuidesPage = {
  title: string
  description: string
  /** Null until the first edition has been made. */
  newest: Edition | null
  older: Edition[]
  links: { eligibility: string; incentives: string; calculator: string }
}
const renderGuides = view<GuidesPage>('guides/list')

function guidesPage(reader: Reader, editions: readonly ListedEdition[]): GuidesPage {
  const { t, locale } = reader
  const [newest, ...older] = editions.map(edition => editionOf(reader, edition))
  return {
    title: t('guides.title'),
    description: t('guides.lead'),
    newest: newest ?? null,
    older,
    links: {
      eligibility: pathTo(locale, '/eligibility'),
      incentives: pathTo(locale, '/incentives'),
      calculator: pathTo(locale, '/calculator'),
    },
  }
}

function editionOf({ t, locale }: Reader, { edition, sizes }: ListedEdition): Edition {
  return {
    date: formatCityDay(locale, edition),
    downloads: locales.map(lang => {
      const language = t(`locale.${lang}`)
      const size = formatBytes(locale, sizes[lang])
      return {
        href: pathTo(lang, '/guides/:slug/:edition.pdf', { slug: 'doing-business', edition }),
        language,
        lang,
        size,
        file: t('guides.file', { size }),
        label: t('guides.download', { language, size }),
      }
    }),
  }
}
