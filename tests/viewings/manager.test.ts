import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { addDays } from '#shared/days/city-day.ts'
import { locales } from '#shared/texts/i18n.ts'
import type { Manager } from '#features/viewings/ports.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { unfolded, valueOf } from '../support/files/calendar.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'

const site = useSite()

async function aManager() {
  const account = await aColleague('listing_manager', { name: '赵敏' })
  return { account, manager: await site.as(account) }
}
const plan = (guide: string, premises: string | string[], changes = {}) => ({
  premises,
  day: '2026-12-01',
  from: '10:00',
  to: '11:00',
  minutes: '30',
  weeks: '1',
  guide,
  languages: ['ru', 'zh'],
  meetingPoint: '',
  ...changes,
})

async function aBooking(number = 0) {
  const { code } = await aPremises({ code: `SFH-A-${String(107 + number).padStart(4, '0')}` })
  const { account: guide, manager } = await aManager()
  const slot = await aSlot({ premises: code, guide: guide._id, startsAt: new Date('2026-12-01T10:00:00+08:00') })
  const account = await anApplicant({ name: 'Анна Иванова', locale: 'ru' })
  const visitor = { id: account.id, email: account.email, name: account.name, locale: 'ru' as const, verified: true }
  const wish = { slot: slot.id, partySize: 3, phone: '+7 914 000', note: 'Вытяжка?', language: 'ru' as const }
  const visit = await site.services.viewings.bookings.book(visitor, wish)
  return { code, guide, manager, slot, account, visit, visitor, path: `/en/staff/viewings/${slot.id}` }
}

describe('publishing slots', () => {
  it('creates slots that visitors see', async () => {
    const { code } = await aPremises()
    const { account, manager } = await aManager()
    const form = renderedPage(await manager.get(`/en/staff/viewings/new?premises=${code}`).expect(200))
    expect(form.value('day')).toBe('2026-11-26')
    expect(form.$(`[name=premises][value=${code}]`).is(':checked')).toBe(true)
    const answer = await manager
      .post('/en/staff/viewings/new?building=A1')
      .type('form')
      .send(plan(account.id, code, { weekdays: ['2', '4'], weeks: '2', meetingPoint: 'У вывески\r\nслева' }))
      .expect(303)
    expect(renderedPage(await manager.get(answer.headers.location!)).notice).toContain('8 viewing times have')
    const slots = await ViewingModel.find().sort({ startsAt: 1 }).lean()
    expect(slots.map(({ startsAt }) => startsAt.toISOString())[0]).toBe('2026-12-01T02:00:00.000Z')
    expect(slots[0]).toMatchObject({ state: 'free', guideName: '赵敏', meetingPoint: 'У вывески слева' })
    const page = renderedPage(await site.visit.get(`/en/premises/${code}/viewings`).expect(200))
    expect(page.$('[data-test=slot]')).toHaveLength(8)
    expect(await auditEntriesAbout(code)).toEqual(['viewing.published listing_manager'])
  })

  it('covers the units of a building in order', async () => {
    const one = await aPremises()
    const two = await aPremises()
    const { account, manager } = await aManager()
    const form = renderedPage(await manager.get('/en/staff/viewings/new?building=A1').expect(200))
    expect(form.$('[name=premises]')).toHaveLength(2)
    await manager
      .post('/en/staff/viewings/new?building=A1')
      .type('form')
      .send(plan(account.id, [one.code, two.code]))
    const slots = await ViewingModel.find().sort({ startsAt: 1 }).lean()
    expect(slots.map(({ premises }) => premises)).toEqual([one.code, two.code])
  })

  it.each([
    [{ premises: '' }, 'premises'],
    [{ day: '2026-02-31' }, 'day'],
    [{ day: '2026-11-24' }, 'day'],
    [{ from: '10:07' }, 'from'],
    [{ to: '09:00' }, 'to'],
    [{ to: '10:15' }, 'to'],
    [{ minutes: '31' }, 'minutes'],
    [{ weeks: '13' }, 'weeks'],
    [{ languages: '' }, 'languages'],
    [{ guide: 'f'.repeat(24) }, 'guide'],
    [{ guide: 'nobody' }, 'guide'],
  ])('refuses %o at %s and keeps the rest of the input', async (wrong, field) => {
    const { code } = await aPremises()
    const { account, manager } = await aManager()
    const sent = plan(account.id, code, { meetingPoint: 'Gate 2', ...wrong })
    const page = renderedPage(
      await manager.post('/en/staff/viewings/new?building=A1').type('form').send(sent).expect(422),
    )
    expect(page.errors().map(error => error.field)).toEqual([field])
    expect(page.value('meetingPoint')).toBe('Gate 2')
    expect(await ViewingModel.countDocuments()).toBe(0)
  })

  it('refuses times at which the unit or the guide is busy, and units that are let', async () => {
    const { code } = await aPremises()
    const other = await aPremises()
    const rented = await aPremises({ status: 'let' })
    const { account, manager } = await aManager()
    const colleague = await aColleague('administrator')
    const send = (sent: object) => manager.post('/en/staff/viewings/new?building=A1').type('form').send(sent)
    await send(plan(account.id, code)).expect(303)
    const samePremises = renderedPage(await send(plan(colleague.id, code, { from: '10:45', to: '11:45' })).expect(422))
    expect(samePremises.errors()[0]?.text).toContain('One of the units is already shown')
    const sameGuide = renderedPage(await send(plan(account.id, other.code, { from: '10:45', to: '11:45' })).expect(422))
    expect(sameGuide.errors()[0]?.text).toContain('The guide already shows')
    const gone = renderedPage(await send(plan(colleague.id, rented.code)).expect(422))
    expect(gone.errors()[0]?.text).toContain('let or not published')
    await send(plan(account.id, code, { from: '11:00', to: '12:00' })).expect(303)
  })

  it('gives each slot to one of two colleagues, and reports how many the other did not get', async () => {
    const { code } = await aPremises()
    const first = await aColleague('listing_manager')
    const second = await aColleague('administrator')
    const asked = { day: '2026-12-01', from: 600, to: 720, minutes: 30, weekdays: [], weeks: 1, premises: [code] }
    const rest = { languages: ['ru' as const], meetingPoint: '' }
    const publish = (guide: string) =>
      site.services.viewings.calendar.publish(
        { ...asked, ...rest, guide },
        { kind: 'administrator', id: guide, name: '' },
      )
    const results = await Promise.all([publish(first.id), publish(second.id)])
    expect(await ViewingModel.countDocuments()).toBe(4)
    const published = results.reduce((sum, result) => sum + (result.ok ? result.published : 0), 0)
    expect(published).toBe(4)
  })
})

