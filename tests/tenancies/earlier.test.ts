import { beforeEach, describe, expect, it } from 'vitest'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { OccupancyModel } from '#models/premises/occupancy.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { deskOf, idOf, inDecision, type Agent } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'
import { reportRows } from '../support/files/table-cells.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { signedIn, post } = deskOf(site)
let manager: Agent
beforeEach(async () => {
  manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
})
const at = '/en/staff/tenancies/earlier'
const facts = {
  premises: 'SFH-A-0107',
  taken: 'let',
  tenant: 'Чайная «Белый журавль»',
  since: '2025-03-01',
  until: '2028-02-29',
  rent: 'free',
  rentFreeUntil: '2027-02-28',
  terms: 'Один месяц на выезд.',
}
const send = (values: object = {}, person = manager) =>
  person
    .post(`${at}/new`)
    .type('form')
    .send({ ...facts, ...values })
const listing = async (code = 'SFH-A-0107') => (await PremisesModel.findOne({ code }).lean<Premises>())!
const importing = (text: string, how = 'check') =>
  manager.post(`${at}/import`).field('how', how).attach('file', Buffer.from(text), 'tenants.csv')

const endOf = ({ _id }: { _id: { toHexString(): string } }, on: string) =>
  manager.post(`${at}/${_id.toHexString()}/end`).type('form').send({ on })
const head = 'premises;taken;tenant;since;until;rent;rentFreeUntil;terms\n'

