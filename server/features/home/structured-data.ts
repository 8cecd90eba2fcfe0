import type { Reader } from '#shared/texts/i18n.ts'
import { siteSettings } from '#shared/site-settings.ts'
import type { StructuredNode } from '#web/pages/structured-data.ts'

/** Who runs the site, and how to search it, in schema.org's words. Nothing that the pages do not say. */
export function siteData({ t, locale, publicUrl }: Reader & { publicUrl: string }): StructuredNode[] {
  const organisation = `${publicUrl}/#organization`
  return [
    {
      '@type': 'Organization',
      '@id': organisation,
      name: t('site.name'),
      description: t('footer.about'),
      url: `${publicUrl}/${locale}`,
      logo: publicUrl + (siteSettings().logo?.twice ?? '/favicon.svg'),
      contactPoint: {
        '@type': 'ContactPoint',
        url: `${publicUrl}/${locale}/contact`,
        availableLanguage: ['ru', 'en', 'zh'],
      },
    },
    {
      '@type': 'WebSite',
      '@id': `${publicUrl}/#website`,
      name: t('site.name'),
      description: t('site.description'),
      url: `${publicUrl}/${locale}`,
      inLanguage: locale,
      publisher: { '@id': organisation },
      potentialAction: {
        '@type': 'SearchAction',
        target: {
          '@type': 'EntryPoint',
          urlTemplate: `${publicUrl}/${locale}/premises?q={search_term_string}`,
        },
        'query-input': 'required name=search_term_string',
      },
    },
  ]
}
