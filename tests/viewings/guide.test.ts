import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { valueOf } from '../support/files/calendar.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const startsAt = new Date('2026-12-01T10:00:00+08:00')
const phone = '+86 131 0453 0000'
const given = { nameRu: 'Чжао Минь', nameEn: 'Zhao Min', nameZh: '', phone }
const path = '/en/account/introduction'

/** Creates a viewing that a founder has booked, and the colleague who shows the unit. */
async function aBookedVisit(locale: 'ru' | 'en' | 'zh', introduction?: Record<string, string>) {
  const { code } = await aPremises({ code: 'SFH-A-0107' })
  const guide = await aColleague('listing_manager', { name: '赵敏' })
  if (introduction) {
    const person = await site.as(guide)
    await person.post(path).type('form').send(introduction).expect(303)
  }
  const slot = await aSlot({ premises: code, startsAt, guide: guide._id, guideName: guide.name })
  const account = await anApplicant({ locale })
  const person = await site.as(account)
  const form = `/${locale}/premises/${code}/viewings/${slot.id}`
  const before = await person.get(form).expect(200)
  const wish = { partySize: '1', language: 'ru', phone: '', note: '' }
  const { headers } = await person.post(form).type('form').send(wish).expect(303)
  const own = headers.location!
  const calendar = async () => valueOf((await person.get(`${own}/viewing.ics`).expect(200)).text, 'DESCRIPTION')
  return { code, guide, account, person, before, own, calendar, form }
}
const letterTo = async (email: string, template = /viewing|просмотр|看房/i) => {
  await site.runJobs()
  return site.mails().findLast(mail => mail.to === email && template.test(mail.subject))
}

describe('the guide of a viewing', () => {
  it.each([
    ['ru', 'Чжао Минь'],
    ['en', 'Zhao Min'],
    ['zh', '赵敏'],
  ] as const)('is named in the reader’s script and can be called once it is booked, in %s', async (locale, name) => {
    const { account, person, before, own, calendar } = await aBookedVisit(locale, given)
    expect(renderedPage(before).main).toContain(name)
    expect(before.text).not.toContain(phone)
    const page = renderedPage(await person.get(own).expect(200))
    expect(page.main).toContain(name)
    expect(page.$('a[href="tel:+8613104530000"]')).toHaveLength(1)
    expect(await calendar()).toContain(phone)
    const letter = await letterTo(account.email)
    expect(letter?.text).toContain(name)
    expect(letter?.text).toContain(phone)
    expect(valueOf(letter?.calendar?.content ?? '', 'DESCRIPTION')).toContain(phone)
  })

  it('is shown with the account name and without a number if no other is set', async () => {
    const { person, own, calendar } = await aBookedVisit('ru')
    const page = renderedPage(await person.get(own).expect(200))
    expect(page.main).toContain('赵敏')
    expect(page.$('a[href^="tel:"]')).toHaveLength(0)
    expect(await calendar()).toContain('Помещение показывает 赵敏.')
  })

  it('is shown to Russian readers in Latin letters if no Russian name is set', async () => {
    const { person, own } = await aBookedVisit('ru', { ...given, nameRu: '' })
    expect(renderedPage(await person.get(own)).main).toContain('Zhao Min')
  })

  it('cannot be called before the booking, by other visitors, or after the viewing was cancelled or is over', async () => {
    const { code, person, own, account, form } = await aBookedVisit('ru', given)
    const stranger = await site.as(await anApplicant())
    await stranger.get(own).expect(404)
    for (const url of [`/ru/premises/${code}`, `/ru/premises/${code}/viewings`, '/ru/contact'])
      expect((await stranger.get(url)).text).not.toContain('0453 0000')
    expect((await person.get('/ru/viewings')).text).not.toContain(phone)
    const archive = await person.get('/ru/account/privacy').expect(200)
    expect(archive.text).not.toContain(phone)
    await letterTo(account.email)
    await person.post(`${own}/cancel`).expect(303)
    expect((await person.get(own).expect(200)).text).not.toContain(phone)
    expect((await person.get(`${own}/viewing.ics`).expect(200)).text.replaceAll('\r\n ', '')).not.toContain(phone)
    expect((await letterTo(account.email))?.text).not.toContain(phone)
    const { headers } = await person
      .post(form)
      .type('form')
      .send({ partySize: '1', language: 'ru', phone: '', note: '' })
      .expect(303)
    expect((await person.get(headers.location!)).text).toContain(phone)
    site.clock.advance({ days: 30 })
    const again = await site.as(account)
    expect((await again.get(headers.location!).expect(200)).text).not.toContain(phone)
  })

  it('is shown without the number after leaving the office', async () => {
    const { guide, person, own } = await aBookedVisit('ru', given)
    await site.services.accounts.people.deactivate(guide.id)
    const page = renderedPage(await person.get(own).expect(200))
    expect(page.main).toContain('赵敏')
    expect(page.main).not.toContain(phone)
    expect((await AccountModel.findById(guide.id).lean())?.workPhone).toBeNull()
  })
})