describe('a tenancy from before the site', () => {
  it('is entered in a form, makes the unit let, is shown and is ended', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await manager.get(`${at}/new`).expect(200)
    const { headers } = await send({ premises: 'sfh-a-0107' }).expect(303)
    expect(await listing()).toMatchObject({ status: 'let', intent: 'shown', hold: null })
    const shown = renderedPage(await manager.get(headers['location']!).expect(200))
    for (const words of [
      'SFH-A-0107',
      'Белый журавль',
      '1 March 2025',
      '29 February 2028',
      '28 February 2027',
      'Один месяц',
    ])
      expect(shown.main).toContain(words)
    expect(renderedPage(await manager.get(at).expect(200)).main).toContain('Белый журавль')
    const public_ = renderedPage(await site.visit.get('/en/premises/SFH-A-0107').expect(200)).main
    expect(public_).not.toContain('журавль')

    const end = (on: string) => manager.post(`${headers['location']!}/end`).type('form').send({ on })
    await end('2026-11-26').expect(422)
    await end('2025-02-28').expect(422)
    await end('2026-11-20').expect(303)
    await end('2026-11-20').expect(409)
    expect(await listing()).toMatchObject({ status: 'available' })
    expect(await OccupancyModel.countDocuments()).toBe(0)
    expect(renderedPage(await manager.get(headers['location']!).expect(200)).main).toContain(
      'Ended on 20 November 2026',
    )
  })

  it('reports each error at its field and keeps the input', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const wrong = renderedPage(
      await send({ premises: '107', tenant: '', since: '2025-02-30', rentFreeUntil: '', taken: 'x' }).expect(422),
    )
    expect(wrong.errors().map(({ field }) => field)).toEqual(['premises', 'taken', 'tenant', 'since'])
    expect(wrong.value('terms')).toBe('Один месяц на выезд.')
    const order = renderedPage(await send({ until: '2025-02-01', rentFreeUntil: '' }).expect(422))
    expect(order.errors().map(({ field }) => field)).toEqual(['until', 'rentFreeUntil'])
    const noDay = renderedPage(await send({ since: '30.02.2025' }).expect(422))
    expect(noDay.errors().map(({ field }) => field)).toEqual(['since'])
    const unknown = renderedPage(await send({ premises: 'SFH-A-0999' }).expect(422))
    expect(unknown.errors()).toMatchObject([{ field: 'premises', text: 'There is no unit with this code.' }])
    expect(await EarlierTenancyModel.countDocuments()).toBe(0)
    expect((await listing()).status).toBe('available')
  })

  it('is refused for a taken unit, and only one of two simultaneous entries succeeds', async () => {
    const { code } = await aPremises({ code: 'SFH-A-0107' })
    const decider = await signedIn('decider', { name: '李慧兰' })
    const application = await inDecision({ premises: [code], startedFor: code })
    await post(decider, idOf(application), 'offer', { premises: code, deadlineOn: '2026-12-05' }).expect(303)
    const refused = renderedPage(await send().expect(422))
    expect(refused.errors()[0]?.text).toContain('Somebody has SFH-A-0107 already')

    await aPremises({ code: 'SFH-A-0108' })
    const both = await Promise.all([send({ premises: 'SFH-A-0108' }), send({ premises: 'SFH-A-0108' })])
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422])
    expect(await EarlierTenancyModel.countDocuments()).toBe(1)
    const other = await inDecision({ premises: ['SFH-A-0108'], startedFor: 'SFH-A-0108' })
    await post(decider, idOf(other), 'offer', { premises: 'SFH-A-0108', deadlineOn: '2026-12-05' }).expect(409)
  })

  it('cannot overlap the previous tenancy, so that figures count one tenant per unit', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await send().expect(303)
    const one = (await EarlierTenancyModel.findOne().lean())!
    await endOf(one, '2026-11-20').expect(303)
    await endOf(one, '2026-11-20').expect(409)
    const refused = renderedPage(await send({ since: '2026-11-19' }).expect(422))
    const said = 'Another tenant had this unit until 2026-11-20. Name a day that is not earlier.'
    expect(refused.errors()).toMatchObject([{ field: 'since', text: said }])
    expect(refused.main).not.toContain('{')
    expect(
      renderedPage(await importing(`${head}SFH-A-0107;let;Чайная;2025-03-01;;paid;;\n`).expect(422)).main,
    ).toContain('D2')
    await send({ since: '2026-11-20' }).expect(303)
    site.clock.set('2026-12-03T12:00:00+08:00')
    await site.services.figures.publish()
    expect(renderedPage(await site.visit.get('/en/figures').expect(200)).main).not.toContain('2 of 1')
  })

  it('can begin in the future only for a held unit, and ends at once if the tenant does not come', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const refused = renderedPage(await send({ since: '2026-12-20' }).expect(422))
    expect(refused.errors()).toMatchObject([{ field: 'since' }])
    await send({ since: '2026-12-20', taken: 'held' }).expect(303)
    const one = (await EarlierTenancyModel.findOne().lean())!
    await endOf(one, '2026-11-25').expect(303)
    expect((await listing()).status).toBe('available')
    await send({ since: '2026-11-10', taken: 'held' }).expect(303)
    const other = (await EarlierTenancyModel.findOne({ state: 'held' }).lean())!
    await endOf(other, '2026-11-09').expect(422)
  })

  it('is on the desk of the listing manager from the week of its end until the tenant has left', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await aPremises({ code: 'SFH-A-0108' })
    await aBuilding({ code: 'B1' })
    await send({ until: '2026-12-05' }).expect(303)
    await send({ premises: 'SFH-A-0108', until: '' }).expect(303)
    const administrator = await signedIn('administrator')
    const on = async (person: Agent, page: string) => renderedPage(await person.get(page).expect(200))
    const work = '/en/staff/work/earlier-ends'
    expect((await on(manager, work)).main).not.toContain('SFH-A-010')
    expect((await on(administrator, '/en/staff/calendar?day=2026-12-05')).main).toContain('SFH-A-0107')

    site.clock.set('2026-12-01T09:00:00+08:00')
    const before = await on(await signedIn('listing_manager'), '/en/staff')
    expect(before.text('work-week')).toContain('SFH-A-0107')
    site.clock.set('2027-03-01T09:00:00+08:00')
    await site.runJobs()
    const desk = await on(await signedIn('listing_manager'), '/en/staff')
    expect(desk.text('work-today')).toMatch(/SFH-A-0107.*record when the tenant left/s)
    expect(desk.text('work-today')).not.toContain('SFH-A-0108')
    expect((await on(await signedIn('administrator'), work)).main).toContain('SFH-A-0107')
    await (await signedIn('reviewer')).get(work).expect(404)
    const elsewhere = await site.as(await aColleague('listing_manager', { buildings: ['B1'] }))
    expect((await on(elsewhere, work)).main).not.toContain('SFH-A-0107')

    const one = (await EarlierTenancyModel.findOne({ premises: 'SFH-A-0107' }).lean())!
    const keeper = await signedIn('listing_manager')
    await keeper
      .post(`${at}/${idOf(one)}/end`)
      .type('form')
      .send({ on: '2027-02-20' })
      .expect(303)
    expect((await on(keeper, work)).main).not.toContain('SFH-A-0107')
  })

  it('is on the desk from the week of its planned start as long as the unit is only held', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await aPremises({ code: 'SFH-A-0108' })
    await send({ taken: 'held', since: '2026-12-20', until: '2028-02-29' }).expect(303)
    await send({ premises: 'SFH-A-0108', since: '2026-01-01', until: '2026-12-10' }).expect(303)
    const work = async () =>
      renderedPage(await (await signedIn('listing_manager')).get('/en/staff/work/earlier-ends').expect(200)).main
    expect(await work()).not.toContain('SFH-A-010')
    site.clock.set('2026-12-21T09:00:00+08:00')
    expect(await work()).toMatch(/SFH-A-0108.*record when the tenant left.*SFH-A-0107.*enter it again as let/s)
    const one = (await EarlierTenancyModel.findOne({ state: 'held' }).lean())!
    const keeper = await signedIn('listing_manager')
    await keeper
      .post(`${at}/${idOf(one)}/end`)
      .type('form')
      .send({ on: '2026-12-20' })
      .expect(303)
    await send({ since: '2026-12-20', until: '2028-02-29' }, keeper).expect(303)
    expect(await work()).not.toContain('SFH-A-0107')
  })

  it('loses its tenant and terms after the retention period, and the audit has an entry for every act', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await send().expect(303)
    const one = (await EarlierTenancyModel.findOne().lean())!
    await endOf(one, '2026-11-20').expect(303)
    site.clock.set('2046-11-25T12:00:00+08:00')
    await site.runJobs()
    await site.runJobs()
    expect(await EarlierTenancyModel.findOne().lean()).toMatchObject({ tenant: '', terms: '', endedOn: '2026-11-20' })
    const acts = ['tenancy.changed listing_manager', 'tenancy.moved listing_manager', 'tenancy.anonymised system']
    expect(await auditEntriesAbout(one._id.toHexString())).toEqual(acts)
  })

  it('can be entered for a draft listing, which stays hidden until it is published as let', async () => {
    await aPremises({ code: 'SFH-A-0107', status: 'draft' })
    await send().expect(303)
    expect(await listing()).toMatchObject({ status: 'let', intent: 'draft' })
    await site.visit.get('/en/premises/SFH-A-0107').expect(404)
    expect(renderedPage(await site.visit.get('/en/premises').expect(200)).main).not.toContain('SFH-A-0107')
    await manager.post('/en/staff/premises/SFH-A-0107/status').type('form').send({ move: 'publish' }).expect(303)
    expect(await listing()).toMatchObject({ status: 'let', intent: 'shown' })
    await site.visit.get('/en/premises/SFH-A-0107').expect(200)
  })

  it('is completed by the worker if the process that entered or ended it was killed', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await send().expect(303)
    const one = (await EarlierTenancyModel.findOne().lean())!
    await EarlierTenancyModel.updateOne(
      { _id: one._id },
      { $set: { state: 'ended', endedOn: '2026-11-20', unsettled: true } },
    )
    await site.runJobs()
    expect(await listing()).toMatchObject({ status: 'available' })
    await EarlierTenancyModel.updateOne({ _id: one._id }, { $set: { state: 'let', endedOn: null, unsettled: true } })
    await site.runJobs()
    expect(await listing()).toMatchObject({ status: 'let' })
    // Won, and never marked as let: nobody has it.
    await EarlierTenancyModel.collection.updateOne(
      { _id: one._id },
      { $set: { state: 'entering', createdAt: new Date(0) } },
    )
    await OccupancyModel.updateOne({}, { $set: { pending: 0, claimedAt: new Date(0) } })
    await site.runJobs()
    expect(await EarlierTenancyModel.countDocuments()).toBe(0)
    expect(await listing()).toMatchObject({ status: 'available' })
    // Won by a process that died then, after the sweep had removed its tenancy.
    const holder = { kind: 'earlier-tenancy' as const, id: one._id }
    const record = { premises: 'SFH-A-0107', status: 'let' as const, holder, claim: one._id, claimedAt: new Date(0) }
    await OccupancyModel.create({ ...record, pending: 0 })
    await site.runJobs()
    expect(await OccupancyModel.countDocuments()).toBe(0)
    expect(await listing()).toMatchObject({ status: 'available' })
  })

  it('is counted in the overview, the waived rent and the public figures', async () => {
    const area = { areaUsableSqM: 50, marketRentPerSqMMonthFen: 6_000 }
    await aPremises({ code: 'SFH-A-0107', ...area })
    await aPremises({ code: 'SFH-A-0108', ...area })
    await send({ until: '2026-11-27' }).expect(303)
    await send({ premises: 'SFH-A-0108', rent: 'paid', rentFreeUntil: '' }).expect(303)
    const board = renderedPage(await manager.get('/en/staff/tenancies').expect(200))
    expect(board.text('earlier-due')).toContain('SFH-A-0107')
    expect(board.text('earlier-due')).not.toContain('SFH-A-0108')
    const reports = renderedPage(await manager.get('/en/staff/reports?from=2026-11-01&to=2026-11-25').expect(200))
    expect(reportRows(reports, 'waived')[0]).toEqual(['In the period', '1', '25', '2,500.00'])
    site.clock.set('2026-12-03T12:00:00+08:00')
    await site.services.figures.publish()
    expect(renderedPage(await site.visit.get('/en/figures').expect(200)).main).toContain('2 of 2')
  })

  it('is shown to the staff in three languages and entered only by those who manage the listings', async () => {
    await aBuilding({ code: 'B1' })
    await aPremises({ code: 'SFH-A-0107' })
    const { headers } = await send().expect(303)
    const own = headers['location']!.replace('/en', '')
    for (const locale of locales)
      for (const path of [
        own,
        '/staff/tenancies/earlier',
        '/staff/tenancies/earlier/new',
        '/staff/tenancies/earlier/import',
      ])
        expect(renderedPage(await manager.get(`/${locale}${path}`).expect(200)).main).not.toMatch(/earlier\.|\{/)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get(`/en${own}`).expect(200)
    await reviewer.get(`${at}/new`).expect(403)
    await reviewer.post(`/en${own}/end`).type('form').send({ on: '2026-11-20' }).expect(403)
    await (await site.as(await anApplicant())).get(at).expect(403)
    const limited = await site.as(await aColleague('listing_manager', { buildings: ['B1'] }))
    await limited.get(`/en${own}`).expect(404)
    await limited.post(`/en${own}/end`).type('form').send({ on: '2026-11-20' }).expect(404)
    await aPremises({ code: 'SFH-A-0108' })
    await send({ premises: 'SFH-A-0108' }, limited).expect(422)
    expect(renderedPage(await limited.get(at).expect(200)).main).not.toContain('SFH-A-0107')
  })
})