describe('a form of a listing manager that is sent twice at the same time', () => {
  const began = new Date('2026-12-01T10:05:00+08:00')
  const calendar = () => site.services.viewings.calendar
  type Booked = Awaited<ReturnType<typeof aBooking>>
  const acts = {
    withdraw: {
      body: {},
      kinds: ['booked', 'given-up', 'withdrawn'],
      before: ({ visit, account }: Booked) => site.services.viewings.bookings.cancel(visit, account.id),
      act: ({ slot }: Booked, by: Manager) => calendar().withdraw(slot.id, by),
    },
    'call-off': {
      body: { reason: 'Ремонт' },
      kinds: ['booked', 'called-off'],
      before: () => undefined,
      act: ({ slot }: Booked, by: Manager) => calendar().callOff(slot.id, 'Ремонт', by),
    },
    outcome: {
      body: { outcome: 'missed' },
      kinds: ['booked', 'missed'],
      before: () => site.clock.set(began),
      act: ({ slot }: Booked, by: Manager) => calendar().noteOutcome(slot.id, { outcome: 'missed' }, by),
    },
  }

  it.each(['withdraw', 'call-off', 'outcome'] as const)(
    'is applied once: %s',
    async name => {
      const { body, kinds, before, act } = acts[name]
      for (let operation = 0; ; operation += 1) {
        site.clock.set(new Date('2026-11-25T12:00:00+08:00'))
        const made = await aBooking(operation)
        await before(made)
        const by = { kind: 'listing_manager' as const, id: made.guide.id, name: made.guide.name }
        const end = await cutIn(
          operation,
          () => act(made, by),
          () => act(made, by),
        )
        const again = (await site.as(made.guide)).post(`${made.path}/${name}`).type('form').send(body)
        await again.expect(303).expect('location', made.path)
        const { events } = (await ViewingModel.findById(made.slot._id).lean())!
        expect(
          events.map(({ kind }) => kind),
          `cut in at operation ${operation}`,
        ).toEqual(kinds)
        await site.runJobs()
        const told = site.mails().filter(({ to, text }) => to === made.account.email && text.includes('Ремонт'))
        expect(told).toHaveLength(name === 'call-off' ? 1 : 0)
        if (end === 'over') break
      }
    },
    60_000,
  )

  it('publishes slots once, and reports success both times', async () => {
    const { account, manager } = await aManager()
    const by = { kind: 'listing_manager' as const, id: account.id, name: account.name }
    for (let operation = 0; ; operation += 1) {
      const { code } = await aPremises()
      const day = addDays('2026-12-01', operation)
      const asked = {
        day,
        from: 600,
        to: 660,
        minutes: 30,
        weekdays: [],
        weeks: 1,
        premises: [code],
        guide: account.id,
      }
      const publish = async () => {
        const published = await calendar().publish({ ...asked, languages: ['ru', 'zh'], meetingPoint: '' }, by)
        expect(published, `cut in at operation ${operation}`).toEqual({ ok: true, published: 2, left: 0 })
      }
      const end = await cutIn(operation, publish, publish)
      const again = manager
        .post('/en/staff/viewings/new?building=A1')
        .type('form')
        .send(plan(account.id, code, { day }))
      expect(renderedPage(await manager.get((await again.expect(303)).headers.location!)).notice).toContain('2 viewing')
      expect(await ViewingModel.countDocuments({ premises: code })).toBe(2)
      if (end === 'over') break
    }
  }, 60_000)

  it('is refused without a mail if another visitor has booked since the page was opened', async () => {
    const { manager, path, visit, account, slot } = await aBooking()
    const reason = 'Вы просили переводчика, а его нет.'
    const callOff = (shown: string) => manager.post(`${path}/call-off`).type('form').send({ reason, visit: shown })
    const first = String(renderedPage(await manager.get(path).expect(200)).value('visit'))
    await site.services.viewings.bookings.cancel(visit, account.id)
    const other = await anApplicant({ name: 'Борис Орлов', locale: 'ru' })
    const visitor = { id: other.id, email: other.email, name: other.name, locale: 'ru' as const, verified: true }
    const wish = { slot: slot.id, partySize: 1, phone: '', note: '', language: 'ru' as const }
    await site.services.viewings.bookings.book(visitor, wish)
    const refused = renderedPage(await callOff(first).expect(409))
    expect(refused.text('refusal')).toContain('booking has changed')
    expect(refused.text('visitor')).toContain('Борис Орлов')
    expect(refused.value('reason')).toBe(reason)
    expect(refused.$('#call-off').is('[open]')).toBe(true)
    expect((await ViewingModel.findById(slot._id).lean())?.state).toBe('booked')
    await site.runJobs()
    expect(site.mails().filter(({ text }) => text.includes(reason))).toEqual([])
    const now = String(refused.value('visit'))
    for (const _time of [1, 2]) await callOff(now).expect(303)
    await site.runJobs()
    const told = site.mails().filter(({ text }) => text.includes(reason))
    expect(told.map(({ to }) => to)).toEqual([other.email])
  })

  it('replaces an outcome only from a page that shows it', async () => {
    const { path, slot } = await aBooking()
    site.clock.set(new Date(slot.startsAt.getTime() + 60_000).toISOString())
    const again = await site.as(await aColleague('listing_manager'))
    const shown = async () => String(renderedPage(await again.get(path).expect(200)).value('shown'))
    const note = (outcome: string, seen: string) =>
      again.post(`${path}/outcome`).type('form').send({ outcome, shown: seen })
    const old = await shown()
    for (const _time of [1, 2]) await note('attended', old).expect(303)
    await note('missed', old).expect(409)
    expect((await ViewingModel.findById(slot._id).lean())?.state).toBe('attended')
    await note('missed', await shown()).expect(303)
  })

  it('is refused with the actual reason if the viewing was cancelled or has begun', async () => {
    const { manager, path, visit, account } = await aBooking()
    const callOff = () => manager.post(`${path}/call-off`).type('form').send({ reason: 'Ремонт' }).expect(409)
    site.clock.set(began)
    const signedIn = await site.as(await aColleague('administrator'))
    const late = await signedIn.post(`${path}/call-off`).type('form').send({ reason: 'Ремонт' }).expect(409)
    expect(renderedPage(late).text('refusal')).toContain('has begun')
    site.clock.set(new Date('2026-11-25T12:00:00+08:00'))
    await site.services.viewings.bookings.cancel(visit, account.id)
    expect(renderedPage(await callOff()).text('refusal')).toContain('Nobody is booked')
  })
})

