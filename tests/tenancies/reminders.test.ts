import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { findDueReminders } from '#features/tenancies/mails/duty-reminders.ts'
import { milestonesOf } from '#features/tenancies/rules.ts'
import { cityDayOf, daysBetween } from '#shared/days/city-day.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
const post = (person: Person, path: string, body: Record<string, string> = {}) =>
  person.post(path).type('form').send(body)

let read = 0
/** Moves the product's time to noon of a day; returns the subjects of the letters of that day. */
async function on(day: string): Promise<string[]> {
  site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), day) })
  await site.runJobs()
  await site.runJobs()
  const all = site.mails().map(({ subject }) => subject)
  return all.slice(read, (read = all.length))
}

describe('reminders of the licence, the opening and each report', () => {
  it('are sent 14 days before, on the day and 7 days after, once each, until it is done', async () => {
    read = 0
    const { path, code } = await aTenancy(site.services, { handoverOn: '2026-11-25' })
    expect(await on('2027-01-09')).toEqual([])
    expect(await on('2027-01-10')).toEqual([`Срок 24 января 2027: Получить лицензию на ведение деятельности, ${code}`])
    expect(await on('2027-01-23')).toEqual([])
    expect(await on('2027-01-24')).toEqual([
      `Сегодня последний день: Получить лицензию на ведение деятельности, ${code}`,
    ])
    expect(await on('2027-01-30')).toEqual([])
    expect(await on('2027-01-31')).toEqual([
      `Срок прошёл 24 января 2027: Получить лицензию на ведение деятельности, ${code}`,
    ])
    expect(await on('2027-02-08')).toEqual([])
    expect(await on('2027-02-09')).toEqual([`Срок 23 февраля 2027: Открыться, ${code}`])
    expect(await on('2027-02-11')).toEqual([`Срок 25 февраля 2027: Квартальный отчёт №\u00a01, ${code}`])
    const officer = await site.as(await aColleague('reviewer'))
    await post(officer, `${path}/milestones/opening-1`, { doneOn: '2027-02-11' }).expect(303)
    expect(await on('2027-02-23')).toEqual([])
    expect(await on('2027-02-25')).toEqual([`Сегодня последний день: Квартальный отчёт №\u00a01, ${code}`])
  })

  it('follow the days of the settings', async () => {
    read = 0
    const administrator = await site.as(await aColleague('administrator'))
    const changed = { dutyReminderBeforeDays: '3', dutyReminderAfterDays: '1' }
    const form = typedInto(await administrator.get('/en/staff/settings').expect(200), changed, 'main form')
    await administrator.post('/en/staff/settings').type('form').send(form).expect(303)
    const { code } = await aTenancy(site.services, { handoverOn: '2026-11-25' })
    expect(await on('2027-01-20')).toEqual([])
    expect(await on('2027-01-21')).toEqual([`Срок 24 января 2027: Получить лицензию на ведение деятельности, ${code}`])
    expect(await on('2027-01-25')).toEqual([
      `Срок прошёл 24 января 2027: Получить лицензию на ведение деятельности, ${code}`,
    ])
  })

  it('are not sent during a pause, and are sent again for a day that a pause has moved', async () => {
    read = 0
    const { path, code } = await aTenancy(site.services, { handoverOn: '2026-11-25' })
    expect(await on('2027-01-10')).toHaveLength(1)
    const officer = await site.as(await aColleague('reviewer'))
    await post(officer, `${path}/pause`, { from: '2027-01-11', plannedTo: '', reason: '停电' }).expect(422)
    await post(officer, `${path}/pause`, { from: '2027-01-10', plannedTo: '', reason: '停电' }).expect(303)
    expect((await on('2027-01-24')).filter(subject => subject.includes('лицензию'))).toEqual([])
    await post(officer, `${path}/resume`, { to: '2027-01-24' }).expect(303)
    await on('2027-01-24')
    expect(await on('2027-01-25')).toEqual([`Срок 8 февраля 2027: Получить лицензию на ведение деятельности, ${code}`])
  })

  it('do not begin with a duty that is long overdue', () => {
    const tenancy = { milestones: milestonesOf('2026-01-01', 36) }
    const days = { before: 14, after: 7 }
    const told = (today: string) => findDueReminders(tenancy, today, days).map(({ kind, stage }) => `${kind} ${stage}`)
    expect(told('2026-03-02')).toEqual(['licence today'])
    // A day that the chore missed is not announced as if it were today.
    expect(told('2026-03-03')).toEqual([])
    expect(told('2026-03-16')).toEqual(['licence late'])
    expect(told('2026-03-17')).toEqual([])
    expect(told('2026-03-18')).toEqual(['opening soon', 'quarterly_report soon'])
  })
})

