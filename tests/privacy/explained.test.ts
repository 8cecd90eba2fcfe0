import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

describe('the page on personal data', () => {
  it.each(locales)(
    'is open to anyone in %s, links to the visitor’s own data, and is linked in every footer',
    async locale => {
      const home = renderedPage(await site.visit.get(`/${locale}`).expect(200))
      expect(home.$(`footer a[href="/${locale}/privacy"]`)).toHaveLength(1)
      const page = renderedPage(await site.visit.get(`/${locale}/privacy`).expect(200))
      expect(page.$(`main a[href="/${locale}/account/privacy"]`)).toHaveLength(1)
      expect(page.text('periods')).toMatch(/90.+12.+36.+36.+12.+24/s)
      // Kept as long as something else: the account with its viewings, and objections.
      expect(
        page.$('[data-test=periods] dd:not(:has(*))').filter((_, at) => !/\d/.test(page.$(at).text())),
      ).toHaveLength(2)
    },
  )

  it('shows the retention periods in force', async () => {
    const periods = async () => renderedPage(await site.visit.get('/en/privacy').expect(200)).text('periods')
    expect(await periods()).toContain('36 months')
    const { settings, revision } = await site.services.programme.current()
    await site.services.programme.save(
      { ...settings, keepCasesMonths: 48 },
      { revision, by: { id: 'f'.repeat(24), name: '王敏' } },
    )
    expect(await periods()).toContain('48 months')
  })
})
