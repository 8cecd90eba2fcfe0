import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { BulkDecisionModel } from '#models/deciding/bulk-decision.ts'
import { PictureModel } from '#models/documents/picture.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { useSite } from '../support/site.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'

const site = useSite()

async function anEndedTenancy() {
  const at = site.clock.now()
  const report = { number: 1, turnoverFen: 777_000, foreignJobs: 1, localJobs: 2, note: 'Анна довольна', at }
  const changes = { state: 'vacated', stateSince: at, reports: [report], nextDueOn: null } as const
  const tenancy = await aTenancy(site.services, changes as never)
  await ApplicationModel.updateOne({ _id: tenancy.application }, { $unset: { heldPremises: 1 } })
  await PictureModel.create({
    application: tenancy.application,
    size: 1,
    storageId: 'f'.repeat(24),
    takenAt: at,
    by: 'f'.repeat(24),
  })
  return tenancy
}

describe('an ended tenancy', () => {
  it('keeps its documents for three years and afterwards only its days, unit and figures', async () => {
    const { id, application, tenant, code } = await anEndedTenancy()
    await BulkDecisionModel.create({
      by: { id: 'x', name: 'Li' },
      at: site.clock.now(),
      action: 'reject',
      state: 'finished',
      items: [],
    })
    site.clock.advance({ days: 3 * 365 - 10 })
    await site.runJobs()
    expect((await TenancyModel.findById(id).lean())?.anonymisedAt).toBeUndefined()
    expect(await BulkDecisionModel.countDocuments()).toBe(1)

    site.clock.advance({ days: 20 })
    await site.runJobs()
    const tenancy = await TenancyModel.findById(id).lean()
    expect(tenancy).toMatchObject({ premises: code, reports: [{ turnoverFen: 777_000, localJobs: 2, note: '' }] })
    const kept = JSON.stringify([tenancy, await ApplicationModel.findById(application).lean()])
    for (const trace of ['Анна', 'IVANOVA', '75 1234567', tenant.id, 'Два ключа']) expect(kept).not.toContain(trace)
    expect(await PictureModel.countDocuments()).toBe(0)
    expect(await BulkDecisionModel.countDocuments()).toBe(0)
    await site.runJobs()
    expect((await TenancyModel.findById(id).lean())?.revision).toBe(tenancy?.revision)
    expect((await auditEntriesAbout(id)).filter(told => told === 'tenancy.anonymised system')).toHaveLength(1)
    await (await site.as(await aColleague('decider'))).get(`/en/staff/tenancies/${id}`).expect(200)
  })

  it('stays readable for the office after its tenant’s account was deleted', async () => {
    const { id, tenant } = await anEndedTenancy()
    await AccountModel.deleteOne({ _id: tenant._id })
    const officer = await site.as(await aColleague('decider'))
    await officer.get('/en/staff/tenancies').expect(200)
    await officer
      .get(`/en/staff/tenancies/${id}`)
      .expect(200)
      .expect(/IVANOVA ANNA/)
  })
})
