import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { TenancyModel, type Tenancy, type TenancyState } from '#models/tenancies/tenancy.ts'
import { nextDueOn } from '#features/tenancies/duties/duties.ts'
import { migration } from '#server/migrations/2026-12-10-letters-that-come-early.ts'
import { cityDayOf, daysBetween } from '#shared/days/city-day.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

// The clock of the tests starts at noon of 25 November 2026.
const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
const post = (person: Person, path: string, body: Record<string, string> = {}) =>
  person.post(path).type('form').send(body).expect(303)
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!

async function goTo(day: string): Promise<void> {
  site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), day) })
  await site.services.tenancies.sweep()
}

/** Creates a shop without any other duty, whose founder has written today that they want to stay. */
async function asked(changes: Partial<Tenancy> = {}) {
  const tenancy = await aTenancy(site.services, {
    state: 'trading',
    rentFreeUntil: '2027-12-31',
    milestones: [],
    ...changes,
  })
  const founder = await site.as(tenancy.tenant)
  await post(founder, `${tenancy.own}/renewal`, { wish: 'renew', letter: 'Хотим остаться.' })
  return { ...tenancy, founder, officer: await site.as(await aColleague('decider', { name: '李慧兰' })) }
}

const pages = ['', '/tenancies', '/work/renewal-requests', '/work/duties'].map(path => `/en/staff${path}`)

describe('a renewal letter that comes while the shop is trading', () => {
  it('is not due until the office can answer it, and then for 14 days', async () => {
    const tenancy = await asked()
    expect((await stored(tenancy.id)).nextDueOn).toBe('2027-12-31')
    await goTo('2027-06-29')
    expect((await stored(tenancy.id)).state).toBe('trading')
    const link = `${tenancy.path}/renewal`
    await tenancy.officer.get(link).expect(303)
    for (const page of pages) expect((await tenancy.officer.get(page).expect(200)).text, page).not.toContain(`${link}"`)
    const duty = 'Answer the letter about renewal'
    expect(renderedPage(await tenancy.officer.get(tenancy.path)).main).not.toContain(duty)

    await goTo('2027-06-30')
    expect(await stored(tenancy.id)).toMatchObject({ state: 'expiring', nextDueOn: '2027-07-14' })
    await tenancy.officer.get(link).expect(200)
    expect(renderedPage(await tenancy.officer.get(tenancy.path)).main).toContain(duty)
    expect((await tenancy.officer.get('/en/staff/work/renewal-requests').expect(200)).text).toContain(`${link}"`)
    await goTo('2027-07-15')
    expect(renderedPage(await tenancy.officer.get('/en/staff/tenancies')).text('board')).toContain(duty)
    expect(renderedPage(await tenancy.officer.get('/en/staff')).main).toMatch(/letter about renewal\s*1 day late/)
  })

  it('is not due while a pause, a breach, a notice or a proposal stops the answer', async () => {
    const at = new Date('2026-11-20T02:00:00Z')
    const letter = { renewal: { at, wish: 'renew' as const, letter: 'x' }, stateSince: at }
    const tenancy = await asked({ state: 'expiring', rentFreeUntil: '2027-03-31' })
    const due = async (changes: Partial<Tenancy>) =>
      nextDueOn({ ...(await stored(tenancy.id)), ...letter, rentFreeUntil: '2099-12-31', ...changes })
    expect(await due({})).toBe('2026-12-04')
    expect(await due({ stateSince: new Date('2026-11-22T02:00:00Z') })).toBe('2026-12-06')
    for (const state of ['suspended', 'breach_cure', 'notice', 'converted_to_paid'] as TenancyState[])
      expect(await due({ state }), state).toBeNull()
    expect(await due({ termination: { ground: 'sublet', reason: 'x', appealUntil: '2027-01-01' } })).toBe('2099-12-31')
    const by = { id: 'f'.repeat(24), name: '王伟' }
    const proposal = {
      key: 'k',
      act: 'paid' as const,
      by,
      at: new Date('2026-12-10T02:00:00Z'),
      reason: 'x',
      reasonZh: 'x',
    }
    expect(await due({ proposal })).toBe('2026-12-13')
  })
})

