import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { documentsService } from '#features/documents/service.ts'
import { nextDueOn } from '#features/tenancies/duties/duties.ts'
import { demonstrationStreet } from '#features/street/demonstration/service.ts'
import { premisesService } from '#features/premises/service.ts'
import { fileStore } from '#outside/files/files.ts'
import { tenanciesService } from '#features/tenancies/service.ts'
import { mayBegin, tenancyMoves, tenancyStates, type TenancyState } from '#features/tenancies/states.ts'
import { outboxRunner } from '#outside/outbox/runner.ts'
import { programmeService } from '#features/programme/service.ts'
import { publicContent } from '#outside/public-content.ts'
import { aParty } from '../factories/tenancies.ts'
import { decide } from '../support/decide-tenancy.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'
import { testLog } from '../support/log.ts'

useDatabase()

const newId = () => new mongoose.Types.ObjectId().toHexString()
const asked = (changes: Partial<Parameters<ReturnType<typeof bench>['service']['records']['open']>[0]> = {}) => ({
  application: newId(),
  reference: 'SS-2026-000123',
  tenant: newId(),
  party: aParty,
  premises: 'SFH-A-0107',
  handoverOn: '2026-11-25',
  rentFreeMonths: 36,
  ...changes,
})
function bench() {
  const released: string[] = []
  const stoodDown: string[] = []
  const mails = new Map<string, { template: string; facts: Record<string, string> }>()
  const clock = testClock()
  const service = tenanciesService({
    clock,
    acceptance: { handover: { release: (id: string) => Promise.resolve(void released.push(id)) } },
    cases: {
      files: { handoverRecord: () => Promise.resolve(null), agreedRent: () => Promise.resolve(null) },
      retention: { forgetContract: () => Promise.resolve(true) },
      occupancy: { sync: () => Promise.resolve() },
    },
    documents: documentsService({ clock, files: fileStore({ bucket: 'documents', clock }) }),
    accounts: {
      people: {
        findContact: id => Promise.resolve({ email: `${id}@example.com`, name: 'Анна', locale: 'ru' as const }),
      },
    },
    letters: { makeOfTenancy: () => Promise.resolve() },
    office: () => Promise.resolve('office@example.com'),
    programme: programmeService({ clock, content: publicContent({ clock }), log: testLog() }),
    mail: { queue: ({ cause, template, facts }) => Promise.resolve(void mails.set(cause, { template, facts })) },
    premises: {
      occupancy: {
        ...premisesService({ clock }).occupancy,
        standDown: code => Promise.resolve(void stoodDown.push(code)),
      },
      reachOf: ({ id }) => Promise.resolve({ id, premises: null }),
      leaseFacts: () => Promise.resolve({ marketRentPerSqMMonthFen: 9_130, areaUsableSqM: 64.5, demo: false }),
    },
    listings: { records: { move: () => Promise.resolve({ ok: true }) } },
    street: { demonstration: demonstrationStreet({ clock }) },
  })
  const begin = async (changes = {}) => {
    const wanted = asked(changes)
    await service.records.open(wanted)
    return { ...wanted, id: (await service.records.ofApplication(wanted.application))!._id.toHexString() }
  }
  const { carryOut } = outboxRunner({ clock, log: testLog(), outboxes: [service.outbox] })
  const letters = async () => {
    await carryOut()
    return [...mails.values()].map(({ template }) => template)
  }
  return { released, stoodDown, mails, letters, begin, clock, service, carryOut }
}
const everything = { id: '', premises: null }
const decider = { kind: 'decider' as const, id: newId() }
const exit = { on: '2026-11-25', electricityMeter: 2000.5, condition: 'Чисто', defects: '', needsWork: false }

