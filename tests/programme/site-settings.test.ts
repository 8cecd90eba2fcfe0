import { describe, expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const settingsPath = '/en/staff/settings'

describe('the settings for the whole site', () => {
  const site = useSite()

  async function set(values: Record<string, string>) {
    const person = await site.as(await aColleague('administrator'))
    const page = renderedPage(await person.get(settingsPath).expect(200))
    const kept = ['utilitiesUsualPerSqMMonthFen', 'utilitiesIntensivePerSqMMonthFen', 'utilitiesStoragePerSqMMonthFen']
    const form = Object.fromEntries([...kept, 'revision', 'seen'].map(name => [name, String(page.value(name))]))
    return person
      .post(settingsPath)
      .type('form')
      .send({ ...form, whoMayApply: 'any', senderName: '', ...values })
  }

  it('apply name and contacts to pages and mail at once, in their language only', async () => {
    const contact = 'Project office\n1 Main Street, Suifenhe'
    expect((await set({ siteNameEn: 'Suifenhe Start', contactEn: contact })).status).toBe(303)
    const page = renderedPage(await site.visit.get('/en/premises').expect(200))
    expect(page.$('title').text()).toContain('Suifenhe Start')
    expect(page.text('contact')).toBe('Project office 1 Main Street, Suifenhe')
    const other = renderedPage(await site.visit.get('/ru/premises').expect(200))
    expect(other.$('title').text()).toContain('Улица стартапов')
    expect(other.text('contact')).toBe('')

    const account = await aColleague('reviewer', { locale: 'en', email: 'reader@example.com' })
    await site.visit.post('/en/forgot-password').type('form').send({ email: account.email }).expect(303)
    await site.runJobs()
    const [letter] = site.mails()
    expect(letter?.text).toContain(contact)
    expect(letter?.html).toContain('Suifenhe Start')
    expect((await set({ siteNameEn: '', contactEn: '' })).status).toBe(303)
    expect((await site.visit.get('/en/premises')).text).not.toContain('Suifenhe Start')
  })

  it.each([
    ['siteNameEn', 'A <b>name</b>'],
    ['siteNameZh', '{name}'],
    ['siteNameRu', 'Одна\nдве'],
    ['contactEn', 'a\nb\nc\nd\ne'],
    ['paperMegabytes', '41'],
    ['staffIdleMinutes', '4'],
    ['enquiriesHourly', '0'],
  ])('refuse %s “%s” and keep the input', async (name, value) => {
    const refused = await set({ [name]: value })
    expect(refused.status).toBe(422)
    const page = renderedPage(refused)
    expect(page.errors().map(({ field }) => field)).toEqual([name])
    expect(page.$(`[name=${name}]`).val()).toBe(value)
  })

  it('refuse a size limit for an application below that of one file', async () => {
    const refused = renderedPage(await set({ paperMegabytes: '30', applicationMegabytes: '20' }))
    expect(refused.errors().map(({ field }) => field)).toEqual(['applicationMegabytes'])
  })

  it('end staff sessions after the configured minutes', async () => {
    const colleague = await site.as(await aColleague('reviewer'))
    site.clock.advance({ minutes: 10 })
    await colleague.get('/en/staff').expect(200)
    expect((await set({ staffIdleMinutes: '5' })).status).toBe(303)
    site.clock.advance({ minutes: 8 })
    await colleague.get('/en/staff').expect(303)
  })

  it('limit documents and enquiries', async () => {
    expect((await set({ enquiriesHourly: '1', applicationFiles: '10', paperMegabytes: '3' })).status).toBe(303)
    await site.visit.get('/en/contact').expect(200)
    const { services } = site
    const enquiry = {
      name: 'Olga',
      email: 'olga@example.com',
      phone: '',
      messenger: '',
      premisesCode: null,
      preferredLanguage: 'ru' as const,
      topic: 'other' as const,
    }
    await services.enquiries.send({ ...enquiry, message: 'One' }, '203.0.113.7')
    await expect(services.enquiries.send({ ...enquiry, message: 'Two' }, '203.0.113.7')).rejects.toThrow(
      'error.too-many',
    )
    expect(await services.documents.room('0'.repeat(24))).toEqual({ files: 10, bytes: 200 * 1024 * 1024 })
  })
})
