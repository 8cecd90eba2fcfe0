import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

describe('the e-mail address of the office', () => {
  const site = useSite()
  const path = '/en/staff/settings'
  const installed = 'office@startup-street.example'

  async function aVisit() {
    await aPremises({ code: 'SFH-A-0107' })
    const slot = await aSlot({ premises: 'SFH-A-0107' })
    const visitor = await anApplicant()
    const booking = {
      visit: slot._id,
      account: visitor._id,
      name: 'Анна',
      email: visitor.email,
      locale: 'ru',
      language: 'ru',
      partySize: 1,
      place: 0,
      lanes: ['a'],
      since: new Date(),
    }
    await ViewingModel.updateOne({ _id: slot._id }, { $set: { state: 'booked', booking } })
    const own = await site.as(visitor)
    return async () => {
      const { text } = await own.get(`/en/viewings/${slot.id}/viewing.ics`).expect(200)
      return /ORGANIZER.*?mailto:(\S+)/.exec(text.replaceAll('\r\n ', ''))?.[1]
    }
  }

  const ask = async (message: string) => {
    const asked = { name: 'Anna', email: 'anna@example.com', preferredLanguage: 'en', topic: 'other', message }
    const opened = String(site.clock.now().getTime() - 60_000)
    await site.visit
      .post('/en/contact')
      .type('form')
      .send({ ...asked, website: '', opened })
      .expect(303)
    await site.runJobs()
    return site.mails().find(mail => mail.text.includes(message))?.to
  }

  it('is the installation’s default until it is set, and then receives enquiries and appears in calendars', async () => {
    const organiser = await aVisit()
    expect([await ask('Is it free?'), await organiser()]).toEqual([installed, installed])

    const administrator = await site.as(await aColleague('administrator'))
    const shown = await administrator.get(path).expect(200)
    expect(renderedPage(shown).$('#officeAddress-hint').text()).toContain(installed)
    const typed = typedInto(shown, { officeAddress: 'street@city.example', why: 'New mailbox' }, '.settings-form')
    await administrator.post(path).type('form').send(typed).expect(303)
    expect([await ask('Is it really free?'), await organiser()]).toEqual(['street@city.example', 'street@city.example'])

    const page = renderedPage(await administrator.get(path).expect(200))
    expect(page.text('changes')).toContain('E-mail of the office: — → street@city.example')
    const told = await AuditEntryModel.findOne({ action: 'settings.changed' }).lean()
    expect(told).toMatchObject({ reason: 'New mailbox' })
    expect(told?.changes).toMatchObject([{ field: 'officeAddress', before: '""', after: '"street@city.example"' }])
  })
})
