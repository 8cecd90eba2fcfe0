import { formatArea, formatMetres, formatRoundMoney } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { fragment } from '#web/pages/fragment.ts'
import { shopFront } from '#features/street/drawing/shop-front.ts'
import { photoView, type PhotoView } from '#features/premises/photos/photo-view.ts'
import { costOf } from '#features/premises/rules.ts'
import type { PublicPremises } from '#features/catalogue/service.ts'
import { frontOf } from '../pictures/drawing.ts'
import { painted } from '../pictures/paint.ts'

type Place = Reader & { publicUrl: string }

export type Embed = {
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
export const renderEmbed = fragment<Embed & { sheet: string }>('embed')

const nothing = { demo: '', tone: '', status: '', facts: '', cost: '', drawing: null, photo: null, titleLang: null }

/** One premises on a partner's page. */
export function embedPage({ t, locale, publicUrl }: Place, premises: PublicPremises): Embed {
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
    drawing: photo ? null : painted(shopFront(frontOf(premises))),
    photo: photo ? photoView(photo, locale) : null,
  }
}

const factsOf = ({ t, locale }: Omit<Place, 'publicUrl'>, premises: PublicPremises): string =>
  [
    premises.code,
    formatArea(locale, premises.areaUsableSqM),
    ...(premises.frontageM > 0 ? [`${t('premises.card.frontage')} ${formatMetres(locale, premises.frontageM)}`] : []),
    t('premises.floor', { floor: premises.floor }),
  ].join(' · ')

/** What a partner's page shows when the premises is not listed any more. */
export const goneEmbed = ({ t, locale, publicUrl }: Place): Embed => ({
  ...nothing,
  lang: locale,
  title: t('open-data.embed.gone'),
  href: `${publicUrl}/${locale}/premises`,
  open: t('open-data.embed.others'),
  site: t('site.name'),
})
