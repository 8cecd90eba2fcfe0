import { Router } from 'express'
import type { Services } from '../../services.ts'
import { anyone } from '../../web/access.ts'
import { preferredLocale } from '../../web/locale.ts'
import { robots, sitemap, sitemapIndex, urlsOnPage, type SitePage } from './sitemap.ts'

type Needed = Pick<Services, 'premises' | 'incentives'>
const anHour = 'public, max-age=3600'

/** What stands before the languages: the way in, and what machines read. */
export function frontDoorRoutes({ premises, incentives }: Needed, publicUrl: string): Router {
  const router = Router({ caseSensitive: true })

  router.get('/', anyone, (req, res) => {
    res.vary('Accept-Language')
    res.redirect(302, `/${preferredLocale(req)}`)
  })

  router.get('/robots.txt', anyone, (_req, res) => {
    res.type('text/plain').set('Cache-Control', anHour).send(robots(publicUrl))
  })

  router.get('/sitemap.xml', anyone, async (req, res) => {
    const pages = await sitePages({ premises, incentives })
    const parts = Math.ceil(pages.length / urlsOnPage)
    const part = typeof req.query.part === 'string' ? Number(req.query.part) : 0
    const whole = parts > 1 && !part
    const from = Math.max(0, part - 1) * urlsOnPage
    res.type('application/xml').set('Cache-Control', anHour)
    res.send(whole ? sitemapIndex(publicUrl, parts) : sitemap(publicUrl, pages.slice(from, from + urlsOnPage)))
  })

  return router
}

/** Every page that anyone may read, without its language. */
async function sitePages({ premises, incentives }: Needed): Promise<SitePage[]> {
  const [codes, list, zones] = await Promise.all([premises.codes(), incentives.list(), incentives.zones.list()])
  return [
    ...['', '/premises', '/plan', '/incentives', '/contact'],
    ...list.map(({ slug }) => `/incentives/${slug}`),
    ...zones.map(({ slug }) => `/zones/${slug}`),
    ...codes.map(code => `/premises/${code}`),
  ]
}
