import { pathTo } from '#server/paths.ts'
import { officeView } from '#shared/office/office.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { wordingsInUse, type Reader } from '#shared/texts/i18n.ts'
import { createPartialRenderer } from './fragment.ts'
import { mainMenu } from './menu.ts'

/** Model of the partial `site-footer`; `wide` as the page. */
type Footer = ReturnType<typeof footerOf> & { chrome: Reader; wide: boolean }
const renderFooter = createPartialRenderer<Footer>('site-footer')

const createCache = () => ({ settings: siteSettings(), wordings: wordingsInUse(), footers: new Map<string, Buffer>() })
let cache = createCache()

/** Returns the foot of a visitor's page as HTML: made once for each language and width, until a setting or wording changes. */
export function siteFooter({ t, locale }: Reader, { wide }: { wide: boolean }): Buffer {
  if (cache.settings !== siteSettings() || cache.wordings !== wordingsInUse()) cache = createCache()
  const { footers } = cache
  const key = `${locale}:${wide}`
  const footer = footers.get(key) ?? renderFooter({ ...footerOf({ t, locale }), wide, chrome: { t, locale } })
  footers.set(key, footer)
  return footer
}

function footerOf({ t, locale }: Reader) {
  const office = officeView({ t, locale })
  return {
    contact: siteSettings().contact[locale].split('\n').filter(Boolean),
    office,
    links: [
      ...mainMenu({ t, locale }),
      ...(office?.directions ? [{ label: t('directions.title'), href: office.directions }] : []),
      { label: t('answers.title'), href: pathTo(locale, '/answers') },
      { label: t('nav.guides'), href: pathTo(locale, '/guides') },
      { label: t('glossary.title'), href: pathTo(locale, '/glossary') },
      { label: t('notice.list.title'), href: pathTo(locale, '/notices') },
      { label: t('open-data.page.title'), href: pathTo(locale, '/open-data') },
      { label: t('figures.title'), href: pathTo(locale, '/figures') },
      { label: t('data.link'), href: pathTo(locale, '/privacy') },
      { label: t('accessibility.title'), href: pathTo(locale, '/accessibility') },
    ],
  }
}