describe('opening a tenancy', () => {
  it('starts the clock and sets the obligations, once for each application', async () => {
    const { service } = bench()
    const wanted = asked()
    await Promise.all(Array.from({ length: 5 }, () => service.records.open(wanted)))
    await service.records.open(wanted)
    const [tenancy, ...others] = await TenancyModel.find().lean()
    expect(others).toEqual([])
    expect(tenancy).toMatchObject({ state: 'handover', handoverOn: '2026-11-25', rentFreeUntil: '2029-11-24' })
    expect(tenancy?.milestones[0]).toMatchObject({ kind: 'licence', dueOn: '2027-01-24' })
    expect((await service.records.ofApplication(wanted.application))?._id).toEqual(tenancy?._id)
  })

  it('is refused by the database for a unit with a current tenancy', async () => {
    const { service } = bench()
    await service.records.open(asked())
    await expect(service.records.open(asked())).rejects.toMatchObject({ code: 11_000 })
    await TenancyModel.updateMany({}, { $set: { state: 'vacated' } })
    await service.records.open(asked())
    expect(await TenancyModel.countDocuments()).toBe(2)
  })
})

describe('a tenancy', () => {
  it('is visible only to its own tenant', async () => {
    const { service } = bench()
    const wanted = asked()
    await service.records.open(wanted)
    const [mine] = await service.records.ofTenant(wanted.tenant)
    const id = mine!._id.toHexString()
    expect((await service.records.own(id, wanted.tenant)).premises).toBe('SFH-A-0107')
    await expect(service.records.own(id, newId())).rejects.toMatchObject({ kind: 'not-found' })
    expect(await service.records.ofTenant(newId())).toEqual([])
    expect((await service.records.list({ state: 'trading' }, everything)).total).toBe(0)
    expect((await service.records.list({}, everything)).items).toHaveLength(1)
  })

  it('is released once, after a termination and the exit inspection', async () => {
    const { service, carryOut, released, begin } = bench()
    const { id, application } = await begin()
    const why = { ground: 'mutual_consent' as const, reason: 'Аренда брошена' }
    await expect(decide(service, id, 'termination', { ...why, reason: ' ' })).rejects.toMatchObject({
      code: 'tenancy.refused.reason-needed',
    })
    await decide(service, id, 'termination', why)
    await carryOut()
    expect(released).toEqual([])
    expect((await service.records.forStaff(id)).nextDueOn).toBe('2026-11-25')
    await service.endings.recordExit(id, decider, exit)
    await expect(service.endings.recordExit(id, decider, exit)).rejects.toMatchObject({ code: 'tenancy.exit-recorded' })
    await carryOut()
    expect(await carryOut()).toBe(0)
    expect(released).toEqual([application])
    expect((await service.records.forStaff(id)).nextDueOn).toBe(null)
  })

  it('ends only after the exit inspection, and pauses the unit if it needs repairs', async () => {
    const { service, carryOut, released, stoodDown, letters, begin } = bench()
    const { id, application, tenant } = await begin()
    const founder = { kind: 'applicant' as const, id: tenant }
    await service.moves.giveNotice(id, founder, { leavesOn: '2026-12-20', reason: 'Переезжаем' })
    await expect(service.endings.vacate(id, decider)).rejects.toMatchObject({ code: 'tenancy.exit-needed' })
    await service.endings.recordExit(id, decider, { ...exit, needsWork: true, defects: 'Протекает крыша' })
    await carryOut()
    expect(released).toEqual([])
    await service.endings.vacate(id, decider)
    expect(await letters()).toEqual(['tenancy-notice', 'tenancy-vacated'])
    expect({ released, stoodDown }).toEqual({ released: [application], stoodDown: ['SFH-A-0107'] })
    const manager = { kind: 'listing_manager' as const, id: newId(), name: 'Менеджер' }
    await expect(service.endings.relist(id, decider)).rejects.toMatchObject({ code: 'tenancy.refused.not-yours' })
    expect((await service.endings.relist(id, manager)).exit?.relistedOn).toBe('2026-11-25')
    await expect(service.endings.relist(id, manager)).rejects.toMatchObject({ code: 'tenancy.refused.no-such-move' })
  })

  it('returns from a pause to its former state, with all due days moved by its length', async () => {
    const { service, mails, begin, clock, letters } = bench()
    const { id } = await begin({ handoverOn: '2026-11-01' })
    await service.moves.startFitOut(id, decider)
    await service.moves.suspend(id, decider, { from: '2026-11-20', plannedTo: null, reason: 'Паводок' })
    await expect(service.moves.openShop(id, decider, { on: '2026-11-25' })).rejects.toMatchObject({
      code: 'tenancy.refused.wrong-return',
    })
    await expect(service.moves.resume(id, decider, { to: '2026-11-19' })).rejects.toMatchObject({
      code: 'tenancy.pause-ends-early',
    })
    clock.set('2026-12-05T09:00:00+08:00')
    const back = await service.moves.resume(id, decider, { to: '2026-12-04' })
    expect(back).toMatchObject({ state: 'fit_out', rentFreeUntil: '2029-11-15' })
    expect(back.pauses).toMatchObject([{ to: '2026-12-04', endBefore: '2029-10-31', endAfter: '2029-11-15' }])
    expect(back.milestones[0]).toMatchObject({ kind: 'licence', dueOn: '2027-01-15' })
    expect(back.nextDueOn).toBe('2027-01-15')
    expect(back.events.at(-1)).toMatchObject({ from: 'suspended', to: 'fit_out' })
    expect(await letters()).toEqual(['tenancy-fit-out', 'tenancy-suspended', 'tenancy-resumed'])
    expect([...mails.values()].at(-1)?.facts).toMatchObject({
      days: '15',
      was: '31 октября 2029',
      until: '15 ноября 2029',
    })
    await expect(
      service.moves.suspend(id, decider, { from: '2026-12-04', plannedTo: null, reason: 'Снова' }),
    ).rejects.toMatchObject({ code: 'tenancy.pause-overlaps' })
  })

  it('refuses the second of two officers who change it at the same moment', async () => {
    const { service, begin } = bench()
    const { id } = await begin()
    const notice = { leavesOn: '2026-12-20', reason: 'Переезд' }
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => service.moves.giveNotice(id, { ...decider, id: newId() }, notice)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await service.records.forStaff(id)).events.filter(({ to }) => to === 'notice')).toHaveLength(1)
  })

  it.each([
    ['36', 36, '2026-12-31'],
    ['1', 1, '2026-11-30'],
    ['none', 0, '2026-10-31'],
  ])('is on the desk with what is due first, with %s rent-free months', async (_said, rentFreeMonths, day) => {
    const { service, begin } = bench()
    const opened = await service.records.forStaff((await begin({ handoverOn: '2026-11-01', rentFreeMonths })).id)
    expect([opened.nextDueOn, nextDueOn(opened)]).toEqual([day, day])
  })

  it('continues rent-free, or for a rent that stays fixed', async () => {
    const { service, begin, clock } = bench()
    const until = (await begin({ handoverOn: '2026-11-01', rentFreeMonths: 3 })).id
    await TenancyModel.updateOne({ _id: until }, { $set: { state: 'expiring' } })
    await expect(decide(service, until, 'renewal', { day: '2027-01-31' })).rejects.toMatchObject({
      code: 'tenancy.renewal-short',
    })
    const renewed = await decide(service, until, 'renewal', { day: '2028-01-31' })
    expect(renewed.milestones.slice(-5).map(({ kind, dueOn }) => `${kind} ${dueOn}`)).toEqual([
      'quarterly_report 2027-05-01',
      'quarterly_report 2027-08-01',
      'quarterly_report 2027-11-01',
      'yearly_assessment 2027-11-01',
      'quarterly_report 2028-01-31',
    ])
    const paid = (await begin({ premises: 'SFH-A-0109', handoverOn: '2026-11-01', rentFreeMonths: 3 })).id
    await TenancyModel.updateOne({ _id: paid }, { $set: { state: 'expiring' } })
    await expect(decide(service, paid, 'paid', { day: '2027-01-31' })).rejects.toMatchObject({
      code: 'tenancy.paid-early',
    })
    const converted = await decide(service, paid, 'paid', { day: '2027-02-01' })
    expect(converted.paid).toEqual({
      from: '2027-02-01',
      rentPerSqMMonthFen: 9_130,
      areaUsableSqM: 64.5,
      rentMonthFen: 588_885,
      frozenAt: clock.now(),
    })
  })
})