describe('the desk', () => {
  it('lists overdue reports, reports to read and letters about renewal', async () => {
    const { id, path, own, tenant } = await aTenancy(site.services, { state: 'expiring', handoverOn: '2026-08-01' })
    const officer = await site.as(await aColleague('reviewer'))
    const kind = async (name: string) => renderedPage(await officer.get(`/en/staff/work/${name}`).expect(200)).main
    expect(await kind('overdue-reports')).toContain('Quarterly report 1')
    expect(await kind('sent-reports')).not.toContain('SFH')
    expect(await kind('renewal-requests')).not.toContain('SFH')
    const founder = await site.as(tenant)
    const report = { turnover: '1', foreignJobs: '1', localJobs: '1', note: '' }
    await post(founder, `${own}/reports/1`, report).expect(303)
    await post(founder, `${own}/renewal`, { wish: 'renew', letter: 'Хотим остаться.' }).expect(303)
    expect(await kind('overdue-reports')).not.toContain('SFH')
    expect(await kind('sent-reports')).toContain('Read quarterly report 1')
    expect(await kind('renewal-requests')).toContain('Answer the letter about renewal')
    await post(officer, `${path}/reports-read`).expect(303)
    expect(await kind('sent-reports')).not.toContain('SFH')
    expect((await TenancyModel.findById(id).lean())?.unreadReports).toBeNull()
  })

  it('lists cases in review without a reviewer', async () => {
    const officer = await site.as(await aColleague('decider'))
    const panel = [{ id: 'f'.repeat(24), name: '赵敏' }]
    const bare = await anApplication({ state: 'review', panel: [] })
    const staffed = await anApplication({ state: 'review', panel })
    const { main } = renderedPage(await officer.get('/en/staff/work/unstaffed').expect(200))
    expect(main).toContain(bare.reference)
    expect(main).not.toContain(staffed.reference)
  })

  it('describes the ring as free days and the span as calendar days', async () => {
    const pauses = [
      { from: '2026-09-01', to: '2026-09-10', reason: 'x', endBefore: '2029-07-31', endAfter: '2029-08-10' },
    ]
    const { path } = await aTenancy(site.services, { state: 'trading', rentFreeUntil: '2029-08-10', pauses })
    const officer = await site.as(await aColleague('reviewer'))
    const page = renderedPage(await officer.get(path).expect(200))
    expect(page.text('clock')).toContain('free days left')
    expect(page.text('left')).toContain('In all there are 1,096 days without rent.')
    expect(page.text('left')).toContain('From 1 August 2026 to 10 August 2029 there are 1,106 calendar days')
  })
})

describe('the letter about the end of the rent-free period', () => {
  /** Returns what the letter says on a day, and what the tenant's page offers on that day. */
  async function toldOn(day: string, changes: Parameters<typeof aTenancy>[1] = {}) {
    const { code, own, tenant } = await aTenancy(site.services, { milestones: [], ...changes })
    const before = site.mails().length
    await on(day)
    const letters = site.mails().slice(before)
    const letter = letters.find(
      ({ subject, text }) => subject.includes(code) && text.includes('Последний день без аренд'),
    )
    const { main } = renderedPage(await (await site.as(tenant)).get(own).expect(200))
    return { code, letter, offers: { renewal: main.includes('Написать, как продолжить'), notice: main } }
  }
  const rentFreeUntil = '2027-06-10'

  it('states the day and the days left, even when it is sent late', async () => {
    const { letter, code } = await toldOn('2027-01-15', { state: 'trading', rentFreeUntil })
    expect(letter?.subject).toBe(`Срок без аренды закончится 10 июня 2027, осталось 146 дней: ${code}`)
    expect(letter?.text).toContain('продлить, остаться и платить аренду или освободить помещение')
  })

  it.each(['handover', 'fit_out'] as const)(
    'does not invite a tenancy in state %s to ask for renewal, just as its page does not',
    async state => {
      const { letter, offers } = await toldOn('2027-01-15', { state, rentFreeUntil })
      expect(letter?.text).toContain('когда откроетесь')
      expect(letter?.text).not.toContain('продлить, остаться')
      expect(offers.renewal).toBe(false)
      expect(offers.notice).toContain('Сообщить о выезде')
    },
  )

  it('informs the tenant of a renewed tenancy when the next request can be sent', async () => {
    const { letter, offers } = await toldOn('2027-01-15', { state: 'renewed', rentFreeUntil: '2027-12-31' })
    expect(letter?.text).toContain('за 6 месяцев до этого дня')
    expect(offers.renewal).toBe(false)
    const later = await toldOn('2027-01-16', { state: 'renewed', rentFreeUntil, premises: 'SFH-A-0911' })
    expect(later.letter?.text).toContain('продлить, остаться')
  })

  it('asks for no renewal letter that has been sent', async () => {
    const renewal = { at: site.clock.now(), wish: 'renew' as const, letter: 'Хотим остаться.' }
    const { letter } = await toldOn('2027-01-15', { state: 'trading', rentFreeUntil, renewal })
    expect(letter?.text).toContain('Ваше письмо')
    expect(letter?.text).not.toContain('продлить, остаться')
  })

  it('waits until a breach is cured, as no request can be sent before', async () => {
    const breach = { reason: 'Вывеска', cureBy: '2027-02-01' }
    const { letter } = await toldOn('2027-01-15', { state: 'breach_cure', rentFreeUntil, breach })
    expect(letter).toBeUndefined()
    await TenancyModel.updateOne({ state: 'breach_cure' }, { $set: { state: 'trading', breach: null } })
    expect((await on('2027-01-16')).filter(subject => subject.includes('осталось 145 дней'))).toHaveLength(1)
  })
})

describe('reminders of the coming end', () => {
  it('reach a tenancy behind many that are over and were never reminded', async () => {
    read = 0
    const over = await aTenancy(site.services, { rentFreeUntil: '2026-11-01', remindersSent: [] })
    const stored = (await TenancyModel.findById(over.id).lean())!
    const copies = Array.from({ length: 200 }, (_, number) => ({
      ...stored,
      _id: new mongoose.Types.ObjectId(),
      application: new mongoose.Types.ObjectId(),
      premises: `SFH-B-${9000 + number}`,
      state: 'expiring',
    }))
    await TenancyModel.collection.insertMany(copies)
    const { id } = await aTenancy(site.services, { rentFreeUntil: '2027-02-20', remindersSent: [12, 6] })
    await site.runJobs()
    expect((await TenancyModel.findById(id).lean())?.remindersSent).toEqual([12, 6, 3])
  })
})
