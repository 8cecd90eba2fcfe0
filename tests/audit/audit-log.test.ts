import { trusted } from 'mongoose'
import { describe, expect, it, vi } from 'vitest'
import { AuditEntryModel, AuditHeadModel, AuditIntentModel } from '#models/audit/audit-entry.ts'
import { auditChecks } from '#features/audit/checks.ts'
import { hashOf } from '#features/audit/chain.ts'
import { auditService } from '#features/audit/service.ts'
import type { Act } from '#outside/audit.ts'
import { runChecks } from '#shared/checks.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'
import { until } from '../support/processes/processes.ts'

const id = '6564b1c2d3e4f5a6b7c8d9e0'
const anAct = (code: string, rest: Partial<Act> = {}): Act => ({
  action: 'posted',
  subject: { kind: 'premises', id: code, label: code },
  who: { id, role: 'administrator' },
  requestId: `request-${code}`,
  route: 'POST /staff/premises/:code',
  outcome: 'done',
  last: true,
  ...rest,
})

describe('the audit trail', () => {
  useDatabase()
  const clock = testClock()
  const aProcess = () => auditService({ clock })
  const found = async () => {
    const examined = await runChecks(auditChecks({ clock }))
    return examined.flatMap(({ level, problems }) => problems.map(problem => ({ level, ...problem })))
  }
  const keepSome = async (count: number) => {
    const trail = aProcess()
    for (let i = 1; i <= count; i += 1) await trail.keep([anAct(`SFH-A-010${i}`)])
    await trail.settled()
  }

  it('builds one unbroken chain from fifty simultaneous entries of five processes', async () => {
    const processes = [1, 2, 3, 4, 5].map(aProcess)
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => processes[i % 5]!.keep([anAct(`SFH-A-${i}`), anAct(`SFH-B-${i}`)])),
    )
    await Promise.all(processes.map(({ settled }) => settled()))
    const entries = await AuditEntryModel.find().sort({ _id: 1 }).lean()
    expect(entries.map(entry => entry._id)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(new Set(entries.map(entry => entry.subject.id)).size).toBe(100)
    expect(await AuditHeadModel.findById('head').lean()).toMatchObject({ number: 100, hash: entries[99]?.hash })
    expect(await found()).toEqual([])
  })

  it('continues after the entry of another process that was faster', async () => {
    const here = aProcess()
    const there = aProcess()
    await there.keep([anAct('before')])
    here.expect()
    await there.keep([anAct('faster')])
    await here.keep([anAct('one')])
    await here.keep([anAct('two')])
    const entries = await AuditEntryModel.find().sort({ _id: 1 }).lean()
    expect(entries.map(({ subject }) => subject.id)).toEqual(['before', 'faster', 'one', 'two'])
    expect(await found()).toEqual([])
  })

  it.each(['before', 'after'])('stores each entry once when the database failed %s it was written', async when => {
    const trail = aProcess()
    await trail.keep([anAct('before')])
    await trail.settled()
    await trail.intend(anAct('lost'))
    const { collection } = AuditEntryModel
    const insert = collection.insertMany.bind(collection)
    const away = vi.spyOn(collection, 'insertMany').mockImplementationOnce(async (...args) => {
      if (when === 'after') await insert(...args)
      throw Object.assign(new Error('connection closed'), { name: 'MongoNetworkError' })
    })
    await expect(trail.keep([anAct('lost'), anAct('lost', { action: 'refused' })])).rejects.toThrow('connection closed')
    away.mockRestore()
    await trail.keep([anAct('next')])
    await until(
      async () => (await AuditIntentModel.countDocuments()) === 0,
      () => 'the intent is still there',
    )
    const entries = await AuditEntryModel.find().sort({ _id: 1 }).lean()
    expect(entries.map(({ subject }) => subject.id).sort()).toEqual(['before', 'lost', 'lost', 'next'])
    expect(await found()).toEqual([])
  })

  it('reads every entry back as it was hashed, whatever it contains', async () => {
    const odd = 'п\u0000ол \ud83d стр. 空 "\u2028'
    const changes = [
      { field: odd, before: undefined, after: odd },
      { field: 'list', before: [1, null], after: { at: new Date(0), deep: ['x'.repeat(5_000)] } },
    ]
    await aProcess().keep([anAct(odd, { reason: odd, changes, route: odd })])
    expect(await found()).toEqual([])
  })

  it.each([
    ['changed', '3', 'was changed after it was written'],
    ['changed with its hash made new', '4', 'does not follow from number 3 as that now is'],
    ['removed', '4', 'number 3 is missing before it'],
    ['removed at the beginning', '3', 'numbers 1 to 2 are missing before it'],
    ['swapped', '3', 'was changed after it was written'],
    ['cut off', '5', 'the trail ends at number 3; the entries up to number 5 were removed'],
    ['cut off and written on', '6', 'numbers 4 to 5 are missing before it'],
    ['changed at the end with its hash made new', '5', 'is no longer the entry that was written'],
    ['changed at the end and written on', '6', 'does not follow from number 5 as that now is'],
  ])('reports an entry that was %s, with its number', async (how, number, why) => {
    await keepSome(5)
    const entries = AuditEntryModel.collection
    const entryOf = async (one: number) => (await AuditEntryModel.findById(one).lean())!
    const changeWithHash = async (one: number) => {
      const changed = { ...(await entryOf(one)), route: 'POST /elsewhere' }
      await entries.replaceOne({ _id: one as never }, { ...changed, hash: hashOf(changed) })
    }
    const harm: Record<string, () => Promise<unknown>> = {
      changed: () => entries.updateOne({ _id: 3 as never }, { $set: { 'who.role': 'reviewer' } }),
      'changed with its hash made new': () => changeWithHash(3),
      removed: () => entries.deleteOne({ _id: 3 as never }),
      'removed at the beginning': () => AuditEntryModel.deleteMany({ _id: trusted({ $lt: 3 }) }),
      swapped: async () => {
        const three = await entryOf(3)
        const four = await entryOf(4)
        await entries.replaceOne({ _id: 3 as never }, { ...four, _id: 3 })
        await entries.replaceOne({ _id: 4 as never }, { ...three, _id: 4 })
      },
      'cut off': () => AuditEntryModel.deleteMany({ _id: trusted({ $gt: 3 }) }),
      'cut off and written on': async () => {
        await AuditEntryModel.deleteMany({ _id: trusted({ $gt: 3 }) })
        await aProcess().keep([anAct('one'), anAct('two'), anAct('three')])
      },
      'changed at the end with its hash made new': () => changeWithHash(5),
      'changed at the end and written on': async () => {
        await changeWithHash(5)
        await aProcess().keep([anAct('one')])
      },
    }
    await harm[how]!()
    expect(await found()).toContainEqual({ level: 'violation', id: number, why })
  })

  it('masks secrets everywhere and personal values of people', async () => {
    const changes = [
      { field: 'password', before: 'old', after: 'new' },
      { field: 'name', before: null, after: 'Анна' },
      { field: 'profile', before: { phone: '+7', role: 'reviewer' }, after: [{ email: 'a@example.com', years: 3 }] },
      { field: 'state', before: 'review', after: 'decision' },
    ]
    await aProcess().keep([
      anAct('one', { subject: { kind: 'application', id }, changes }),
      anAct('two', { subject: { kind: 'building', id: 'A' }, changes: changes.slice(0, 2) }),
    ])
    const [application, building] = await AuditEntryModel.find().sort({ _id: 1 }).lean()
    expect(application?.changes).toEqual([
      { field: 'password', before: '"[masked]"', after: '"[masked]"' },
      { field: 'name', before: 'null', after: '"[masked]"' },
      { field: 'profile', before: '{"phone":"[masked]","role":"reviewer"}', after: '[{"email":"[masked]","years":3}]' },
      { field: 'state', before: '"review"', after: '"decision"' },
    ])
    expect(building?.changes).toEqual([
      { field: 'password', before: '"[masked]"', after: '"[masked]"' },
      { field: 'name', before: 'null', after: '"Анна"' },
    ])
  })

  it('records each request that a killed process never finished once, and no other requests', async () => {
    const here = aProcess()
    const there = aProcess()
    const intent = (code: string) => ({ ...anAct(code), route: 'POST /en/staff/settings' })
    for (const code of ['killed', 'complete', 'half']) await here.intend(intent(code))
    await here.keep([anAct('complete'), anAct('half', { last: false })])
    clock.advance({ minutes: 20 })
    await here.intend(intent('under-way'))

    const settled = await Promise.all([here.settleInterrupted(), there.settleInterrupted()])
    expect(settled[0] + settled[1]).toBe(2)
    const told = await AuditEntryModel.find({ outcome: 'interrupted' }).sort({ requestId: 1 }).lean()
    expect(told.map(({ requestId, who, action }) => [requestId, who.id, action])).toEqual([
      ['request-half', id, 'interrupted'],
      ['request-killed', id, 'interrupted'],
    ])
    expect(await AuditIntentModel.find().lean()).toMatchObject([{ _id: 'request-under-way' }])
    expect(await here.settleInterrupted({ all: true })).toBe(1)
    expect(await found()).toEqual([])
  })
})
