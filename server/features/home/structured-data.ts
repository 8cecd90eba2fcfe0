import { siteSettings } from '#shared/site-settings.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { StructuredNode } from '#web/pages/structured-data.ts'

/** Structured data (schema.org): who runs the site, and how to search it. It contains only what the pages say. */
export function siteData({ t, locale, publicUrl }: Reader & { publicUrl: string }): StructuredNode[] {
  const { telephone, address } = contactData(locale)
  const organisation = `${publicUrl}/#organization`
  return [
    {
      '@type': 'Organization',
      '@id': organisation,
      name: t('site.name'),
      description: t('footer.about'),
      url: `${publicUrl}/${locale}`,
      ...telephone,
      ...address,
      logo: publicUrl + (siteSettings().logo?.twice ?? '/favicon.svg'),
      contactPoint: {
        '@type': 'ContactPoint',
        url: `${publicUrl}/${locale}/contact`,
        ...telephone,
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

/** Invented contact data of the demonstration is left out: programs would take it as real. */
function contactData(locale: Locale) {
  const { phone, address, invented } = siteSettings().office
  const { text } = readText(address, locale)
  const includeIfReal = (value: string, properties: object) => (value && !invented ? properties : {})
  return {
    telephone: includeIfReal(phone, { telephone: phone }),
    address: includeIfReal(text, { address: { '@type': 'PostalAddress', streetAddress: text, addressCountry: 'CN' } }),
  }
}