describe('the calendar of viewings', () => {
  it('shows the week by day and as a table, with the visitors', async () => {
    const { manager, account } = await aBooking()
    const week = renderedPage(await manager.get('/en/staff/viewings?week=2026-12-03').expect(200))
    expect(week.text('week')).toContain('10:00 SFH-A-0107Анна Иванова +2')
    expect(week.text('found')).toContain('30 November 2026 – 6 December 2026')
    const table = renderedPage(await manager.get('/en/staff/viewings?week=2026-12-01&view=list').expect(200))
    expect(table.text('table')).toContain(account.email)
    const empty = renderedPage(await manager.get('/en/staff/viewings?week=2027-01-01&view=list').expect(200))
    expect(empty.text('empty')).not.toBe('')
  })

  it('filters by unit and guide, and ignores invalid filters', async () => {
    const { manager, guide } = await aBooking()
    const slots = async (query: string) =>
      renderedPage(await manager.get(`/en/staff/viewings?week=2026-12-01&${query}`).expect(200)).$('[data-test=slot]')
        .length
    expect(await slots('premises=sfh-a-0107')).toBe(1)
    expect(await slots('premises=SFH-A-0108')).toBe(0)
    expect(await slots(`guide=${guide.id}`)).toBe(1)
    expect(await slots(`guide=${'f'.repeat(24)}`)).toBe(0)
    expect(await slots('guide=x&premises=%00&view=3d')).toBe(1)
    await manager.get('/en/staff/viewings?week=2026-99-99').expect(200)
  })

  it('shows late evenings and early mornings on their days in the city', async () => {
    const { manager } = await aManager()
    await aSlot({ startsAt: new Date('2026-11-29T23:30:00+08:00') })
    await aSlot({ startsAt: new Date('2026-11-30T00:00:00+08:00') })
    const days = async (week: string) =>
      renderedPage(await manager.get(`/en/staff/viewings?week=${week}`))
        .$('[data-test=slot] time')
        .map((_, time) => (time as unknown as { attribs: { datetime: string } }).attribs.datetime)
        .get()
    expect(await days('2026-11-29')).toEqual(['2026-11-29T15:30:00.000Z'])
    expect(await days('2026-11-30')).toEqual(['2026-11-29T16:00:00.000Z'])
  })

  it('is open to listing managers and administrators', async () => {
    const { slot } = await aBooking()
    const paths = ['', '/new', `/${slot.id}`].map(path => `/en/staff/viewings${path}`)
    for (const person of [await anApplicant(), await aColleague('reviewer'), await aColleague('decider')]) {
      const agent = await site.as(person)
      for (const path of paths) await agent.get(path).expect(403)
      await agent.post(`/en/staff/viewings/${slot.id}/call-off`).type('form').send({ reason: 'x' }).expect(403)
    }
    for (const path of paths) await site.visit.get(path).expect(303)
    const administrator = await site.as(await aColleague('administrator'))
    for (const path of paths) await administrator.get(path).expect(200)
    await administrator.get(`/en/staff/viewings/${'f'.repeat(24)}`).expect(404)
  })

  it.each(locales)('is written in %s', async locale => {
    const { manager, slot } = await aBooking()
    for (const path of ['', '?view=list', '/new?building=A1', `/${slot.id}`]) {
      const page = renderedPage(await manager.get(`/${locale}/staff/viewings${path}`).expect(200))
      expect(page.language).toBe(locale)
      expect(page.headings).toBe(1)
    }
  })
})

