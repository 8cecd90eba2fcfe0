import { beforeEach, describe, expect, it } from 'vitest'
import { IncentiveModel } from '#models/incentives/incentive.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const slug = 'rent-free-three-years'

describe('the document on the rent-free time', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())

  const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))
  const own = `/incentives/${slug}`
  const elsewhere = ['', '/incentives', '/zones/suifenhe', '/eligibility?zone=suifenhe', '/how-it-works', '/answers']
  const document = {
    rentFreeDocumentZh: '绥政发〔2026〕12号',
    rentFreeDocumentEn: 'City Government Notice 12 of 2026',
    rentFreeDocumentDay: '2026-11-02',
    rentFreeDocumentMonths: '36',
  }
  async function set(values: Record<string, string>) {
    const administrator = await site.as(await aColleague('administrator'))
    const { revision } = await site.services.programme.current()
    return administrator
      .post('/en/staff/settings')
      .type('form')
      .send({ revision: String(revision), whoMayApply: 'any', ...values })
  }

  it.each([
    ['ru', /второго открытого источника/i],
    ['en', /second public source/i],
    ['zh', /第二个公开来源/],
  ])('is missed on the page of the incentive alone while nobody has named it, in %s', async (locale, sentence) => {
    expect((await open(`/${locale}${own}`)).main).toMatch(sentence)
    for (const path of elsewhere) expect((await open(`/${locale}${path}`)).main, path).not.toMatch(sentence)
  })

  it('stands instead of every request to confirm once an administrator has named it', async () => {
    for (const path of ['/how-it-works', '/answers'])
      expect((await open(`/en${path}`)).main).toContain('Confirm this period with the office')
    expect((await set(document)).status).toBe(303)

    const home = await open('/en')
    expect(home.text('promise')).toContain('City Government Notice 12 of 2026, 2 November 2026')
    expect(home.text('promise')).not.toContain('Confirm')
    for (const path of ['/how-it-works', '/answers']) {
      const page = await open(`/en${path}`)
      expect(page.main).toContain(
        'The city has confirmed this period: City Government Notice 12 of 2026, 2 November 2026.',
      )
      expect(page.main).not.toContain('Confirm this period with the office')
    }
    for (const locale of locales) expect((await open(`/${locale}${own}`)).$('[data-test="note"]')).toHaveLength(0)
    expect((await open(`/ru${own}`)).main).toContain('City Government Notice 12 of 2026')
    expect((await open('/zh/answers')).main).toContain('绥政发〔2026〕12号')
    const [change] = (await site.services.programme.current()).history
    expect(change?.values.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(document).slice(0, 3)))
    expect(await AuditEntryModel.countDocuments({ action: 'settings.changed' })).toBe(1)
  })

  it('confirms nothing when it grants another time than the pages name, and the settings say so', async () => {
    await set({ ...document, rentFreeDocumentMonths: '24' })
    expect((await open('/en')).text('promise')).toContain('Confirm with the office')
    const administrator = await site.as(await aColleague('administrator'))
    const settings = renderedPage(await administrator.get('/en/staff/settings').expect(200))
    expect(settings.text('warning')).toContain('The document grants 24 months, and the pages name 36 months')
    await set({ rentFreeMonths: '24' })
    expect((await open('/en')).text('promise')).toContain('City Government Notice 12 of 2026')
  })

  it.each([
    [{ rentFreeDocumentDay: '' }, 'Enter the date of the document.'],
    [{ rentFreeDocumentDay: '2099-01-01' }, 'This day is still to come.'],
    [{ rentFreeDocumentZh: '', rentFreeDocumentEn: '' }, 'A date without a document'],
  ])('is refused with %o', async (change, complaint) => {
    const answer = await set({ ...document, ...change })
    expect(answer.status).toBe(422)
    expect(renderedPage(answer).main).toContain(complaint)
  })

  it('takes the place of the starting note, and of no other', async () => {
    await IncentiveModel.updateOne({ slug }, { note: { en: 'Not for the upper floors.' } })
    await set(document)
    expect((await open(`/en${own}`)).text('note')).toContain('Not for the upper floors.')
  })

  it('stands in the preview of the incentive and of its zone, as on their public pages', async () => {
    await set(document)
    const manager = await site.as(await aColleague('listing_manager'))
    const preview = async (path: string) => renderedPage(await manager.get(`/en/staff${path}/preview`).expect(200))
    const incentive = (await IncentiveModel.findOne({ slug }).lean())!
    const previewed = await preview(`/incentives/${String(incentive._id)}`)
    expect(previewed.main).toContain('City Government Notice 12 of 2026')
    expect(previewed.$('[data-test="note"]')).toHaveLength(0)
    const facts = (page: ReturnType<typeof renderedPage>) => page.$('[data-test=fact]').text()
    expect(facts(await preview('/incentives/zones/suifenhe'))).toBe(facts(await open('/en/zones/suifenhe')))
  })
})
