import { describe, expect, it } from 'vitest'
import { glossary, glossaryGroups, type Entry } from '#server/locales/glossary/index.ts'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the glossary page', () => {
  const site = useSite()
  const pageIn = async (locale: string) => renderedPage(await site.visit.get(`/${locale}/glossary`).expect(200))

  it.each(locales)('shows each word in three languages side by side, with its meaning in %s', async locale => {
    const page = await pageIn(locale)
    for (const group of glossaryGroups) {
      expect(page.$(`h2#group-${group}`).text()).toBe(translatorFor(locale)(`glossary.group.${group}`))
      for (const [name, entry] of Object.entries<Entry>(glossary[group])) {
        const row = page.$(`dl > #${name}`)
        expect(row, name).toHaveLength(1)
        for (const code of locales) expect(row.find(`dt[lang="${code}"]`).text(), name).toBe(entry[code][0])
        expect(row.find('dd').text(), name).toBe(entry[locale][1])
      }
    }
  })

  it('starts with the reader’s language, and links to every group', async () => {
    for (const locale of locales) {
      const page = await pageIn(locale)
      expect(page.$('#offer dt').first().attr('lang')).toBe(locale)
      const links = page
        .$('[data-test="groups"] a')
        .map((_, link) => page.$(link).attr('href'))
        .get()
      expect(links).toEqual(glossaryGroups.map(group => `#group-${group}`))
    }
  })

  it('is linked from every footer and listed in the site map', async () => {
    for (const locale of locales) {
      const { $ } = renderedPage(await site.visit.get(`/${locale}`).expect(200))
      expect($(`footer a[href="/${locale}/glossary"]`)).toHaveLength(1)
    }
    const { text } = await site.visit.get('/sitemap.xml').expect(200)
    expect(text).toContain('<loc>http://street.test/zh/glossary</loc>')
  })
})