describe('the page of a slot', () => {
  it('shows the visitor, their message, and the history', async () => {
    const { manager, path, account } = await aBooking()
    const page = renderedPage(await manager.get(path).expect(200))
    for (const said of ['Анна Иванова', account.email, '+7 914 000', '3 people', 'Вытяжка?'])
      expect(page.text('visitor')).toContain(said)
    expect(page.main).toContain('Booked')
  })

  it('allows withdrawing a free slot, but not a booked one', async () => {
    const { manager, path } = await aBooking()
    const free = await aSlot()
    await manager.post(`/en/staff/viewings/${free.id}/withdraw`).expect(303)
    expect(await ViewingModel.findById(free._id).lean()).toMatchObject({ state: 'withdrawn' })
    expect((await ViewingModel.findById(free._id).lean())?.claims).toBeUndefined()
    await manager.post(`${path}/withdraw`).expect(409)
    await manager.post(`/en/staff/viewings/${'f'.repeat(24)}/withdraw`).expect(404)
    expect(await auditEntriesAbout(free.id)).toEqual(['viewing.withdrawn listing_manager'])
    expect(await auditEntriesAbout(free.premises)).toContain('viewing.withdrawn listing_manager')
  })

  it('sends the visitor the reason when the viewing is called off', async () => {
    const { manager, path, account, visit, slot } = await aBooking()
    await site.runJobs()
    const page = renderedPage(await manager.post(`${path}/call-off`).type('form').send({ reason: ' ' }).expect(422))
    expect(page.errors()[0]?.field).toBe('reason')
    await manager.post(`${path}/call-off`).type('form').send({ reason: 'Авария отопления.' }).expect(303)
    await site.runJobs()
    const mail = site
      .mails()
      .filter(({ to }) => to === account.email)
      .at(-1)
    expect(mail?.text).toContain('Причина: Авария отопления.')
    expect(mail?.calendar?.method).toBe('CANCEL')
    expect(valueOf(mail?.calendar?.content ?? '', 'UID')).toBe(`viewing-${visit}@startup-street`)
    const person = await site.as(account)
    expect(renderedPage(await person.get(`/ru/viewings/${visit}`)).main).toContain('Авария отопления.')
    await person.post(`/ru/viewings/${visit}/cancel`).expect(409)
    await manager.post(`${path}/call-off`).type('form').send({ reason: 'Again' }).expect(409)
    await aSlot({ premises: slot.premises, guide: slot.guide, startsAt: slot.startsAt })
  })

  it('records calling off in the audit trail without the message to the visitor', async () => {
    const { manager, path } = await aBooking()
    await manager.post(`${path}/call-off`).type('form').send({ reason: 'Авария отопления.' }).expect(303)
    const entry = await AuditEntryModel.findOne({ action: 'viewing.called-off' }).lean()
    expect(entry?.changes).toEqual([{ field: 'state', before: '"booked"', after: '"cancelled"' }])
    expect(JSON.stringify(await AuditEntryModel.find().lean())).not.toContain('Авария')
  })

  it('records whether the visitor came once the viewing has begun, and allows corrections', async () => {
    const { manager, path, slot } = await aBooking()
    const note = (outcome: string) => manager.post(`${path}/outcome`).type('form').send({ outcome })
    await note('attended').expect(409)
    site.clock.set(slot.startsAt)
    const again = await site.as((await aManager()).account)
    const send = (outcome: string) => again.post(`${path}/outcome`).type('form').send({ outcome })
    await send('came').expect(422)
    await send('missed').expect(303)
    await send('attended').expect(303)
    expect(await ViewingModel.findById(slot._id).lean()).toMatchObject({ state: 'attended' })
    expect(await auditEntriesAbout(slot.id)).toEqual(['viewing.noted listing_manager', 'viewing.noted listing_manager'])
    await again.post(`${path}/call-off`).type('form').send({ reason: 'Late' }).expect(409)
  })

  it('leads to a reminder on the desk and the calendar until the outcome is recorded', async () => {
    const { slot } = await aBooking()
    site.clock.set(new Date(slot.endsAt.getTime() + 60_000))
    const { manager } = await aManager()
    const page = renderedPage(await manager.get('/en/staff/viewings').expect(200))
    expect(page.text('waiting')).toContain('note whether the visitor came')
    expect(renderedPage(await manager.get('/en/staff').expect(200)).main).toContain('Without an outcome')
  })

  it('leads to a list of open tasks: future viewings first, then those without an outcome', async () => {
    const { code } = await aPremises()
    const { account: guide } = await aManager()
    const days = ['2026-12-01', '2026-12-02', '2026-12-04', '2026-12-05']
    const slots = await Promise.all(
      days.map((day, index) =>
        aSlot({
          premises: code,
          guide: guide._id,
          startsAt: new Date(`${day}T10:00:00+08:00`),
          state: 'booked',
          flagged: index > 1,
        }),
      ),
    )
    site.clock.set(new Date('2026-12-03T09:00:00+08:00'))
    const again = await site.as(guide)
    const page = renderedPage(await again.get('/en/staff/viewings').expect(200))
    const [past, later, flagged, last] = slots.map(({ id }) => `/en/staff/viewings/${id}`)
    const listed = page.$('[data-test=waiting] a').toArray()
    expect(listed.map(link => page.$(link).attr('href'))).toEqual([flagged, last, past, later])
  })
})