describe('reminders before the end of the rent-free period', () => {
  it('are sent 12, 6, 3 and 1 months before, once each, and the tenancy is expiring from six months on', async () => {
    const { service, carryOut, begin, clock, mails } = bench()
    const { id } = await begin({ handoverOn: '2026-08-31', rentFreeMonths: 18 })
    await TenancyModel.updateOne({ _id: id }, { $set: { state: 'trading' } })
    const told: [string, string | undefined, string][] = []
    const days = ['2027-02-27', '2027-02-28', '2027-08-27', '2027-08-28', '2027-11-28', '2028-01-27', '2028-01-28']
    for (const day of [...days, '2028-02-28', '2028-03-30']) {
      clock.set(`${day}T09:00:00+08:00`)
      mails.clear()
      await service.sweep()
      await service.sweep()
      await carryOut()
      const { state } = await service.records.forStaff(id)
      for (const { template, facts } of mails.values())
        if (template === 'tenancy-reminder') told.push([day, facts.months, state])
    }
    expect(told).toEqual([
      ['2027-02-28', '12', 'trading'],
      ['2027-08-28', '6', 'expiring'],
      ['2027-11-28', '3', 'expiring'],
      ['2028-01-28', '1', 'expiring'],
    ])
  })

  it('move with a pause and are not sent during it, and only the nearest of several is sent', async () => {
    const { service, begin, clock, letters, mails } = bench()
    const { id } = await begin({ handoverOn: '2026-11-01', rentFreeMonths: 14 })
    clock.set('2026-12-20T09:00:00+08:00')
    await service.moves.suspend(id, decider, { from: '2026-12-20', plannedTo: null, reason: 'Ремонт кровли' })
    clock.set('2027-10-15T09:00:00+08:00')
    expect(await service.sweep()).toEqual({ reminded: 0, expiring: 0, ended: 0 })
    await service.moves.resume(id, decider, { to: '2027-10-15' })
    expect((await service.records.forStaff(id)).rentFreeUntil).toBe('2028-10-26')
    clock.set('2028-07-30T09:00:00+08:00')
    await service.sweep()
    expect((await letters()).filter(name => name === 'tenancy-reminder')).toHaveLength(1)
    expect([...mails.values()].findLast(({ template }) => template === 'tenancy-reminder')?.facts.months).toBe('3')
    expect((await service.records.forStaff(id)).remindersSent.toSorted()).toEqual([12, 3, 6])
  })
})