describe('a renewal letter that comes while a proposal waits for the second officer', () => {
  const reasons = { reason: 'Так решили на совещании.', reasonZh: '会议如此决定。' }
  /** Proposes a decision and returns what its second person is shown and presses. */
  async function proposed(tenancy: Awaited<ReturnType<typeof asked>>, act: string, body: Record<string, string>) {
    await post(tenancy.officer, `${tenancy.path}/${act}`, { ...body, ...reasons })
    const second = await site.as(await aColleague('decider', { name: '王伟' }))
    const form = async () => renderedPage(await second.get(`${tenancy.path}/confirm`).expect(200))
    const press = (from: ReturnType<typeof renderedPage>) => {
      const body = { proposal: String(from.value('proposal')), letter: String(from.value('letter')) }
      return second.post(`${tenancy.path}/confirm`).type('form').send(body)
    }
    return { form, press, second }
  }
  const write = (tenancy: { founder: Person; own: string }, letter: string) =>
    post(tenancy.founder, `${tenancy.own}/renewal`, { wish: 'leave', letter })

  it.each([
    ['renewal', { until: '2027-06-30' }, 'renewed'],
    ['paid', { from: '2027-06-01' }, 'converted_to_paid'],
    ['termination', { ground: 'mutual_consent' }, 'terminated'],
  ] as const)('is shown to that officer before the confirmation: %s', async (act, body, state) => {
    const tenancy = await asked({ state: 'expiring', rentFreeUntil: '2027-05-25' })
    const { form, press } = await proposed(tenancy, act, body)
    const first = await form()
    expect(first.text('renewal')).toBe('Хотим остаться.')
    site.clock.advance({ minutes: 1 })
    await write(tenancy, 'Нет, всё-таки уезжаем.')
    const refused = renderedPage(await press(first).expect(409))
    expect(refused.text('alert')).toContain('tenant')
    expect(refused.text('renewal')).toBe('Нет, всё-таки уезжаем.')
    const { state: now, renewal, proposal } = await stored(tenancy.id)
    expect([now, renewal?.decidedAt ?? null, proposal?.act]).toEqual(['expiring', null, act])
    await press(refused).expect(303)
    expect(await stored(tenancy.id)).toMatchObject({ state, proposal: null, renewal: { letter: renewal?.letter } })
    expect((await stored(tenancy.id)).renewal?.decidedAt).toBeInstanceOf(Date)
  })

  it('is shown to that officer even if it is the first letter', async () => {
    const made = await aTenancy(site.services, { state: 'expiring', rentFreeUntil: '2027-05-25', milestones: [] })
    const founder = await site.as(made.tenant)
    const tenancy = { ...made, founder, officer: await site.as(await aColleague('decider', { name: '李慧兰' })) }
    const { form, press } = await proposed(tenancy, 'paid', { from: '2027-06-01' })
    const first = await form()
    expect(first.value('letter')).toBe('')
    expect(first.text('renewal')).toBe('')
    await write(tenancy, 'Мы уезжаем.')
    const refused = renderedPage(await press(first).expect(409))
    expect(refused.text('renewal')).toBe('Мы уезжаем.')
    await press(refused).expect(303)
  })

  it('does not block a program that does not send what its page showed', async () => {
    const tenancy = await asked({ state: 'expiring', rentFreeUntil: '2027-05-25' })
    const { form, second } = await proposed(tenancy, 'paid', { from: '2027-06-01' })
    const proposal = String((await form()).value('proposal'))
    await write(tenancy, 'Мы уезжаем.')
    await post(second, `${tenancy.path}/confirm`, { proposal })
  })

  it('is shown before the unit is taken back', async () => {
    const exit = { on: '2026-11-20', electricityMeter: 1, condition: 'Чисто.', defects: '', needsWork: false }
    const tenancy = await asked({ state: 'expiring', rentFreeUntil: '2026-11-24', exit })
    const vacate = (letter: string) => tenancy.officer.post(`${tenancy.path}/vacate`).type('form').send({ letter })
    const first = renderedPage(await tenancy.officer.get(`${tenancy.path}/vacate`).expect(200))
    expect(first.text('renewal')).toBe('Хотим остаться.')
    site.clock.advance({ minutes: 1 })
    await write(tenancy, 'Остаёмся на день дольше.')
    const refused = renderedPage(await vacate(String(first.value('letter'))).expect(409))
    expect(refused.text('renewal')).toBe('Остаёмся на день дольше.')
    await vacate(String(refused.value('letter'))).expect(303)
  })
})

describe('renewal letters that came early in an earlier version', () => {
  it('are taken off the desk by a repeatable migration', async () => {
    const at = new Date('2026-11-20T02:00:00Z')
    const since = new Date('2026-11-23T02:00:00Z')
    const renewal = { at, wish: 'renew' as const, letter: 'x' }
    const finding = { _id: new mongoose.Types.ObjectId(), text: 'Вывеска', cureBy: '2026-11-10' }
    const held = { _id: new mongoose.Types.ObjectId(), kind: 'planned' as const, note: '', state: 'held' as const }
    const pauses = [{ from: '2026-11-01', plannedTo: '2026-12-20', reason: 'x', endBefore: '2029-07-31' }]
    const appeal = { at, text: 'Нет' }
    const kinds: [Partial<Tenancy>, string | null][] = [
      [{ state: 'trading', milestones: [] }, '2029-07-31'],
      [{ state: 'trading' }, '2026-09-30'],
      [{ state: 'expiring', milestones: [] }, '2026-12-07'],
      [{ state: 'expiring', milestones: [], renewal: { ...renewal, decidedAt: at } }, '2026-12-04'],
      [{ state: 'suspended', pauses }, '2026-09-30'],
      [{ state: 'suspended', milestones: [], pauses }, '2026-12-20'],
      [
        { state: 'notice', leavesOn: '2026-12-31', milestones: [{ kind: 'opening', dueOn: '2027-01-01' }] },
        '2026-12-31',
      ],
      [{ state: 'breach_cure', milestones: [], breach: { reason: 'x', cureBy: '2026-12-24' } }, '2026-12-24'],
      [
        { state: 'trading', milestones: [], inspections: [{ ...held, on: '2026-11-01', findings: [finding] }] },
        '2026-11-10',
      ],
      [{ state: 'trading', milestones: [], termination: { ground: 'sublet', reason: 'x', appeal } }, '2026-11-27'],
      [{ state: 'converted_to_paid', milestones: [] }, null],
      [{ state: 'vacated', milestones: [] }, '2026-12-04'],
    ]
    const made: string[] = []
    for (const [changes] of kinds)
      made.push((await aTenancy(site.services, { renewal, stateSince: since, ...changes, nextDueOn: '2026-12-04' })).id)
    for (let run = 0; run < 2; run += 1) {
      await migration.up({ db: mongoose.connection.db!, log: site.log })
      for (const [index, id] of made.entries())
        expect((await stored(id)).nextDueOn ?? null, JSON.stringify(kinds[index])).toBe(kinds[index]![1])
    }
    // Checks the rule for each tenancy that was changed.
    for (const id of made) {
      const tenancy = await stored(id)
      if (tenancy.state !== 'vacated' && !tenancy.renewal?.decidedAt)
        expect(tenancy.nextDueOn ?? null).toBe(nextDueOn(tenancy))
    }
  })
})
