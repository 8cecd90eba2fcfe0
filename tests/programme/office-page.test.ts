import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const path = '/en/staff/settings/office'
const phone = '+86 453 392-0000'
const hours = '8:30-11:30, 13:30-17:00'
const usual = {
  officePhone: phone,
  messengerTelegram: 'https://t.me/street_office',
  messengerWechat: 'street-office',
  addressRu: 'Суйфэньхэ, улица Стартапов, 1',
  addressZh: '绥芬河市创业街1号',
  hoursMonday: hours,
  hoursTuesday: hours,
  hoursWednesday: hours,
  hoursThursday: hours,
  hoursFriday: hours,
}

describe('the contact details of the office', () => {
  const site = useSite()
  const anAdministrator = async (name = 'Olga') =>
    site.as(await aColleague('administrator', { name, email: `${name.toLowerCase()}@example.com` }))

  async function set(values: Record<string, string>) {
    const person = await anAdministrator()
    const typed = typedInto(await person.get(path).expect(200), values, '.settings-form')
    return person.post(path).type('form').send(typed)
  }
  /** Returns every page on which it is shown. */
  async function pagesIn(locale: string) {
    const { code } = await aPremises({ code: 'SFH-A-0107' })
    const slot = await aSlot({ premises: code })
    const visitor = await site.as(await anApplicant())
    const form = `/${locale}/premises/${code}/viewings/${slot.id}`
    const shown = {
      premises: renderedPage(await site.visit.get(`/${locale}/premises/${code}`).expect(200)),
      contact: renderedPage(await site.visit.get(`/${locale}/contact`).expect(200)),
      times: renderedPage(await site.visit.get(`/${locale}/premises/${code}/viewings`).expect(200)),
      booking: renderedPage(await visitor.get(form).expect(200)),
    }
    const wish = { partySize: '1', language: 'ru', phone: '', note: '' }
    const { headers } = await visitor.post(form).type('form').send(wish).expect(303)
    return { ...shown, own: renderedPage(await visitor.get(headers.location!).expect(200)) }
  }

  it.each(locales)('are shown nowhere while none are set, in %s', async locale => {
    for (const [name, page] of Object.entries(await pagesIn(locale))) {
      expect(page.$('[data-test=office], [data-test=footer-office]'), name).toHaveLength(0)
      expect(page.$('a[href^="tel:"]'), name).toHaveLength(0)
    }
    await site.runJobs()
    for (const { text } of site.mails()) expect(text).not.toMatch(/Телефон|Phone|电话/)
  })

  it.each(locales)('are shown where they are needed once they are set, in %s', async locale => {
    expect((await set(usual)).status).toBe(303)
    for (const [name, page] of Object.entries(await pagesIn(locale))) {
      expect(page.$('main [data-test=office] a[href="tel:+864533920000"]').text(), name).toContain(phone)
      expect(page.$('main [data-test=office] a[href="https://t.me/street_office"]').text(), name).toBe('@street_office')
      expect(page.text('office'), name).toContain('08:30–11:30')
      expect(page.text('office'), name).toContain('street-office')
      expect(page.text('footer-office'), name).toContain(phone)
      expect(page.$('[data-test=invented]'), name).toHaveLength(0)
    }
    const contact = renderedPage(await site.visit.get(`/${locale}/contact`))
    const footer = contact.$.extract({ reach: ['[data-test=footer-office] .reach'] }).reach
    expect(footer[0]).toBe(phone)
    // The separator stays with the name before it.
    expect(footer.slice(1)).toEqual([
      expect.stringMatching(/^\S+\s?@street_office\u00a0·$/),
      expect.stringMatching(/^\S+\s?street-office$/),
    ])
    expect(contact.$('main [data-test=office] .reach').text()).toContain(`${phone}@street_officestreet-office`)
    // Wednesday, noon.
    expect(contact.text('open-now')).toContain('13:30')
    expect(contact.$('[data-test=office] [lang]').length).toBe(locale === 'en' ? 1 : 0)
    await site.runJobs()
    const letter = site.mails().find(({ calendar }) => calendar)
    expect(letter?.text).toContain(phone)
    expect(letter?.text).toContain('https://t.me/street_office')
    expect(letter?.html).toContain(phone)
  })

  it('are stored in a form that can be dialled, and each change is recorded', async () => {
    await set(usual)
    expect(await site.services.programme.settings()).toMatchObject({
      officePhone: phone,
      messengerTelegram: 'street_office',
      hoursMonday: '08:30–11:30, 13:30–17:00',
      hoursSunday: '',
    })
    const settings = renderedPage(await (await anAdministrator('Vera')).get('/en/staff/settings').expect(200))
    expect(settings.text('changes')).toContain(`Phone: — → ${phone}`)
  })

  it.each([
    ['officePhone', '392 0000'],
    ['messengerTelegram', 'https://evil.example/name'],
    ['messengerWhatsapp', 'office'],
    ['addressEn', 'A <b>street</b>'],
    ['hoursMonday', '17:00-09:00'],
  ])('are refused with %s “%s”, and the input is kept', async (name, value) => {
    const refused = await set({ ...usual, [name]: value })
    expect(refused.status).toBe(422)
    const page = renderedPage(refused)
    expect(page.errors().map(({ field }) => field)).toEqual([name])
    expect(page.$(`[name=${name}]`).val()).toBe(value)
  })

  it('show both values to the second of two administrators who change the same field', async () => {
    const first = await anAdministrator('First')
    const second = await anAdministrator('Second')
    const one = await first.get(path)
    const other = await second.get(path)
    const typed = typedInto(one, { officePhone: phone }, '.settings-form')
    await first.post(path).type('form').send(typed).expect(303)
    const clashing = typedInto(other, { officePhone: '+86 453 392-0001' }, '.settings-form')
    const page = renderedPage(await second.post(path).type('form').send(clashing).expect(409))
    expect(page.text('clash')).toContain(phone)
    expect(page.value('officePhone')).toBe('+86 453 392-0001')
    const settled = typedInto(await second.get(path), { addressEn: 'Main Street 1' }, '.settings-form')
    await second.post(path).type('form').send(settled).expect(303)
    expect(await site.services.programme.settings()).toMatchObject({ officePhone: phone, addressEn: 'Main Street 1' })
  })

  it('are not changed by the page of the programme’s rules', async () => {
    await set(usual)
    const person = await anAdministrator('Vera')
    const rules = typedInto(await person.get('/en/staff/settings'), { offerDays: '21' }, '.settings-form')
    await person.post('/en/staff/settings').type('form').send(rules).expect(303)
    expect(await site.services.programme.settings()).toMatchObject({ offerDays: 21, officePhone: phone })
  })

  it('are given to search engines once they are set, unless a demonstration has invented them', async () => {
    const organisation = async () => {
      const { $ } = renderedPage(await site.visit.get('/ru').expect(200))
      const { '@graph': nodes } = JSON.parse($('script[type="application/ld+json"]').text()) as { '@graph': object[] }
      return nodes[0] ?? {}
    }
    await site.services.programme.demonstration.seed()
    expect(await organisation()).not.toHaveProperty('telephone')
    expect(await organisation()).not.toHaveProperty('address')
    await set(usual)
    const told = await organisation()
    expect(told).toMatchObject({ telephone: phone, contactPoint: { telephone: phone } })
    expect(told).toMatchObject({ address: { streetAddress: usual.addressRu, addressCountry: 'CN' } })
  })

  it('are invented in a demonstration, and marked so until they are set', async () => {
    await site.services.programme.demonstration.seed()
    const page = renderedPage(await site.visit.get('/en/contact').expect(200))
    expect(page.text('office')).toContain('Invented for the demonstration')
    expect(page.text('footer-office')).toContain('Invented for the demonstration')
    const form = renderedPage(await (await anAdministrator('Vera')).get(path).expect(200))
    expect(form.text('invented')).toContain('invented')
    expect((await set({ officePhone: phone })).status).toBe(303)
    await site.services.programme.demonstration.seed()
    const own = renderedPage(await site.visit.get('/en/contact').expect(200))
    expect(own.text('office')).toContain(phone)
    expect(own.text('office')).not.toContain('Invented')
  })

  it('can be set by administrators only', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    await manager.get(path).expect(403)
    await manager.post(path).type('form').send(usual).expect(403)
  })
})