describe('the telephone number of a guide who changes roles', () => {
  const numberOf = async (id: string) => (await AccountModel.findById(id).lean())?.workPhone

  it('is deleted when they no longer show units', async () => {
    const { guide, person, own } = await aBookedVisit('ru', given)
    const verdict = await site.services.accounts.people.changeRole(guide.id, 'reviewer')
    expect(verdict).toEqual({ ok: true })
    expect(renderedPage(await person.get(own).expect(200)).main).not.toContain(phone)
    expect(await numberOf(guide.id)).toBeNull()
  })

  it('is also deleted when two administrators agree on the change, and kept while they show units', async () => {
    const { guide, person, own } = await aBookedVisit('ru', given)
    const olga = await aColleague('administrator')
    const ivan = await aColleague('administrator')
    const give = async (role: 'administrator' | 'decider') => {
      const reason = 'The panel needs one more'
      const { appointments } = site.services.accounts
      expect(await appointments.proposeRole(guide.id, role, { by: olga.id, reason })).toEqual({ ok: true })
      const key = (await AccountModel.findById(guide.id).lean())?.roleProposal?.key ?? ''
      expect(await appointments.confirm(guide.id, key, ivan.id)).toEqual({ ok: true })
    }
    await give('administrator')
    expect(renderedPage(await person.get(own).expect(200)).main).toContain(phone)
    await give('decider')
    expect(await numberOf(guide.id)).toBeNull()
  })
})

describe('the details that a guide enters', () => {
  it('can be changed by the guide, are recorded in the audit trail without their values, and are part of the guide’s own data', async () => {
    const guide = await aColleague('listing_manager', { name: '赵敏' })
    const person = await site.as(guide)
    expect(renderedPage(await person.get('/en/account')).links()).toContain(path)
    await person.post(path).type('form').send(given).expect(303)
    const page = renderedPage(await person.get(path).expect(200))
    expect([page.value('nameRu'), page.value('phone')]).toEqual(['Чжао Минь', phone])
    const entry = await AuditEntryModel.findOne({ action: 'account.profile_changed' }).lean()
    expect(entry?.changes.map(({ field }) => field)).toEqual(['nameRu', 'nameEn', 'phone'])
    expect(JSON.stringify(entry)).not.toContain('Чжао')
    expect(await site.services.accounts.own.get(guide.id)).toMatchObject({
      workPhone: phone,
      writtenNames: { ru: 'Чжао Минь' },
    })
    await person.post(path).type('form').send({ nameRu: '', nameEn: '', nameZh: '', phone: '' }).expect(303)
    expect(await site.services.accounts.introduction.get(guide.id)).toEqual({
      names: { ru: '', en: '', zh: '' },
      phone: '',
    })
  })

  it('are refused with a number that cannot be dialled from abroad', async () => {
    const person = await site.as(await aColleague('administrator'))
    const page = renderedPage(
      await person
        .post(path)
        .type('form')
        .send({ ...given, phone: '131 0453' })
        .expect(422),
    )
    expect(page.errors().map(({ field }) => field)).toEqual(['phone'])
    expect(page.value('nameRu')).toBe('Чжао Минь')
  })

  it('are not requested from people who show no units', async () => {
    for (const account of [await anApplicant(), await aColleague('reviewer')]) {
      const person = await site.as(account)
      await person.get(path).expect(403)
      expect(renderedPage(await person.get('/en/account')).links()).not.toContain(path)
    }
  })
})
