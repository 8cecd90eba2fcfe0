import { pathTo } from '#server/paths.ts'
import { formatBytes } from '#shared/texts/format.ts'
import { locales, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { view } from '#web/pages/view.ts'
import type { ListedEdition } from '../service.ts'

type Download = { href: string; language: string; lang: Locale; size: string; label: string }
type Edition = { date: string; downloads: Download[] }

export type GuidesPage = {
  title: string
  description: string
  /** Null until the first one has been made. */
  newest: Edition | null
  older: Edition[]
  links: { eligibility: string; incentives: string; calculator: string }
}
export const renderGuides = view<GuidesPage>('guides/list')

export function guidesPage(words: Reader, editions: readonly ListedEdition[]): GuidesPage {
  const { t, locale } = words
  const [newest, ...older] = editions.map(edition => editionOf(words, edition))
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
    downloads: locales.map(lang => ({
      href: pathTo(lang, '/guides/:slug/:edition.pdf', { slug: 'doing-business', edition }),
      language: t(`locale.${lang}`),
      lang,
      size: formatBytes(locale, sizes[lang]),
      label: t('guides.download', { language: t(`locale.${lang}`), size: formatBytes(locale, sizes[lang]) }),
    })),
  }
}
