import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { dot } from '#shared/texts/facts.ts'
import { locales, translatorFor, type Locale, type Reader, type PublicReader } from '#shared/texts/i18n.ts'
import { anyone } from '#web/access/access.ts'
import type { Assets } from '#web/pages/assets.ts'
import { readPath } from '#web/forms/forms.ts'
import { formatArea, formatMetres, formatRoundMoney } from '#shared/texts/format.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { createPartialRenderer } from '#web/pages/fragment.ts'
import { drawShopFront } from '#features/street/drawing/shop-front.ts'
import { photoView, type PhotoView } from '#features/premises/photos/photo-view.ts'
import { costOf } from '#features/premises/rules.ts'
import type { PublicPremises } from '#features/catalogue/service.ts'
import { frontOf, inlineColours } from '../pictures/drawing.ts'

const embedPath = z.object({ code: z.string().max(20) })
const embedQuery = z.object({ lang: z.enum(locales).optional().catch(undefined) })

/** The only page that other sites may show in a frame: no script, no form, no cookie, only a style sheet and pictures. */
const contentSecurityPolicy = [
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
    const { code } = readPath(embedPath, req.params)
    const { lang = res.locals.locale } = embedQuery.parse(req.query)
    const place = { t: translatorFor(lang), locale: lang, publicUrl }
    openToFrames(res, lang, req.query.lang === undefined)
    const sheet = (req.app.locals.assets as Assets).embed
    const found = await catalogue.byCode(code)
    if (found) res.type('html').send(renderEmbed({ ...embedPage(place, found.premises), sheet }))
    else
      res
        .status(404)
        .type('html')
        .send(renderEmbed({ ...goneEmbed(place), sheet }))
  })

  return router
}

function openToFrames(res: Response, locale: Locale, preferred: boolean): void {
  res.removeHeader('X-Frame-Options')
  res.set({
    'Content-Security-Policy': contentSecurityPolicy,
    'Content-Language': locale,
    'Cache-Control': 'public, max-age=300',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Robots-Tag': 'noindex',
  })
  res.type('html')
  if (preferred) res.vary('Accept-Language')
}

type Embed = {
  lang: Locale
  title: string
  titleLang: Locale | null
  href: string
  open: string
  site: string
  demo: string
  tone: string
  status: string
  facts: string
  cost: string
  drawing: string | null
  photo: PhotoView | null
}
const renderEmbed = createPartialRenderer<Embed & { sheet: string }>('embed')

const emptyEmbed = { demo: '', tone: '', status: '', facts: '', cost: '', drawing: null, photo: null, titleLang: null }

/** A premises on a partner's page. */
function embedPage({ t, locale, publicUrl }: PublicReader, premises: PublicPremises): Embed {
  const title = readText(premises.title, locale)
  const [photo] = premises.photos
  return {
    lang: locale,
    title: title.text,
    titleLang: title.fallback ? title.locale : null,
    href: `${publicUrl}/${locale}/premises/${premises.code}`,
    open: t('open-data.embed.open'),
    site: t('site.name'),
    demo: premises.demo ? t('open-data.picture.demo') : '',
    tone: premises.status,
    status: t(`premises.status.${premises.status}`),
    facts: factsOf({ t, locale }, premises),
    cost: t('premises.one.pay', { cost: formatRoundMoney(locale, costOf(premises).firstYearMonthlyFen) }),
    drawing: photo ? null : inlineColours(drawShopFront(frontOf(premises))),
    photo: photo ? photoView(photo, locale) : null,
  }
}

const factsOf = ({ t, locale }: Reader, premises: PublicPremises): string =>
  [
    premises.code,
    formatArea(locale, premises.areaUsableSqM),
    ...(premises.frontageM > 0 ? [`${t('premises.card.frontage')} ${formatMetres(locale, premises.frontageM)}`] : []),
    t('premises.floor', { floor: premises.floor }),
  ].join(dot)

/** Shown on a partner's page when the premises is no longer listed. */
const goneEmbed = ({ t, locale, publicUrl }: PublicReader): Embed => ({
  ...emptyEmbed,
  lang: locale,
  title: t('open-data.embed.gone'),
  href: `${publicUrl}/${locale}/premises`,
  open: t('open-data.embed.others'),
  site: t('site.name'),
})
