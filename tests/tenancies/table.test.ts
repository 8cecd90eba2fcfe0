import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { TenancyModel, type Milestone, type Tenancy, type TenancyState } from '#models/tenancies/tenancy.ts'
import { proposalActs } from '#models/tenancies/tenancy-parts.ts'
import type { TenancyActor } from '#features/tenancies/states.ts'
import { AppError } from '#shared/errors.ts'
import { aPremises } from '../factories/premises.ts'
import { decide } from '../support/decide-tenancy.ts'
import { useSite } from '../support/site.ts'

// The table of the service, written a second time by hand. The clock of the tests starts at noon of 25 November 2026.
const site = useSite()
const service = () => site.services.tenancies

const yesterday = '2026-11-24'
const today = '2026-11-25'
const tomorrow = '2026-11-26'
const handoverOn = '2026-08-01'
const eve = '2026-07-31'
/** Six months from today. */
const end = '2027-05-25'

const running: TenancyState[] = ['handover', 'fit_out', 'trading', 'expiring', 'renewed', 'converted_to_paid']
const live: TenancyState[] = [...running, 'notice', 'breach_cure', 'suspended']

/**
 * A case of one day: what the tenancy has, the input, and the answer: done, decided (an appeal is awaited), or the refusal.
 */
type Day = { with?: Partial<Tenancy>; say?: Record<string, unknown>; answer: string }
type Row = { from: TenancyState[]; to: TenancyState | 'back'; days: Record<string, Day> }

const exit = { on: today, electricityMeter: 1, condition: 'Чисто', defects: '', needsWork: false }
const pauses = [
  { from: '2026-09-01', to: '2026-09-10', reason: 'Потоп', endBefore: '2027-05-15', endAfter: end },
  { from: '2026-11-20', reason: 'Ремонт', endBefore: end },
]
const [closed] = pauses
const why = { reason: 'Так решили' }
const owed = (kind: Milestone['kind'], dueOn: string, doneOn?: string) => ({
  milestones: [{ kind, dueOn, ...(doneOn ? { doneOn } : {}) }],
})
const notOpened = { ...why, ground: 'not_opened' }
const reportsMissing = { ...why, ground: 'reports_missing' }
const breach = (cureBy: string) => ({ breach: { reason: 'Вывеска', cureBy } })
const deadlines = (name: string): Row['days'] => ({
  yesterday: { say: { ...why, [name]: yesterday }, answer: 'tenancy.day-past' },
  today: { say: { ...why, [name]: today }, answer: 'done' },
  'in 366 days': { say: { ...why, [name]: '2027-11-26' }, answer: 'done' },
  'in 367 days': { say: { ...why, [name]: '2027-11-27' }, answer: 'tenancy.day-far' },
  'without a reason': { say: { reason: ' ', [name]: today }, answer: 'tenancy.refused.reason-needed' },
})

