import { describe, expect, it } from 'vitest'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

describe('a viewing that the offered times do not allow', () => {
  it.each([
    ['viewing', 'Просмотр помещения'],
    ['video_viewing', 'Просмотр по видео'],
  ])('is asked for in words (%s), and the listing manager reads the wish among the enquiries', async (topic, name) => {
    const { code } = await aPremises()
    await aSlot({ premises: code })
    const account = await anApplicant({ name: 'Анна Иванова' })
    const founder = await site.as(account)
    const times = renderedPage(await founder.get(`/ru/premises/${code}/viewings`).expect(200))
    const ask = `/ru/contact?topic=${topic}&premises=${code}`
    expect(times.links()).toContain(ask)
    const form = renderedPage(await founder.get(ask).expect(200))
    expect(form.value('topic')).toBe(topic)
    expect(form.main).toContain('Напишите, в какие дни и часы вам удобно')
    const wish = {
      name: 'Анна Иванова',
      email: account.email,
      preferredLanguage: 'ru',
      topic,
      premisesCode: code,
      message: 'В субботу после шести.',
      website: '',
      opened: String(site.clock.now().getTime() - 60_000),
    }
    await founder.post('/ru/contact').type('form').send(wish).expect(303)
    const manager = await site.as(await aColleague('listing_manager'))
    const work = renderedPage(await manager.get('/ru/staff/work/enquiries').expect(200))
    expect(work.main).toMatch(new RegExp(`Анна Иванова.*${name}|${name}.*Анна Иванова`))
    const [enquiry] = await EnquiryModel.find().lean()
    const page = renderedPage(await manager.get(`/ru/staff/enquiries/${enquiry?._id.toHexString()}`).expect(200))
    expect(page.main).toMatch(/В субботу после шести/)
    expect(page.main).toContain(code)
  })

  it.each(locales)('can be asked for where no time is offered, in %s, but not by colleagues', async locale => {
    const { code } = await aPremises()
    const at = `/${locale}/premises/${code}/viewings`
    const page = renderedPage(await site.visit.get(at).expect(200))
    for (const topic of ['viewing', 'video_viewing'])
      expect(page.links()).toContain(`/${locale}/contact?topic=${topic}&premises=${code}`)
    const officer = await site.as(await aColleague('reviewer'))
    expect(
      renderedPage(await officer.get(at).expect(200))
        .links()
        .join(' '),
    ).not.toContain('topic=')
  })
})
