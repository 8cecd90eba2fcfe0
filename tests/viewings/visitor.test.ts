import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { carryOutEffects, deliverMail } from '#features/outbox/jobs.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { valueOf } from '../support/files/calendar.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite, type SentMail } from '../support/site.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'

const site = useSite()
const startsAt = new Date('2026-12-01T10:00:00+08:00')
const later = new Date('2026-12-01T14:00:00+08:00')
const wish = { partySize: '2', language: 'ru', phone: '+7 914 000-00-00', note: 'Вытяжка?' }

/** Books a time for a new visitor; the number makes one that others do not have. */
async function aBookedVisit(number = 0) {
  const { code } = await aPremises({ code: `SFH-A-${String(107 + number).padStart(4, '0')}` })
  const guide = await aColleague('listing_manager', { name: '赵敏' })
  const slot = await aSlot({ premises: code, startsAt, guide: guide._id })
  const other = await aSlot({ premises: code, startsAt: later, guide: guide._id })
  const account = await anApplicant({ name: 'Анна Иванова', locale: 'ru' })
  const person = await site.as(account)
  const { headers } = await person.post(`/ru/premises/${code}/viewings/${slot.id}`).type('form').send(wish).expect(303)
  const path = headers.location!
  return { code, guide, slot, other, account, person, path, visit: path.split('/').at(-1)! }
}
const entryIn = (mail: SentMail | undefined) => {
  const value = (name: string) => valueOf(mail?.calendar?.content ?? '', name)
  return { method: mail?.calendar?.method, value }
}
const hourMs = 3_600_000
const mailsTo = async (email: string) => {
  await site.runJobs()
  return site.mails().filter(({ to }) => to === email)
}
/** Runs only the chores that send mails, for tests that ask dozens of times. */
const subjectsTo = async (email: string) => {
  for (const chore of [carryOutEffects, deliverMail]) await chore.run({ services: site.services, log: site.log })
  return site.mails().flatMap(({ to, subject }) => (to === email ? [subject] : []))
}