describe('the state table of a tenancy', () => {
  const actors = ['applicant', 'reviewer', 'decider', 'administrator', 'listing_manager', 'system'] as const

  // table.test.ts covers every state, act and day.
  it('allows the listed moves to the listed people and nothing else', () => {
    const who = (act: (typeof tenancyMoves)[number]['act'], state: TenancyState) =>
      actors.filter(kind => mayBegin(act, { ...blank, ...before[act], state }, { kind, id: 'me' }, '2026-11-25'))
    const officers = ['reviewer', 'decider']
    const others: Partial<Record<string, string[]>> = {
      notice: ['applicant', ...officers],
      recall: ['applicant'],
      expiring: [...officers, 'system'],
      appeal: ['decider'],
    }
    for (const { act, from } of tenancyMoves) {
      // A tenancy ends by termination only after that was decided.
      if (act === 'end') continue
      for (const state of tenancyStates)
        expect(who(act, state), `${act} from ${state}`).toEqual(from.includes(state) ? (others[act] ?? officers) : [])
    }
  })

  it('has no move out of a final state', () => {
    const ways = tenancyMoves.flatMap(({ from }) => from)
    expect(ways.filter(state => state === 'vacated' || state === 'terminated')).toEqual([])
  })
})

/** What must have happened before an act: there is an appeal to be answered. */
const before: Partial<Record<string, Partial<Tenancy>>> = {
  recall: {
    stateSince: new Date('2026-11-25T04:00:00Z'),
    events: [{ from: 'trading', to: 'notice', at: new Date('2026-11-25T04:00:00Z'), by: { kind: 'applicant' } }],
  } as unknown as Partial<Tenancy>,
  appeal: { termination: { appeal: { answeredAt: null } } } as unknown as Partial<Tenancy>,
}

/** A tenancy that is ready for every act: near its end, vacated, in a trouble that interrupted its trade. */
const blank = {
  handoverOn: '2024-01-01',
  rentFreeUntil: '2026-11-25',
  pauses: [{ from: '2026-11-01' }],
  exit,
  events: [
    { to: 'breach_cure', from: 'trading' },
    { to: 'suspended', from: 'trading' },
  ],
} as unknown as Tenancy
