import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { TenancyModel } from '../../models/tenancy.ts'
import { tenanciesService } from '../../server/features/tenancies/service.ts'
import { canMoveTenancy, tenancyMoves, tenancyStates } from '../../server/features/tenancies/states.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'

useDatabase()

const newId = () => new mongoose.Types.ObjectId().toHexString()
const asked = (changes: Partial<Parameters<ReturnType<typeof bench>['service']['openTenancy']>[0]> = {}) => ({
  application: newId(),
  reference: 'SS-2026-000123',
  tenant: newId(),
  premises: 'SFH-A-0107',
  handoverOn: '2026-11-25',
  rentFreeMonths: 36,
  ...changes,
})
function bench() {
  const released: string[] = []
  const applications = { release: (id: string) => Promise.resolve(void released.push(id)) }
  return { released, service: tenanciesService({ clock: testClock(), applications }) }
}
const decider = { kind: 'decider' as const, id: newId() }

describe('opening a tenancy', () => {
  it('starts the clock and sets the milestones, once for an application', async () => {
    const { service } = bench()
    const wanted = asked()
    await Promise.all(Array.from({ length: 5 }, () => service.openTenancy(wanted)))
    await service.openTenancy(wanted)
    const [tenancy, ...others] = await TenancyModel.find().lean()
    expect(others).toEqual([])
    expect(tenancy).toMatchObject({ state: 'handover', handoverOn: '2026-11-25', rentFreeUntil: '2029-11-24' })
    expect(tenancy?.milestones[0]).toMatchObject({ kind: 'licence', dueOn: '2027-01-24' })
    expect((await service.ofApplication(wanted.application))?._id).toEqual(tenancy?._id)
  })

  it('lets the database refuse a second live tenancy of a premises', async () => {
    const { service } = bench()
    await service.openTenancy(asked())
    await expect(service.openTenancy(asked())).rejects.toMatchObject({ code: 11_000 })
    await TenancyModel.updateMany({}, { $set: { state: 'vacated' } })
    await service.openTenancy(asked())
    expect(await TenancyModel.countDocuments()).toBe(2)
  })
})

describe('a tenancy', () => {
  it('is its tenant’s own', async () => {
    const { service } = bench()
    const wanted = asked()
    await service.openTenancy(wanted)
    const [mine] = await service.ofTenant(wanted.tenant)
    const id = mine!._id.toHexString()
    expect((await service.own(id, wanted.tenant)).premises).toBe('SFH-A-0107')
    await expect(service.own(id, newId())).rejects.toMatchObject({ kind: 'not-found' })
    expect(await service.ofTenant(newId())).toEqual([])
    expect((await service.list({ state: 'trading' })).total).toBe(0)
    expect((await service.list()).items).toHaveLength(1)
  })

  it('ends with the premises free again, once', async () => {
    const { service, released } = bench()
    const wanted = asked()
    await service.openTenancy(wanted)
    const id = (await service.ofApplication(wanted.application))!._id.toHexString()
    await expect(service.move(id, 'terminated', decider)).rejects.toMatchObject({
      code: 'tenancy.refused.reason-needed',
    })
    await service.move(id, 'terminated', decider, 'Аренда брошена')
    expect(await service.carryOutEffects()).toBe(1)
    expect(await service.carryOutEffects()).toBe(0)
    expect(released).toEqual([wanted.application])
  })

  it('comes back from an interruption to where it was', async () => {
    const { service } = bench()
    const wanted = asked()
    await service.openTenancy(wanted)
    const id = (await service.ofApplication(wanted.application))!._id.toHexString()
    await service.move(id, 'fit_out', decider)
    await service.move(id, 'suspended', decider, 'Паводок')
    await expect(service.move(id, 'trading', decider)).rejects.toMatchObject({ code: 'tenancy.refused.wrong-return' })
    expect((await service.move(id, 'fit_out', decider)).state).toBe('fit_out')
  })
})

describe('the table of a tenancy', () => {
  const actors = ['applicant', 'reviewer', 'decider', 'administrator', 'listing_manager', 'system'] as const
  const facts = (to: (typeof tenancyStates)[number]) => ({ reason: 'x', interrupted: to })

  it('allows what it lists, to those it lists, and nothing else', () => {
    const all = tenancyStates.flatMap(from => tenancyStates.flatMap(to => actors.map(kind => ({ from, to, kind }))))
    const done = all.filter(({ from, to, kind }) => canMoveTenancy(from, to, { kind, id: 'me' }, facts(to)).ok)
    expect(done.filter(({ kind }) => kind === 'administrator' || kind === 'listing_manager')).toEqual([])
    // 7 of the course and 18 interruptions, 12 returns and 9 terminations by two officers; 6 notices by the tenant; 1 by the system.
    expect(done).toHaveLength((7 + 18 + 12 + 9) * 2 + 6 + 1)
  })

  it('has no way out of an end', () => {
    expect(tenancyMoves.filter(({ from }) => from === 'vacated' || from === 'terminated')).toEqual([])
  })
})