const table: Record<string, Row> = {
  startFitOut: { from: ['handover'], to: 'fit_out', days: { 'any day': { answer: 'done' } } },
  openShop: {
    from: ['fit_out'],
    to: 'trading',
    days: {
      tomorrow: { say: { on: tomorrow }, answer: 'tenancy.day-future' },
      today: { say: { on: today }, answer: 'done' },
      'the day of handover': { say: { on: handoverOn }, answer: 'done' },
      'its eve': { say: { on: eve }, answer: 'tenancy.day-before-handover' },
    },
  },
  expire: {
    from: ['trading', 'renewed'],
    to: 'expiring',
    days: {
      'before the six months': { with: { rentFreeUntil: '2027-05-26' }, answer: 'tenancy.end-far' },
      'on their first day': { with: { rentFreeUntil: end }, answer: 'done' },
      'after it': { with: { rentFreeUntil: '2027-05-24' }, answer: 'done' },
      'after the end': { with: { rentFreeUntil: yesterday }, answer: 'done' },
    },
  },
  renewal: {
    from: ['expiring'],
    to: 'renewed',
    days: {
      'to the present end': { say: { day: end }, answer: 'tenancy.renewal-short' },
      'by a day': { say: { day: '2027-05-26' }, answer: 'done' },
      'by three years': { say: { day: '2030-05-25' }, answer: 'done' },
      'by more': { say: { day: '2030-05-26' }, answer: 'tenancy.renewal-long' },
      'to a day that has passed': {
        with: { rentFreeUntil: '2026-11-01' },
        say: { day: yesterday },
        answer: 'tenancy.day-past',
      },
      'to today': { with: { rentFreeUntil: '2026-11-01' }, say: { day: today }, answer: 'done' },
    },
  },
  paid: {
    from: ['expiring'],
    to: 'converted_to_paid',
    days: {
      'from the last free day': { say: { day: end }, answer: 'tenancy.paid-early' },
      'from the day after it': { say: { day: '2027-05-26' }, answer: 'done' },
      'three years later': { say: { day: '2030-05-25' }, answer: 'done' },
      'later still': { say: { day: '2030-05-26' }, answer: 'tenancy.renewal-long' },
    },
  },
  giveNotice: { from: running, to: 'notice', days: deadlines('leavesOn') },
  startBreach: { from: running, to: 'breach_cure', days: deadlines('cureBy') },
  cureBreach: { from: ['breach_cure'], to: 'back', days: { 'any day': { say: { note: '' }, answer: 'done' } } },
  suspend: {
    from: running,
    to: 'suspended',
    days: {
      'from tomorrow': { say: { ...why, from: tomorrow, plannedTo: null }, answer: 'tenancy.day-future' },
      'from today': { say: { ...why, from: today, plannedTo: today }, answer: 'done' },
      'from the handover': { say: { ...why, from: handoverOn, plannedTo: null }, answer: 'done' },
      'from its eve': { say: { ...why, from: eve, plannedTo: null }, answer: 'tenancy.day-before-handover' },
      'from the last day of another': {
        with: { pauses: [closed!] },
        say: { ...why, from: '2026-09-10', plannedTo: null },
        answer: 'tenancy.pause-overlaps',
      },
      'from the day after it': {
        with: { pauses: [closed!] },
        say: { ...why, from: '2026-09-11', plannedTo: null },
        answer: 'done',
      },
      'to the day before': { say: { ...why, from: today, plannedTo: yesterday }, answer: 'tenancy.pause-ends-early' },
    },
  },
  resume: {
    from: ['suspended'],
    to: 'back',
    days: {
      tomorrow: { with: { pauses }, say: { to: tomorrow }, answer: 'tenancy.day-future' },
      today: { with: { pauses }, say: { to: today }, answer: 'done' },
      'on its first day': { with: { pauses }, say: { to: '2026-11-20' }, answer: 'done' },
      'on its eve': { with: { pauses }, say: { to: '2026-11-19' }, answer: 'tenancy.pause-ends-early' },
    },
  },
  termination: {
    from: live,
    to: 'terminated',
    days: {
      'any day': { say: { ...why, ground: 'mutual_consent' }, answer: 'done' },
      'without a reason': { say: { reason: '', ground: 'mutual_consent' }, answer: 'tenancy.refused.reason-needed' },
      'of a shop that opens by today': {
        with: owed('opening', today),
        say: notOpened,
        answer: 'tenancy.opening-not-late',
      },
      'of a shop that was to open by yesterday': {
        with: owed('opening', yesterday),
        say: notOpened,
        answer: 'decided',
      },
      'of a shop that opened, though late': {
        with: owed('opening', yesterday, today),
        say: notOpened,
        answer: 'tenancy.opening-not-late',
      },
      'of a shop that is late with its licence alone': {
        with: owed('licence', yesterday),
        say: notOpened,
        answer: 'tenancy.opening-not-late',
      },
      'for a report that is due today': {
        with: owed('quarterly_report', today),
        say: reportsMissing,
        answer: 'tenancy.reports-not-late',
      },
      'for a report that was due yesterday': {
        with: owed('quarterly_report', yesterday),
        say: reportsMissing,
        answer: 'decided',
      },
      'for a report that came, though late': {
        with: owed('quarterly_report', yesterday, today),
        say: reportsMissing,
        answer: 'tenancy.reports-not-late',
      },
      'for the assessment, which is the office’s': {
        with: owed('yearly_assessment', yesterday),
        say: reportsMissing,
        answer: 'tenancy.reports-not-late',
      },
    },
  },
  vacate: {
    from: ['expiring', 'notice'],
    to: 'vacated',
    days: {
      'before the exit inspection': { answer: 'tenancy.exit-needed' },
      'after it': { with: { exit }, answer: 'done' },
    },
  },
}

