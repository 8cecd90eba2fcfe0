import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { pathTo } from '#server/paths.ts'
import type { PublicReader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'

/** The page about the open data; its example frame shows the newest available premises. */
export function openDataPageRoutes(
  { catalogue }: Pick<Services, 'catalogue'>,
  { apiRequestsPerMinute }: { apiRequestsPerMinute: number },
): Router {
  const router = Router({ caseSensitive: true })

  router.get('/open-data', anyone, cachePage(), async (_req, res) => {
    const codes = await catalogue.published.newest({ use: [], status: [], feature: [] }, 1)
    const [newest] = await catalogue.published.read(codes)
    const example = newest ? { code: newest.premises.code, demo: newest.premises.demo } : null
    renderOpenData(res, openDataPage(res.locals, { example, requestsPerMinute: apiRequestsPerMinute }))
  })

  return router
}

type OpenDataPage = {
  title: string
  description: string
  demo: boolean
  files: { label: string; about: string; href: string; address: string }[]
  bound: string
  /** Snippet that partners paste into a page, and what it shows; null while nothing is available. */
  embed: { snippet: string; src: string; title: string } | null
  contact: string
}
const renderOpenData = view<OpenDataPage>('open-data/page')

type OpenDataPageOptions = { example: { code: string; demo: boolean } | null; requestsPerMinute: number }

/** What the site offers to programs and partners, explained for people. */
function openDataPage(
  { t, locale, publicUrl }: PublicReader,
  { example, requestsPerMinute }: OpenDataPageOptions,
): OpenDataPage {
  const file = (name: 'document' | 'premises' | 'incentives' | 'table' | 'feed', path: string) => ({
    label: t(`open-data.page.${name}`),
    about: t(`open-data.page.${name}.about`),
    href: path,
    address: publicUrl + path,
  })
  return {
    title: t('open-data.page.title'),
    description: t('open-data.page.lead'),
    demo: example?.demo ?? false,
    files: [
      file('document', '/api/v1/openapi.json'),
      file('premises', '/api/v1/premises'),
      file('incentives', '/api/v1/incentives'),
      file('table', pathTo(locale, '/premises.csv')),
      file('feed', pathTo(locale, '/premises.atom')),
    ],
    bound: t('open-data.page.bound', { count: requestsPerMinute }),
    embed: example ? embedOf({ t, locale, publicUrl }, example.code) : null,
    contact: pathTo(locale, '/contact'),
  }
}

function embedOf({ t, locale, publicUrl }: PublicReader, code: string): OpenDataPage['embed'] {
  const src = `/embed/premises/${code}?lang=${locale}`
  const title = t('open-data.page.embed.frame', { code })
  // As wide as a card, so that no space is left below it on a wide page; narrower where there is less room.
  const size = 'width="360" height="500" style="border:0;max-width:100%"'
  const snippet = `<iframe src="${publicUrl}${src}" title="${title}" ${size} loading="lazy"></iframe>`
  return { snippet, src, title }
}