describe('the calendar feed', () => {
  async function aFeed() {
    const booking = await aBooking()
    const page = renderedPage(await booking.manager.post('/en/staff/calendar/feed').expect(200))
    const address = page.$('#feed-all').attr('value')!.replace('http://street.test', '')
    return { ...booking, address }
  }

  it('opens without cookies and shows only the name of a visitor', async () => {
    const { address, visit, account, slot } = await aFeed()
    const { text, headers } = await site.visit.get(address).buffer().expect(200)
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(headers['set-cookie']).toBeUndefined()
    expect(valueOf(text, 'UID')).toBe(`viewing-${visit}@startup-street`)
    expect(valueOf(text, 'STATUS')).toBe('CONFIRMED')
    expect(valueOf(text, 'SUMMARY')).toContain('Анна Иванова')
    expect(valueOf(text, 'URL')).toBe(`http://street.test/en/staff/viewings/${slot.id}`)
    expect(valueOf(text, 'ORGANIZER')).toMatch(/^mailto:/i)
    expect(valueOf(text, 'REFRESH-INTERVAL')).toBe('PT1H')
    const all = unfolded(text).join('\n')
    for (const secret of [account.email, '+7 914', '914 000', '7914000', 'Вытяжка']) expect(all).not.toContain(secret)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })

  it('keeps the id of a moved viewing with a higher sequence, and marks a cancelled one', async () => {
    const { address, visit, account, code, guide } = await aFeed()
    const next = await aSlot({ premises: code, guide: guide._id, startsAt: new Date('2026-12-02T10:00:00+08:00') })
    await site.services.viewings.bookings.move(visit, account.id, next.id)
    const moved = (await site.visit.get(address).buffer()).text
    expect(moved.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect([valueOf(moved, 'SEQUENCE'), valueOf(moved, 'DTSTART')]).toEqual(['1', '20261202T020000Z'])
    await site.services.viewings.bookings.cancel(visit, account.id)
    const cancelled = (await site.visit.get(address).buffer()).text
    expect([valueOf(cancelled, 'SEQUENCE'), valueOf(cancelled, 'STATUS')]).toEqual(['2', 'CANCELLED'])
    expect(valueOf(cancelled, 'UID')).toBe(`viewing-${visit}@startup-street`)
  })

  it('shows only one’s own viewings on request', async () => {
    const { address, account } = await aFeed()
    const other = await aSlot({ premises: (await aPremises()).code })
    const visitor = { id: account.id, email: account.email, name: 'Б', locale: 'ru' as const, verified: true }
    await site.services.viewings.bookings.book(visitor, {
      slot: other.id,
      partySize: 1,
      phone: '',
      note: '',
      language: 'ru',
    })
    const count = async (path: string) => (await site.visit.get(path).buffer()).text.split('BEGIN:VEVENT').length - 1
    expect(await count(address)).toBe(2)
    expect(await count(`${address}?show=own`)).toBe(1)
  })

  it('ends when its secret is renewed or removed, or its owner’s account or role ends', async () => {
    const { address, manager, guide } = await aFeed()
    await manager.post('/en/staff/calendar/feed').expect(200)
    await site.visit.get(address).expect(404)
    const renewed = async () =>
      renderedPage(await manager.post('/en/staff/calendar/feed'))
        .$('#feed-all')
        .attr('value')!
        .replace('http://street.test', '')
    const second = await renewed()
    await site.visit.get(second).expect(200)
    for (const change of [{ deactivatedAt: new Date() }, { role: 'reviewer' }]) {
      await AccountModel.updateOne({ _id: guide._id }, { $set: change })
      await site.visit.get(second).expect(404)
      await AccountModel.updateOne({ _id: guide._id }, { $set: { deactivatedAt: null, role: 'listing_manager' } })
    }
    await site.visit.get(second).expect(200)
    await manager.post('/en/staff/calendar/feed/end').expect(303)
    expect((await auditEntriesAbout(guide.id)).filter(told => told.startsWith('viewing-feed'))).toEqual([
      ...Array.from({ length: 3 }, () => 'viewing-feed.made listing_manager'),
      'viewing-feed.ended listing_manager',
    ])
    await site.visit.get(second).expect(404)
    await site.visit.get(`/en/staff/viewings/feed/${'x'.repeat(43)}.ics`).expect(404)
  })

  it('has a secret that is stored only as a hash and never logged', async () => {
    const { address } = await aFeed()
    await site.visit.get(address).expect(200)
    const token = /feed\/([\w-]+)\.ics/.exec(address)![1]!
    expect(site.log.raw()).not.toContain(token)
    const { CalendarFeedModel } = await import('#models/accounts/calendar-feed.ts')
    expect(JSON.stringify(await CalendarFeedModel.find().lean())).not.toContain(token)
  })
})