const states = [
  ...running.map(state => ({ state, interrupted: null })),
  { state: 'notice' as const, interrupted: null },
  ...(['breach_cure', 'suspended'] as const).flatMap(state => running.map(interrupted => ({ state, interrupted }))),
  ...(['vacated', 'terminated'] as const).map(state => ({ state, interrupted: null })),
]
type Where = (typeof states)[number]

/** Returns the result that the table expects for this attempt. */
function expected(row: Row, { answer }: Day, { state, interrupted }: Where): string {
  if (!row.from.includes(state))
    return `tenancy.refused.${state === 'suspended' || state === 'breach_cure' ? 'wrong-return' : 'no-such-move'}`
  if (answer === 'decided') return state
  if (answer !== 'done') return answer
  return row.to === 'back' ? String(interrupted) : row.to
}

const _id = new mongoose.Types.ObjectId()
const officer: TenancyActor = { kind: 'decider', id: new mongoose.Types.ObjectId().toHexString(), name: '李慧兰' }

async function put(changes: Partial<Tenancy> | undefined, { state, interrupted }: Where): Promise<void> {
  const at = new Date()
  const event = { _id: new mongoose.Types.ObjectId(), at, by: { kind: 'system' as const }, kind: 'moved' }
  const events = interrupted ? [{ ...event, from: interrupted, to: state }] : []
  await TenancyModel.replaceOne(
    { _id },
    {
      application: _id,
      tenant: _id,
      reference: 'SS-2026-000123',
      premises: 'SFH-A-0107',
      state,
      stateSince: at,
      revision: 0,
      handoverOn,
      rentFreeMonths: 10,
      rentFreeUntil: end,
      events,
      ...changes,
    },
    { upsert: true },
  )
}