describe('the free slots of a unit', () => {
  it('are shown on its page, or the contact to ask', async () => {
    const { code } = await aPremises()
    const bare = renderedPage(await site.visit.get(`/en/premises/${code}`).expect(200))
    expect(bare.text('viewing')).toContain('No viewings of this unit are planned')
    const slot = await aSlot({ premises: code, startsAt })
    await site.services.viewings.calendar.withdraw((await aSlot({ premises: code })).id, {
      kind: 'system',
      id: '',
      name: '',
    })
    const page = renderedPage(await site.visit.get(`/en/premises/${code}`).expect(200))
    expect(page.text('viewing')).toMatch(/^See the unit\s*Tuesday 1 December, 10:00–10:30\s*12:00 in Vladivostok/)
    expect(page.text('viewing').match(/UTC\+8/g)).toHaveLength(1)
    expect(page.links()).toContain(`/en/premises/${code}/viewings/${slot.id}`)
    await PremisesModel.updateOne({ code }, { $set: { status: 'let' } })
    await site.services.viewings.sweep()
    const let_ = renderedPage(await site.visit.get(`/en/premises/${code}?fresh`).set('Cookie', 'a=b').expect(200))
    expect(let_.$('[data-test=viewing]')).toHaveLength(0)
  })

  it.each(locales)('are listed by day with the time in Vladivostok, in %s', async locale => {
    const { code } = await aPremises()
    await aSlot({ premises: code, startsAt })
    await aSlot({ premises: code, startsAt: new Date('2026-12-01T22:30:00+08:00') })
    await aSlot({ premises: code, startsAt: new Date('2026-11-25T11:59:00+08:00') })
    const response = await site.visit.get(`/${locale}/premises/${code}/viewings`).expect(200)
    const page = renderedPage(response)
    expect(page.language).toBe(locale)
    expect(page.headings).toBe(1)
    expect(page.$('[data-test=slot]')).toHaveLength(2)
    expect(page.$('meta[name=robots]').attr('content')).toBe('noindex')
    expect(page.main).toContain('10:00–10:30')
    expect(page.main).toContain('12:00')
    expect(page.main).toContain('00:30')
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  it('are replaced by a note if there are none or the unit is let, and by “not found” without a unit', async () => {
    const { code } = await aPremises()
    const none = renderedPage(await site.visit.get(`/en/premises/${code}/viewings`).expect(200))
    expect(none.text('none')).toContain('Ask for a time')
    expect(none.links()).toContain(`/en/contact?topic=viewing&premises=${code}`)
    await aSlot({ premises: code })
    await PremisesModel.updateOne({ code }, { $set: { status: 'let' } })
    const gone = renderedPage(await site.visit.get(`/en/premises/${code}/viewings`).expect(200))
    expect(gone.text('none')).toContain('no longer shown')
    expect(gone.text('ask')).toBe('')
    await site.visit.get('/en/premises/SFH-A-9999/viewings').expect(404)
    await site.visit.get('/en/premises/nonsense/viewings').expect(404)
  })
})

describe('the booking of a slot', () => {
  it('asks the visitor to sign in and returns to the slot', async () => {
    const { code } = await aPremises()
    const slot = await aSlot({ premises: code })
    const path = `/en/premises/${code}/viewings/${slot.id}`
    const { headers } = await site.visit.get(path).expect(303)
    expect(headers.location).toBe(`/en/sign-in?after=viewing&next=${encodeURIComponent(path)}`)
    const asked = renderedPage(await site.visit.get(headers.location!).expect(200))
    expect(asked.text('after')).toBe(
      'To book a viewing, sign in or sign up. You will then come back to the time you chose.',
    )
    expect(asked.value('next')).toBe(path)
    await site.visit.post(path).type('form').send(wish).expect(303)
    expect((await ViewingModel.findById(slot._id).lean())?.state).toBe('free')
  })

  it('asks the visitor to confirm the e-mail address first', async () => {
    const { code } = await aPremises()
    const slot = await aSlot({ premises: code })
    const account = await anApplicant()
    const person = await site.as(account)
    const { AccountModel } = await import('#models/accounts/account.ts')
    await AccountModel.updateOne({ _id: account._id }, { $unset: { verifiedAt: 1 } })
    const path = `/en/premises/${code}/viewings/${slot.id}`
    const page = renderedPage(await person.get(path).expect(200))
    expect(page.text('unverified')).toContain(account.email)
    expect(page.$('[data-test=unverified] form').attr('action')).toBe('/en/account/verification')
    const refused = renderedPage(await person.post(path).type('form').send(wish).expect(403))
    expect(refused.text('refusal')).toContain('Confirm your e-mail')
    expect((await ViewingModel.findById(slot._id).lean())?.state).toBe('free')
  })

  it('is open to founders only', async () => {
    const { code } = await aPremises()
    const slot = await aSlot({ premises: code })
    const manager = await site.as(await aColleague('listing_manager'))
    await manager.get(`/en/premises/${code}/viewings/${slot.id}`).expect(403)
    const page = renderedPage(await manager.get(`/en/premises/${code}/viewings`).expect(200))
    expect(page.text('staff')).toContain('Calendar of viewings')
  })

  it('keeps the input when something is wrong', async () => {
    const { code } = await aPremises()
    const slot = await aSlot({ premises: code })
    const person = await site.as(await anApplicant())
    const path = `/en/premises/${code}/viewings/${slot.id}`
    const wrong = { partySize: '40', language: 'zh', phone: 'call me', note: 'Hello' }
    const page = renderedPage(await person.post(path).type('form').send(wrong).expect(422))
    expect(page.errors().map(({ field }) => field)).toEqual(['partySize', 'phone'])
    expect(page.value('note')).toBe('Hello')
    const language = renderedPage(
      await person
        .post(path)
        .type('form')
        .send({ ...wish, language: 'en' })
        .expect(422),
    )
    expect(language.errors()).toEqual([{ field: 'language', text: 'Choose a language that the guide speaks.' }])
  })

  it('reports that somebody was faster, and shows the other slots', async () => {
    const { code } = await aPremises()
    const slot = await aSlot({ premises: code })
    await aSlot({ premises: code })
    await ViewingModel.updateOne({ _id: slot._id }, { $set: { state: 'withdrawn' } })
    const person = await site.as(await anApplicant())
    const path = `/en/premises/${code}/viewings/${slot.id}`
    const page = renderedPage(await person.post(path).type('form').send(wish).expect(409))
    expect(page.text('refusal')).toContain('Choose another one')
    expect(page.$('[data-test=slot]')).toHaveLength(1)
    await person.get(path).expect(404)
  })

  it('is confirmed to both sides with a calendar entry', async () => {
    const { account, guide, person, path, visit } = await aBookedVisit()
    const page = renderedPage(await person.get(path).expect(200))
    expect(page.notice).toContain(account.email)
    expect(page.main).toContain('вторник, 1 декабря, 10:00–10:30 (Суйфэньхэ, UTC+8)')
    const mail = (await mailsTo(account.email))[0]!
    expect(mail.subject).toMatch(/^Вы записаны на просмотр SFH-A-0107/)
    expect(mail.text).toContain('во Владивостоке 12:00')
    expect(mail.text).toContain(`http://street.test/ru/viewings/${visit}`)
    const { method, value } = entryIn(mail)
    expect(method).toBe('REQUEST')
    expect(value('UID')).toBe(`viewing-${visit}@startup-street`)
    expect(value('SEQUENCE')).toBe('0')
    expect(value('DTSTART')).toBe('20261201T020000Z')
    expect(value('SUMMARY')).toMatch(/^Просмотр помещения SFH-A-0107\u00a0· Магазин/)
    const told = (await mailsTo(guide.email))[0]!
    expect(told.text).toContain('Анна Иванова')
    expect(told.text).not.toContain(wish.phone)
    await site.runJobs()
    expect(await mailsTo(account.email)).toHaveLength(1)
  })
})

describe('one’s own viewings', () => {
  it.each([
    ['ru', 'Улица стартапов, корпус A1, у вывески'],
    ['zh', '创业街A1号楼，у вывески'],
  ])('show in %s where to meet', async (locale, place) => {
    const { person, visit, slot } = await aBookedVisit()
    await ViewingModel.updateOne({ _id: slot._id }, { $set: { meetingPoint: 'у вывески' } })
    const page = renderedPage(await person.get(`/${locale}/viewings/${visit}`).expect(200))
    expect(page.main).toContain(place)
  })

  it('are listed, without those of other people', async () => {
    const { person, path, visit, other } = await aBookedVisit()
    const list = renderedPage(await person.get('/en/viewings').expect(200))
    expect(list.links()).toContain(`/en/viewings/${visit}`)
    const stranger = await site.as(await anApplicant())
    expect(renderedPage(await stranger.get('/en/viewings').expect(200)).text('empty')).toContain('not booked')
    await stranger.get(path).expect(404)
    await stranger.get(`${path}/viewing.ics`).expect(404)
    await stranger.post(`${path}/move`).type('form').send({ slot: other.id }).expect(404)
    await stranger.post(`${path}/cancel`).expect(404)
    await site.visit.get(path).expect(303)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get('/en/viewings').expect(403)
  })

  it('can be downloaded as a calendar file', async () => {
    const { person, path, visit } = await aBookedVisit()
    const { headers, text } = await person.get(`${path}/viewing.ics`).buffer().expect(200)
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(headers['content-disposition']).toContain('viewing-SFH-A-0107.ics')
    expect(valueOf(text, 'UID')).toBe(`viewing-${visit}@startup-street`)
    expect(valueOf(text, 'METHOD')).toBe('PUBLISH')
    expect(valueOf(text, 'ORGANIZER')).toMatch(/^mailto:/i)
    expect(valueOf(text, 'DESCRIPTION')).toContain(`http://street.test/ru/viewings/${visit}`)
    expect(valueOf(text, 'ATTENDEE')).toBeUndefined()
  })

  it('move to another slot of the unit, also in calendars', async () => {
    const { account, guide, person, path, slot, other, visit } = await aBookedVisit()
    await site.runJobs()
    await person.post(`${path}/move`).type('form').send({}).expect(422)
    await person.post(`${path}/move`).type('form').send({ slot: other.id }).expect(303)
    expect(renderedPage(await person.get(path)).main).toContain('14:00–14:30')
    expect((await ViewingModel.findById(slot._id).lean())?.state).toBe('free')
    const mail = (await mailsTo(account.email)).at(-1)
    expect(mail?.text).toContain('Было: вторник, 1 декабря, 10:00–10:30')
    const { value } = entryIn(mail)
    expect(value('UID')).toBe(`viewing-${visit}@startup-street`)
    expect(value('SEQUENCE')).toBe('1')
    expect(value('DTSTART')).toBe('20261201T060000Z')
    expect((await mailsTo(guide.email)).map(({ subject }) => subject)).toHaveLength(2)
    await person.post(`${path}/move`).type('form').send({ slot: slot.id }).expect(303)
    await ViewingModel.updateOne({ _id: other._id }, { $set: { state: 'withdrawn' } })
    const taken = renderedPage(await person.post(`${path}/move`).type('form').send({ slot: other.id }).expect(409))
    expect(taken.text('refusal')).not.toBe('')
  })

  it('stay unchanged when they are moved to the same slot twice, without more mail', async () => {
    const { account, person, path, other } = await aBookedVisit()
    const move = () => person.post(`${path}/move`).type('form').send({ slot: other.id }).expect(303)
    await move()
    const told = await mailsTo(account.email)
    await move()
    expect(renderedPage(await person.get(path)).main).toContain('14:00–14:30')
    expect(await mailsTo(account.email)).toHaveLength(told.length)
  })

  it('move once when the form is sent twice at the same time, whichever request is faster', async () => {
    for (let operation = 0; ; operation += 1) {
      const { code, account, person, path, slot } = await aBookedVisit(operation)
      const to = await aSlot({ premises: code, startsAt: new Date(slot.startsAt.getTime() + 2 * hourMs) })
      const move = () =>
        person.post(`${path}/move`).type('form').send({ slot: to.id }).expect(303).expect('location', path)
      const end = await cutIn(operation, move, move)
      const held = await ViewingModel.find({ 'booking.account': account._id }).lean()
      expect(
        held.map(({ _id }) => _id.toHexString()),
        `cut in at operation ${operation}`,
      ).toEqual([to.id])
      expect(held[0]?.events.map(({ kind }) => kind)).toEqual(['moved'])
      expect(await subjectsTo(account.email)).toEqual(
        [/^Вы записаны/, /перенесён/].map((subject): unknown => expect.stringMatching(subject)),
      )
      if (end === 'over') break
    }
  }, 120_000)

  it('are cancelled once when the form is sent twice at the same time, whichever request is faster', async () => {
    for (let operation = 0; ; operation += 1) {
      const { account, person, path, slot } = await aBookedVisit(operation)
      const cancel = () => person.post(`${path}/cancel`).expect(303).expect('location', '/ru/viewings')
      const end = await cutIn(operation, cancel, cancel)
      const freed = (await ViewingModel.findById(slot._id).lean())!
      expect(freed, `cut in at operation ${operation}`).toMatchObject({ state: 'free', booking: null })
      expect(freed.released).toHaveLength(1)
      expect(freed.events.map(({ kind }) => kind)).toEqual(['booked', 'given-up'])
      expect(await subjectsTo(account.email)).toEqual(
        [/^Вы записаны/, /отмен/].map((subject): unknown => expect.stringMatching(subject)),
      )
      if (end === 'over') break
    }
  }, 120_000)

  it('are shown once, in their actual state, while they are being cancelled', async () => {
    for (let operation = 0; ; operation += 1) {
      const { person, path } = await aBookedVisit(operation)
      const cancel = () => person.post(`${path}/cancel`).expect(303)
      const read = async () => {
        const one = await person.get(path).expect(200)
        const list = await person.get('/ru/viewings').expect(200)
        expect(renderedPage(one).headings, `cut in at operation ${operation}`).toBe(1)
        expect(
          renderedPage(list)
            .links()
            .filter(link => link === path),
          `cut in at operation ${operation}`,
        ).toHaveLength(1)
      }
      if ((await cutIn(operation, read, cancel)) === 'over') break
    }
  }, 120_000)

  it('are booked once when the form is sent twice at the same time, and both requests lead to the viewing', async () => {
    for (let operation = 0; ; operation += 1) {
      const { code } = await aPremises({ code: `SFH-A-${String(107 + operation).padStart(4, '0')}` })
      const slot = await aSlot({ premises: code, startsAt })
      const account = await anApplicant({ locale: 'ru' })
      const person = await site.as(account)
      const at = `/ru/premises/${code}/viewings/${slot.id}`
      const led = new Set<string>()
      const book = async () => led.add((await person.post(at).type('form').send(wish).expect(303)).headers.location!)
      const end = await cutIn(operation, book, book)
      const { booking, events } = (await ViewingModel.findById(slot._id).lean())!
      expect([...led], `cut in at operation ${operation}`).toEqual([`/ru/viewings/${booking!.visit.toHexString()}`])
      expect(events.map(({ kind }) => kind)).toEqual(['booked'])
      expect(await subjectsTo(account.email)).toEqual([expect.stringMatching(/^Вы записаны/)])
      if (end === 'over') break
    }
  }, 120_000)

  it('are booked once when the form is sent twice, and the page reports the booking', async () => {
    const { account, person, code, slot, visit } = await aBookedVisit()
    const told = await mailsTo(account.email)
    const again = { ...wish, note: 'Есть ли вытяжка над плитой?' }
    const post = person.post(`/ru/premises/${code}/viewings/${slot.id}`).type('form').send(again)
    const page = renderedPage(await post.expect(409))
    expect(page.$('[data-test=refusal]')).toHaveLength(0)
    expect(page.$('[data-test=yours] a').attr('href')).toBe(`/ru/viewings/${visit}`)
    expect(page.$('main textarea[readonly]').last().text()).toBe(again.note)
    expect(await mailsTo(account.email)).toHaveLength(told.length)
  })

  it('are shown when the same form is sent or opened again', async () => {
    const { person, code, slot, visit } = await aBookedVisit()
    const own = `/ru/viewings/${visit}`
    const at = `/ru/premises/${code}/viewings/${slot.id}`
    expect((await person.post(at).type('form').send(wish).expect(303)).headers.location).toBe(own)
    expect((await person.get(at).expect(303)).headers.location).toBe(own)
    await (await site.as(await anApplicant())).get(at).expect(404)
  })

  it('cannot be moved or cancelled after the office has called them off, and the page explains this', async () => {
    const { person, path, slot, other } = await aBookedVisit()
    await ViewingModel.updateOne({ _id: slot._id }, { $set: { state: 'cancelled', reason: 'Ремонт' } })
    for (const act of ['move', 'cancel']) {
      const page = renderedPage(await person.post(`${path}/${act}`).type('form').send({ slot: other.id }).expect(409))
      expect(page.text('refusal')).toContain('изменил')
      expect(page.main).toContain('Ремонт')
    }
  })

  it('are cancelled once, which removes them from calendars and frees the slot', async () => {
    const { account, guide, person, path, slot, code } = await aBookedVisit()
    await site.runJobs()
    await person.post(`${path}/cancel`).expect(303)
    expect((await ViewingModel.findById(slot._id).lean())?.state).toBe('free')
    const mail = (await mailsTo(account.email)).at(-1)
    const { method, value } = entryIn(mail)
    expect(method).toBe('CANCEL')
    expect(value('STATUS')).toBe('CANCELLED')
    expect(value('SEQUENCE')).toBe('1')
    expect(entryIn((await mailsTo(guide.email)).at(-1)).method).toBe('CANCEL')
    const page = renderedPage(await person.get(path).expect(200))
    expect(page.main).toContain('Отменён вами')
    expect(page.links()).toContain(`/ru/premises/${code}/viewings`)
    // Cancelled twice, or from another tab: the viewing is cancelled and no second mail is sent.
    const told = (await mailsTo(account.email)).length
    await person.post(`${path}/cancel`).expect(303).expect('location', '/ru/viewings')
    expect(await mailsTo(account.email)).toHaveLength(told)
    const late = await person.post(`${path}/move`).type('form').send({ slot: slot.id }).expect(409)
    expect(renderedPage(late).main).toContain('Отменён вами')
    await person.post(`/ru/premises/${code}/viewings/${slot.id}`).type('form').send(wish).expect(303)
  })

  it.each(locales)('are shown in %s', async locale => {
    const { person, visit } = await aBookedVisit()
    for (const path of ['', `/${visit}`]) {
      const page = renderedPage(await person.get(`/${locale}/viewings${path}`).expect(200))
      expect(page.language).toBe(locale)
      expect(page.headings).toBe(1)
    }
  })
})

describe('the reminder of a viewing', () => {
  it('is sent once, a day before', async () => {
    const { account } = await aBookedVisit()
    await site.runJobs()
    site.clock.set('2026-11-30T09:59:00+08:00')
    expect(await mailsTo(account.email)).toHaveLength(1)
    site.clock.set('2026-11-30T10:00:00+08:00')
    const mails = await mailsTo(account.email)
    expect(mails).toHaveLength(2)
    expect(mails[1]?.subject).toMatch(/^Напоминание/)
    expect(entryIn(mails[1]).value('SEQUENCE')).toBe('0')
    site.clock.set('2026-11-30T12:00:00+08:00')
    expect(await mailsTo(account.email)).toHaveLength(2)
  })

  it('is not sent for a viewing that was booked later, has begun, or was cancelled', async () => {
    site.clock.set('2026-11-30T11:00:00+08:00')
    const { account } = await aBookedVisit()
    site.clock.set('2026-12-01T09:00:00+08:00')
    expect(await mailsTo(account.email)).toHaveLength(1)
  })

  it('is sent for the new time after a move', async () => {
    const { account, person, path, code } = await aBookedVisit()
    const next = await aSlot({ premises: code, startsAt: new Date('2026-12-10T10:00:00+08:00') })
    await person.post(`${path}/move`).type('form').send({ slot: next.id }).expect(303)
    await site.runJobs()
    site.clock.set('2026-12-01T09:00:00+08:00')
    expect((await mailsTo(account.email)).filter(({ subject }) => subject.startsWith('Напоминание'))).toEqual([])
    site.clock.set('2026-12-09T10:00:00+08:00')
    expect((await mailsTo(account.email)).filter(({ subject }) => subject.startsWith('Напоминание'))).toHaveLength(1)
  })
})

describe('the slots of a unit that is let or archived', () => {
  it('are withdrawn if free and flagged if booked, until the unit is available again', async () => {
    const { code, slot, other } = await aBookedVisit()
    await PremisesModel.updateOne({ code }, { $set: { status: 'archived' } })
    await site.runJobs()
    expect((await auditEntriesAbout(code)).toSorted()).toEqual(['viewing.flagged system', 'viewing.withdrawn system'])
    expect(await ViewingModel.findById(other._id).lean()).toMatchObject({ state: 'withdrawn' })
    expect(await ViewingModel.findById(slot._id).lean()).toMatchObject({ state: 'booked', flagged: true })
    expect(await site.services.viewings.calendar.figures({ id: '', premises: null })).toMatchObject({
      coming: 1,
      flagged: 1,
    })
    await PremisesModel.updateOne({ code }, { $set: { status: 'available' } })
    await site.services.viewings.sweep()
    expect(await ViewingModel.findById(slot._id).lean()).toMatchObject({ flagged: false })
  })
})