describe('the import of tenancies from before the site', () => {
  it('is checked first, enters the tenancies on request, and makes each unit let or held', async () => {
    for (const code of ['SFH-A-0107', 'SFH-A-0108']) await aPremises({ code })
    const file = `${head}SFH-A-0107;let;Чайная;2025-03-01;;free;2028-02-29;\nSFH-A-0108;held;青山五金;2026-12-01;2029-11-30;unknown;;待签\n`
    const checked = renderedPage(await importing(file).expect(200))
    expect(checked.main).toContain('2 tenancies can be entered.')
    expect(await EarlierTenancyModel.countDocuments()).toBe(0)
    await importing(file, 'write').expect(303).expect('Location', at)
    expect(await EarlierTenancyModel.countDocuments()).toBe(2)
    expect([(await listing()).status, (await listing('SFH-A-0108')).status]).toEqual(['let', 'held'])
    const again = renderedPage(await importing(file, 'write').expect(422))
    expect(again.main).toContain('A2')
    expect(await EarlierTenancyModel.countDocuments()).toBe(2)
  })

  it('accepts the words of all three languages, and a code with the Russian letter А', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const file =
      'Код помещения,Помещение,Арендатор,С какого дня,Последний день договора,Арендная плата,Последний день без платы,Прочие условия\n' +
      'SFH-А-0107,сдано,Чайная,2025-03-01,,взимается,,\n'
    await importing(file, 'write').expect(303)
    expect(await EarlierTenancyModel.findOne().lean()).toMatchObject({ tenant: 'Чайная', rent: 'paid', state: 'let' })
  })

  it('accepts the words that were used before the glossary', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const columns = 'Code of the premises,The premises is,租户,С какого дня,Арендная плата,Последний день без платы\n'
    const row = 'SFH-A-0107,为待入驻租户保留,Чайная,2027-03-01,взимается,\n'
    await importing(columns + row, 'write').expect(303)
    expect(await EarlierTenancyModel.findOne().lean()).toMatchObject({ tenant: 'Чайная', state: 'held' })
  })

  it('names every wrong cell and then enters nothing', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await aPremises({ code: 'SFH-A-0108', status: 'let' })
    const rows = [
      'SFH-A-0107;let;Чайная;2025-03-01;;free;2028-02-29;',
      'SFH-A-0107;let;Чайная;2025-03-01;;paid;;',
      'SFH-A-0999;let;Чайная;2025-03-01;;paid;;',
      'SFH-A-0108;let;Чайная;2025-03-01;;paid;;',
      '107;lent;;01.03.25;;free;;',
    ]
    const page = renderedPage(await importing(`${head}${rows.join('\n')}\n`, 'write').expect(422))
    const cells = page
      .$('[data-test=complaints] tbody th')
      .map((_, cell) => page.$(cell).text())
      .get()
    expect(cells).toEqual(['A3', 'A4', 'A5', 'A6', 'B6', 'C6', 'D6'])
    expect(await EarlierTenancyModel.countDocuments()).toBe(0)
    expect((await listing()).status).toBe('available')
  })

  it('is refused as a whole if the file has nothing to read', async () => {
    await importing('nothing;here\n')
      .expect(422)
      .expect(/The column “Code of the unit” is missing/)
    await importing(head)
      .expect(422)
      .expect(/no line with a tenancy/)
    await manager
      .post(`${at}/import`)
      .field('how', 'check')
      .expect(422)
      .expect(/Choose a file/)
  })
})