async function tried(act: string, day: Day, where: Where): Promise<string> {
  await put(day.with, where)
  const { moves, endings } = service()
  const acts = { ...moves, ...endings } as unknown as Record<string, (...said: unknown[]) => Promise<Tenancy>>
  try {
    const twoKeys = proposalActs.find(known => known === act)
    if (twoKeys) return (await decide(service(), _id.toHexString(), twoKeys, day.say ?? {})).state
    return (await acts[act]!(_id.toHexString(), officer, day.say)).state
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe.each(Object.entries(table))('%s', (act, row) => {
  it.each(Object.entries(row.days))(
    '%s: is allowed from the states of the table and from no others',
    async (_, day) => {
      await aPremises({ code: 'SFH-A-0107', status: 'let' })
      const answers = new Map<string, string>()
      for (const where of states) answers.set([where.state, where.interrupted].join(' '), await tried(act, day, where))
      const wanted = states.map(where => [[where.state, where.interrupted].join(' '), expected(row, day, where)])
      expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(wanted))
    },
  )
})

describe('termination for a breach that was not cured', () => {
  it.each([
    ['the day before the cure is due', tomorrow, 'tenancy.cure-running'],
    ['on that day', today, 'tenancy.cure-running'],
    ['the day after', yesterday, 'breach_cure'],
  ])('is judged by the day of the decision: %s', async (_, cureBy, answer) => {
    const say = { ...why, ground: 'breach_not_cured' }
    const where = { state: 'breach_cure' as const, interrupted: 'trading' as const }
    expect(await tried('termination', { with: breach(cureBy), say, answer }, where)).toBe(answer)
  })

  it('requires a recorded breach', async () => {
    const say = { ...why, ground: 'breach_not_cured' }
    expect(await tried('termination', { say, answer: '' }, { state: 'trading', interrupted: null })).toBe(
      'tenancy.cure-running',
    )
  })
})

describe('termination for an obligation that a pause defers', () => {
  const where = { state: 'suspended' as const, interrupted: 'trading' as const }
  it.each([
    ['not_opened', 'opening', '2026-11-20', 'tenancy.opening-not-late'],
    ['not_opened', 'opening', '2026-11-19', 'suspended'],
    ['reports_missing', 'quarterly_report', '2026-11-20', 'tenancy.reports-not-late'],
    ['reports_missing', 'quarterly_report', '2026-11-19', 'suspended'],
  ] as const)('is judged by the due day: %s, %s by %s', async (ground, kind, dueOn, answer) => {
    const day = { with: { pauses, ...owed(kind, dueOn) }, say: { ...why, ground }, answer }
    expect(await tried('termination', day, where)).toBe(answer)
  })
})

describe('termination for an obligation due after the tenant’s leaving day', () => {
  it.each([
    ['2026-11-11', 'tenancy.reports-not-late'],
    ['2026-11-10', 'notice'],
  ])('for a report due by %s, of a tenant who was to leave by 10 November, gives %s', async (dueOn, answer) => {
    const leaving = { leavesOn: '2026-11-10', ...owed('quarterly_report', dueOn) }
    const where = { state: 'notice' as const, interrupted: null }
    expect(await tried('termination', { with: leaving, say: reportsMissing, answer }, where)).toBe(answer)
  })
})

describe('termination whose ground has disappeared', () => {
  it.each([
    ['not_opened', 'opening', 'tenancy.opening-not-late'],
    ['reports_missing', 'quarterly_report', 'tenancy.reports-not-late'],
  ] as const)('is refused if the duty was done between proposal and confirmation: %s', async (ground, kind, answer) => {
    await put(owed(kind, yesterday), states[2]!)
    const said = { ground, reason: 'Так решили', reasonZh: '如此决定' }
    const { proposal } = await service().proposals.propose(_id.toHexString(), officer, 'termination', said)
    await TenancyModel.updateOne({ _id }, { $set: owed(kind, yesterday, today) })
    const second = { ...officer, id: 'f'.repeat(24) }
    await expect(service().proposals.confirm(_id.toHexString(), second, proposal!.key)).rejects.toMatchObject({
      code: answer,
    })
  })
})

describe('the answer to an appeal', () => {
  const at = new Date('2026-11-24T02:00:00Z')
  const proposer = 'a'.repeat(24)
  const confirmer = 'b'.repeat(24)
  const decision = {
    _id: new mongoose.Types.ObjectId(),
    at,
    kind: 'termination-decided',
    by: { kind: 'decider' as const, id: confirmer },
    person: { id: proposer, name: '李慧兰' },
  }
  const appealed = (more: object = {}): Partial<Tenancy> => ({
    termination: { ground: 'sublet', reason: 'x', appealUntil: tomorrow, appeal: { at, text: 'Нет' }, ...more },
  })
  const say = { outcome: 'dismissed' as const, reason: 'Нет.' }

  /** Tries an answer of an actor in every state of the tenancy. */
  async function answers(actor: TenancyActor, changes: Partial<Tenancy>): Promise<Set<string>> {
    const all = new Set<string>()
    for (const where of states.filter(({ state }) => live.includes(state))) {
      await put(changes, where)
      const earlier = (await TenancyModel.findById(_id).lean())!.events
      await TenancyModel.updateOne({ _id }, { $set: { events: [decision, ...earlier] } })
      const answer = service().appeals.answer(_id.toHexString(), actor, say)
      all.add(await answer.then(({ state }) => state).catch((error: unknown) => (error as AppError).code))
    }
    return all
  }

  it.each([
    ['the one who confirmed the termination', { ...officer, id: confirmer }, 'tenancy.appeal-own'],
    ['the one who proposed it', { ...officer, id: proposer }, 'tenancy.appeal-own'],
    ['another decider', officer, 'terminated'],
    ['a reviewer', { ...officer, kind: 'reviewer' as const }, 'tenancy.refused.not-yours'],
  ])('from %s is refused or accepted in every state', async (_, actor, answer) => {
    await aPremises({ code: 'SFH-A-0107', status: 'let' })
    expect(await answers(actor, appealed())).toEqual(new Set([answer]))
  })

  it('requires an appeal that was sent', async () => {
    expect(await answers(officer, appealed({ appeal: null }))).toEqual(new Set(['tenancy.refused.no-such-move']))
    expect(await answers(officer, {})).toEqual(new Set(['tenancy.refused.no-such-move']))
  })

  it('is refused for a tenancy that has ended', async () => {
    for (const where of states.filter(({ state }) => !live.includes(state))) {
      await put(appealed(), where)
      const answer = service().appeals.answer(_id.toHexString(), officer, say)
      await expect(answer).rejects.toMatchObject({ code: 'tenancy.refused.no-such-move' })
    }
  })
})

describe('a recorded exit inspection', () => {
  it.each([
    ['renewal', { day: '2027-05-26' }],
    ['paid', { day: '2027-05-26' }],
  ])('is void after %s, and its text stays with the staff', async (act, say) => {
    await aPremises({ code: 'SFH-A-0107', status: 'let' })
    const repairs = { ...exit, needsWork: true, defects: 'Крыша' }
    await tried(act, { with: { exit: repairs }, say, answer: '' }, { state: 'expiring', interrupted: null })
    const stored = (await TenancyModel.findById(_id).lean())!
    expect(stored.exit).toBeNull()
    expect(stored.events.at(-1)?.note).toBe(`${today}\nЧисто\nКрыша`)
    expect(stored.pendingEffects.map(({ kind }) => kind)).toEqual(['letter', 'mail'])
  })

  it('pauses the unit only once the tenant has left', async () => {
    await tried('recordExit', { say: { ...exit, needsWork: true, defects: 'Крыша' }, answer: '' }, states[3]!)
    expect((await TenancyModel.findById(_id).lean())!.pendingEffects).toEqual([])
    await service().endings.vacate(_id.toHexString(), officer)
    expect((await TenancyModel.findById(_id).lean())!.pendingEffects.map(({ kind }) => kind)).toEqual([
      ...['stand-down', 'release', 'mail'],
    ])
  })
})

describe('a renewal', () => {
  it('can be followed by expiry, another renewal, paid rent or leaving', async () => {
    const say = { day: '2028-05-25' }
    expect(await tried('renewal', { say, answer: '' }, states[3]!)).toBe('renewed')
    const id = _id.toHexString()
    const at = async (instant: string) => {
      site.clock.set(instant)
      await service().sweep()
      return (await service().records.forStaff(id)).state
    }
    expect(await at('2027-11-24T12:00:00+08:00')).toBe('renewed')
    expect(await at('2027-11-25T12:00:00+08:00')).toBe('expiring')
    await decide(service(), id, 'renewal', { day: '2029-05-25' })
    expect(await at('2028-11-24T12:00:00+08:00')).toBe('renewed')
    expect(await at('2028-11-25T12:00:00+08:00')).toBe('expiring')
  })

  it('by two months sends no reminder whose day has passed', async () => {
    const say = { day: '2027-01-25' }
    const near = { rentFreeUntil: today, milestones: [], remindersSent: [12, 6, 3, 1] }
    await tried('renewal', { with: near, say, answer: '' }, states[3]!)
    const id = _id.toHexString()
    await service().sweep()
    const told = async () =>
      (await service().records.forStaff(id)).pendingEffects.flatMap(({ facts }) => facts['months'] ?? [])
    expect(await told()).toEqual([])
    site.clock.set('2026-12-25T12:00:00+08:00')
    await service().sweep()
    expect(await told()).toEqual(['1'])
  })
})
