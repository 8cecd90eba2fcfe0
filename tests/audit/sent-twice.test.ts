import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { filled, storedIncentive } from '../support/incentive-form.ts'
import { useSite } from '../support/site.ts'

type Body = Record<string, string | string[]>

describe('a form that a colleague sends twice, from a second tab or by a double click,', () => {
  const site = useSite()
  type Person = Awaited<ReturnType<typeof site.as>>
  const entries = () => AuditEntryModel.find({}, { action: 1 }).sort({ _id: 1 }).lean()

  /** Sends a form twice and returns the actions of the entries that it leaves. */
  async function twice(person: Person, path: string, body: Body): Promise<string[]> {
    await site.services.audit.settled()
    const before = (await entries()).length
    for (const _time of [1, 2]) await person.post(path).type('form').send(body).expect(303)
    await site.services.audit.settled()
    return (await entries()).slice(before).map(({ action }) => action)
  }

  it('is recorded once for a tenancy', async () => {
    const { path } = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-08-01' })
    const officer = await site.as(await aColleague('reviewer'))
    expect(await twice(officer, `${path}/milestones/licence-1`, { doneOn: '2026-11-20' })).toEqual(['tenancy.changed'])
    expect(await twice(officer, `${path}/milestones/licence-1/undone`, {})).toEqual(['tenancy.changed'])
    const visit = { kind: 'planned', on: '2026-12-10', note: '' }
    expect(await twice(officer, `${path}/inspection`, visit)).toEqual(['tenancy.changed'])
    const notice = { leavesOn: '2026-12-28', reason: 'Съезжают', writtenIn: 'ru' }
    expect(await twice(officer, `${path}/notice`, notice)).toEqual(['tenancy.moved'])
  })

  it('is recorded once for a case', async () => {
    const { code } = await aPremises()
    const application = await anApplication({ state: 'review', premises: [code] })
    const id = application._id.toHexString()
    const at = `/en/staff/applications/${id}`
    const reviewer = await site.undeclared(await aColleague('reviewer'))
    expect(await twice(reviewer, `${at}/declaration`, { interest: 'none' })).toEqual(['application.changed'])
    const acquainted = { interest: 'none', note: 'I know her cousin' }
    expect(await twice(reviewer, `${at}/declaration`, acquainted)).toEqual(['application.changed'])
    await reviewer.post(`${at}/declaration`).type('form').send({ interest: 'none', note: 'And her aunt' }).expect(303)
    const declared = (await ApplicationModel.findById(id).lean())!.events.filter(({ kind }) => kind === 'interest_none')
    expect(declared.map(one => one.note ?? '')).toEqual(['', 'I know her cousin', 'And her aunt'])
    const note = { internalNote: 'Seen.', once: '6'.repeat(24) }
    const noted = await twice(reviewer, `${at}/notes`, note)
    expect(noted).toHaveLength(1)
    expect((await ApplicationModel.findById(id).lean())!.notes).toHaveLength(1)
  })

  it('is recorded once for a measure', async () => {
    await site.services.incentives.seedStartingContent()
    const { id } = await storedIncentive('visa-free-entry')
    const manager = await site.as(await aColleague('listing_manager'))
    const send = (version: number, act: string) =>
      twice(manager, `/en/staff/incentives/${id}`, filled({ version: String(version), act }))
    expect(await send(0, 'draft')).toEqual(['incentive.drafted'])
    expect(await send(1, 'publish')).toEqual(['incentive.published'])
    expect(await send(2, 'confirm')).toEqual(['incentive.checked'])
    expect(await send(3, 'unpublish')).toEqual(['incentive.unpublished'])
    await manager
      .post('/en/staff/incentives/zones/heihe')
      .type('form')
      .send({ act: 'discard', version: '0' })
      .expect(303)
    expect(await twice(manager, '/en/staff/incentives/zones/heihe', { act: 'discard', version: '1' })).toEqual([
      'zone.discarded',
    ])
  })

  it('is recorded once for the colleague’s absence, calendar address and shortcuts', async () => {
    const reviewer = await site.as(await aColleague('reviewer'))
    const cover = await aColleague('reviewer')
    const days = { from: '2026-12-01', to: '2026-12-05', cover: cover.id }
    expect(await twice(reviewer, '/en/staff/absence', days)).toEqual(['account.away'])
    expect(await twice(reviewer, '/en/staff/absence/end', {})).toEqual(['account.back'])
    await reviewer.post('/en/staff/calendar/feed').type('form').send({}).expect(200)
    expect(await twice(reviewer, '/en/staff/calendar/feed/end', {})).toEqual(['viewing-feed.ended'])
    expect(await twice(reviewer, '/en/staff/keyboard', { shortcuts: 'off' })).toEqual(['posted'])
  })

  it('is recorded once for columns and for a bulk change, its confirmation and its undoing', async () => {
    const { code } = await aPremises({ status: 'available' })
    const manager = await site.as(await aColleague('listing_manager'))
    const columns = { column: ['title', 'status'] }
    expect(await twice(manager, '/en/staff/premises/columns', columns)).toEqual(['posted'])
    const wish = { kind: 'move', move: 'pause', code: [code], note: 'Repairs' }
    const { headers } = await manager.post('/en/staff/premises/bulk').type('form').send(wish).expect(303)
    expect(await twice(manager, `${headers.location!}/confirm`, {})).toEqual(['premises.bulk-confirmed'])
    await site.runJobs()
    expect(await twice(manager, `${headers.location!}/undo`, {})).toEqual(['premises.bulk-undone'])
    expect(await twice(manager, '/en/staff/premises/bulk', {})).toEqual([])
  })

  it('is recorded once for the settings, and not at all if no work was reassigned', async () => {
    const administrator = await site.as(await aColleague('administrator'))
    const { revision } = await site.services.programme.current()
    const settings = { revision: String(revision), offerDays: '12' }
    expect(await twice(administrator, '/en/staff/settings', settings)).toHaveLength(1)
    const { id } = await aColleague('reviewer')
    expect(await twice(administrator, `/en/staff/users/${id}/work`, {})).toEqual([])
  })
})
