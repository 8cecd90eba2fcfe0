import { beforeEach, describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { catalogueText } from '#shared/texts/i18n.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
let officer: Person
beforeEach(async () => {
  officer = await site.as(await aColleague('reviewer', { name: '李慧兰' }))
})

const post = (path: string, body: Record<string, string | string[]> = {}, person = officer) =>
  person.post(path).type('form').send(body)
const stored = (id: string) => TenancyModel.findById(id).lean()
const offered = async (path: string, person = officer) => {
  const page = renderedPage(await person.get(path).expect(200))
  return page
    .$('[data-test=actions] a')
    .map((_, link) => page.$(link).attr('href')?.split('/').at(-1) ?? '')
    .get()
}
/** Confirms a proposal as a decider who did not propose it. */
async function confirmed(path: string, id: string) {
  const { proposal } = (await stored(id))!
  const other = await site.as(await aColleague('decider', { name: '王伟' }))
  await post(`${path}/confirm`, { proposal: proposal?.key ?? '' }, other).expect(303)
}
async function subjects(): Promise<string[]> {
  await site.runJobs()
  return site.mails().map(({ subject }) => subject)
}

describe('a tenancy, as managed by an officer,', () => {
  it('runs from handover to paid rent and exit, with a form and a letter for each step', async () => {
    const { id, path, code, application } = await aTenancy(site.services)
    expect(await offered(path)).toEqual(['fit-out', 'inspection', 'pause', 'breach', 'notice', 'termination'])
    await officer.get(`${path}/fit-out`).expect(200)
    const { headers } = await post(`${path}/fit-out`).expect(303)
    expect(headers['location']).toBe(path)
    expect(renderedPage(await officer.get(path)).notice).toBe('The fit-out has begun.')
    await post(`${path}/opening`, { on: '2026-11-20' }).expect(303)
    expect((await stored(id))?.milestones.find(({ kind }) => kind === 'opening')?.doneOn).toBe('2026-11-20')
    expect(await offered(path)).not.toContain('expiring')
    await post(`${path}/expiring`).expect(409)
    await TenancyModel.updateOne({ _id: id }, { $set: { rentFreeUntil: '2027-05-25' } })
    await post(`${path}/expiring`).expect(303)
    const terms = renderedPage(await officer.get(`${path}/paid`).expect(200))
    expect(terms.main).toContain('¥5,888.85')
    const early = renderedPage(
      await post(`${path}/paid`, { from: '2027-01-01', reason: 'Да', reasonZh: '是' }).expect(422),
    )
    expect(early.errors()).toEqual([{ field: 'from', text: 'Rent can only begin after the rent-free time.' }])
    expect(early.value('reason')).toBe('Да')
    await post(`${path}/paid`, { from: '2029-08-01', reason: 'Да', reasonZh: '是' }).expect(303)
    await confirmed(path, id)
    expect(renderedPage(await officer.get(path)).main).toContain('¥5,888.85')
    await post(`${path}/notice`, { leavesOn: '2026-12-20', reason: '合同到期' }).expect(303)
    await post(`${path}/exit`, { on: '2026-11-25', electricityMeter: '2000', condition: '干净', needsWork: 'yes' })
      .expect(422)
      .expect(/Describe what has to be repaired/)
    const exit = {
      on: '2026-11-25',
      electricityMeter: '2 000,5',
      condition: '干净',
      needsWork: 'yes',
      defects: '屋顶漏水',
    }
    await post(`${path}/exit`, exit).expect(303)
    await post(`${path}/vacate`).expect(303)
    expect(await subjects()).toEqual([
      `Отделка помещения ${code} началась`,
      `Поздравляем с открытием: ${code}`,
      `Срок без аренды подходит к концу: ${code}`,
      `Аренда помещения ${code} станет платной`,
      `Уведомление о выезде: ${code}`,
      `Помещение ${code} принято обратно`,
    ])
    await site.runJobs()
    expect(site.mails()).toHaveLength(6)
    expect((await PremisesModel.findOne({ code }).lean())?.status).toBe('paused')
    expect((await site.services.cases.files.forStaff(application, { kind: 'reviewer' })).heldPremises).toBeUndefined()
  })

  it('shows the handover record beside the exit inspection and asks to confirm a lower meter reading', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'notice', leavesOn: '2026-11-30' })
    const form = renderedPage(await officer.get(`${path}/exit`).expect(200))
    expect(form.main).toContain('Handed over with 1,250.5 kWh')
    expect(form.main).toContain('Handed over with 7 GJ')
    expect(form.main).toContain('Два ключа.')
    expect(form.links()).toContain(`${path}/handover`)
    expect(form.field('lowerMeter')).toHaveLength(0)

    const exit = { on: '2026-11-25', electricityMeter: '900', condition: '一般', needsWork: 'no' }
    const refused = renderedPage(await post(`${path}/exit`, exit).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['electricityMeter'])
    expect(refused.field('lowerMeter')).toHaveLength(1)
    const heat = { ...exit, electricityMeter: '1250,5', heatMeter: '6,9' }
    expect(renderedPage(await post(`${path}/exit`, heat).expect(422)).errors()[0]?.field).toBe('heatMeter')
    expect((await stored(id))?.exit ?? null).toBeNull()
    await post(`${path}/exit`, { ...exit, lowerMeter: 'yes' }).expect(303)
    expect((await stored(id))?.exit).toMatchObject({ electricityMeter: 900 })
  })

  it('gives the listing manager a repair task and makes the unit available again afterwards', async () => {
    const { path, code } = await aTenancy(site.services, { state: 'notice', leavesOn: '2026-11-30' })
    const exit = { on: '2026-11-25', electricityMeter: '1251', condition: '一般', needsWork: 'yes', defects: '换锁' }
    const unread = renderedPage(
      await post(`${path}/exit`, { ...exit, electricityMeter: 'x', heatMeter: 'y' }).expect(422),
    )
    expect(unread.errors().map(({ text }) => text)).toEqual([
      'Electricity meter: Enter the reading as a number, such as 1250.5.',
      'Heat meter: Enter the reading as a number, such as 1250.5.',
    ])
    await post(`${path}/exit`, exit).expect(303)
    await post(`${path}/vacate`).expect(303)
    await site.runJobs()
    const manager = await site.as(await aColleague('listing_manager'))
    expect(renderedPage(await manager.get('/en/staff/tenancies')).text('board')).toContain(
      'Repairs before the next letting',
    )
    expect(await offered(path, manager)).toEqual(['relist'])
    await post(`${path}/relist`, {}, officer).expect(403)
    await post(`${path}/relist`, {}, manager).expect(303)
    expect((await PremisesModel.findOne({ code }).lean())?.status).toBe('available')
    expect(await offered(path, manager)).toEqual([])
  })

  it('is paused with a reason, and its end moves by the length of the pause', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading' })
    const empty = renderedPage(
      await post(`${path}/pause`, { from: '2026-02-30', plannedTo: '', reason: '' }).expect(422),
    )
    expect(empty.errors().map(({ field }) => field)).toEqual(['from', 'reason'])
    await post(`${path}/pause`, { from: '2026-11-26', reason: '停电' }).expect(422)
    await post(`${path}/pause`, { from: '2026-11-20', plannedTo: '2026-11-25', reason: '停电' }).expect(303)
    const paused = renderedPage(await officer.get(path))
    expect(paused.text('pause')).toContain('Paused since 20 November 2026, planned until 25 November 2026')
    expect(await offered(path)).toEqual(['resume', 'inspection', 'termination'])
    await post(`${path}/resume`, { to: '2026-11-25' }).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'trading', rentFreeUntil: '2029-08-06' })
    expect(renderedPage(await officer.get(path)).text('pause')).toContain('was 31 July 2029, is 6 August 2029')
  })

  it('is terminated on a listed ground and cannot be changed after that', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading' })
    const bare = renderedPage(await post(`${path}/termination`, { ground: 'spite', reason: '' }).expect(422))
    expect(bare.errors().map(({ field }) => field)).toEqual(['ground', 'reason'])
    const said = { ground: 'mutual_consent', reason: 'Помещение сдано другому.', reasonZh: '房屋转租。' }
    await post(`${path}/termination`, said).expect(303)
    await confirmed(path, id)
    expect(await stored(id)).toMatchObject({ state: 'terminated', termination: { ground: 'mutual_consent' } })
    expect(await offered(path)).toEqual(['exit'])
    const late = renderedPage(await post(`${path}/notice`, { leavesOn: '2026-12-01', reason: 'x' }).expect(409))
    expect(late.text('alert')).toContain('cannot be done in the present state')
    await officer.get(`${path}/notice`).expect(303)
    await site.runJobs()
    expect(site.mails().at(-1)?.text).toContain('Основание: ')
    expect(site.mails().at(-1)?.text).toContain('Помещение сдано другому.')
  })

  it('is renewed at the tenant’s request, once', async () => {
    const { id, path } = await aTenancy(site.services, {
      state: 'expiring',
      renewal: { at: new Date('2026-11-20T02:00:00Z'), wish: 'renew', letter: 'Хотим остаться.' },
    })
    expect(renderedPage(await officer.get(path)).text('renewal')).toBe('Хотим остаться.')
    const why = { reason: 'Хорошая работа.', reasonZh: '经营良好。' }
    await post(`${path}/renewal`, { until: '2028-01-01', ...why }).expect(422)
    await post(`${path}/renewal`, { until: '2030-07-31', ...why }).expect(303)
    await confirmed(path, id)
    expect(await stored(id)).toMatchObject({ state: 'renewed', rentFreeUntil: '2030-07-31', remindersSent: [] })
    await post(`${path}/renewal`, { until: '2031-07-31', ...why }).expect(409)
    expect((await stored(id))?.renewal?.decidedAt).toBeInstanceOf(Date)
  })

  it('reports all errors of a form at once, including those found by the rules', async () => {
    const wrong = async (path: string, body: Record<string, string>) =>
      renderedPage(await post(path, body).expect(422)).errors()
    const fields = async (path: string, body: Record<string, string>) =>
      (await wrong(path, body)).map(({ field }) => field)
    const trading = await aTenancy(site.services, { state: 'trading' })
    const pause = await wrong(`${trading.path}/pause`, { from: '2026-11-20', plannedTo: '2026-11-10', reason: '' })
    expect(pause).toEqual([
      { field: 'plannedTo', text: 'A pause cannot end before it begins.' },
      { field: 'reason', text: expect.stringContaining('Fill in this field.') as string },
    ])
    const both = { from: '2026-11-26', plannedTo: '2026-11-20' }
    for (const reason of ['', '停电']) {
      const told = await wrong(`${trading.path}/pause`, { ...both, reason })
      expect(told.slice(0, 2)).toEqual([
        { field: 'from', text: 'This day has not come yet.' },
        { field: 'plannedTo', text: 'A pause cannot end before it begins.' },
      ])
      expect(told.slice(2).map(({ field }) => field)).toEqual(reason ? [] : ['reason'])
    }
    expect(await fields(`${trading.path}/pause`, { from: '2026-11-26', plannedTo: 'soon', reason: '' })).toEqual([
      'from',
      'plannedTo',
      'reason',
    ])
    expect(await fields(`${trading.path}/notice`, { leavesOn: '2026-11-01', reason: '' })).toEqual([
      'leavesOn',
      'reason',
    ])
    expect(
      await fields(`${trading.path}/termination`, { ground: 'breach_not_cured', reason: '', reasonZh: '' }),
    ).toEqual(['ground', 'reason', 'reasonZh'])
    expect(await fields(`${trading.path}/inspection`, { kind: '', on: '2026-11-01' })).toEqual(['kind', 'on'])
    const expiring = await aTenancy(site.services, { state: 'expiring' })
    const renewal = await wrong(`${expiring.path}/renewal`, { until: '2028-01-01', reason: '', reasonZh: '' })
    expect(renewal.map(({ field }) => field)).toEqual(['until', 'reason', 'reasonZh'])
    expect(renewal[0]?.text).toBe('The new last day must be later than the present one.')
    expect(await fields(`${expiring.path}/paid`, { from: '2027-01-01', reason: '', reasonZh: '是' })).toEqual([
      'from',
      'reason',
    ])
    const leaving = await aTenancy(site.services, { state: 'notice', leavesOn: '2026-11-30' })
    const exit = { on: '2026-11-30', electricityMeter: 'x', condition: '一般', needsWork: 'no' }
    expect(await fields(`${leaving.path}/exit`, exit)).toEqual(['on', 'electricityMeter'])
  })

  it('can be changed by officers only', async () => {
    const { path, tenant, own } = await aTenancy(site.services)
    const administrator = await site.as(await aColleague('administrator'))
    expect(await offered(path, administrator)).toEqual([])
    await post(`${path}/fit-out`, {}, administrator).expect(403)
    await post(`${path}/termination`, { ground: 'other', reason: 'x' }, await site.as(tenant)).expect(403)
    await (await site.as(tenant)).get(own).expect(200)
    await officer.get(`/en/staff/tenancies/${'0'.repeat(24)}/pause`).expect(404)
    await officer.get(`${path}/demolish`).expect(404)
  })

  it.each(locales)('has its forms in %s', async locale => {
    const { path } = await aTenancy(site.services, { state: 'expiring' })
    const actions = ['renewal', 'paid', 'exit', 'inspection', 'pause', 'breach', 'notice', 'termination']
    for (const action of actions) {
      const page = renderedPage(await officer.get(`${path.replace('/en/', `/${locale}/`)}/${action}`).expect(200))
      expect(page.language).toBe(locale)
      expect(page.headings).toBe(1)
    }
  })
})

describe('milestones', () => {
  it('can be marked as done with their day, and unmarked', async () => {
    const { id, path } = await aTenancy(site.services)
    const form = renderedPage(await officer.get(`${path}/milestones/licence-1`).expect(200))
    expect(form.value('doneOn')).toBe('2026-11-25')
    await post(`${path}/milestones/licence-1`, { doneOn: '2026-07-31' }).expect(422)
    await post(`${path}/milestones/licence-1`, { doneOn: '2026-09-10' }).expect(303)
    expect((await stored(id))?.milestones[0]).toMatchObject({ kind: 'licence', doneOn: '2026-09-10' })
    expect((await stored(id))?.nextDueOn).toBe('2026-10-30')
    await post(`${path}/milestones/licence-1/undone`).expect(303)
    expect((await stored(id))?.milestones[0]?.doneOn).toBeUndefined()
    expect((await stored(id))?.nextDueOn).toBe('2026-09-30')
    await officer.get(`${path}/milestones/licence-2`).expect(404)
    await post(`${path}/milestones/licence-2`, { doneOn: '2026-09-10' }).expect(404)
  })
})

describe('inspections', () => {
  it('are announced and recorded with findings, and each finding is cured by its day', async () => {
    const { id, path, code } = await aTenancy(site.services, { state: 'trading' })
    await post(`${path}/inspection`, { kind: 'planned', on: '2026-11-24', note: '' }).expect(422)
    await post(`${path}/inspection`, { kind: 'planned', on: '2026-11-30', note: '消防' }).expect(303)
    expect(await subjects()).toEqual([`Проверка 30 ноября 2026: ${code}`])
    // Sent twice, by a double click or from an earlier page: it is one visit, announced once.
    await post(`${path}/inspection`, { kind: 'planned', on: '2026-11-30', note: '消防' }).expect(303)
    expect([(await stored(id))!.inspections.length, (await subjects()).length]).toEqual([1, 1])
    const planned = (await stored(id))!.inspections[0]!
    const record = `${path}/inspections/${planned._id.toHexString()}`
    site.clock.set('2026-11-30T15:00:00+08:00')
    officer = await site.as(await aColleague('decider'))
    const half = renderedPage(
      await post(record, { on: '2026-11-30', note: '', finding: ['灭火器过期', '', ''], cureBy: ['', '', ''] }).expect(
        422,
      ),
    )
    expect(half.errors()).toEqual([{ field: 'finding-0', text: 'Write what was found and by when it must be cured.' }])
    expect(half.$('#finding-0').val()).toBe('灭火器过期')
    const late = { finding: ['', '', 'Нет вывески'], cureBy: ['', '', '2026-11-29'] }
    const past = renderedPage(await post(record, { on: '2026-11-30', note: '', ...late }).expect(422))
    expect(past.errors()).toEqual([{ field: 'finding-2', text: 'This day has passed.' }])
    const days = { finding: ['灭火器过期', 'Нет вывески', 'Мусор', ''], cureBy: ['2026-11-29', '2028-01-01', '', ''] }
    for (const on of ['2026-12-01', ''])
      expect(renderedPage(await post(record, { on, note: '', ...days }).expect(422)).errors()).toEqual([
        { field: 'on', text: on ? 'This day has not come yet.' : (expect.any(String) as string) },
        { field: 'finding-0', text: 'This day has passed.' },
        { field: 'finding-1', text: 'Choose a day within a year.' },
        { field: 'finding-2', text: 'Write what was found and by when it must be cured.' },
      ])
    const whole = { finding: days.finding.slice(0, 2), cureBy: days.cureBy.slice(0, 2) }
    expect(renderedPage(await post(record, { on: '2026-11-30', note: '', ...whole }).expect(422)).errors()).toEqual([
      { field: 'finding-0', text: 'This day has passed.' },
      { field: 'finding-1', text: 'Choose a day within a year.' },
    ])
    const rows = { finding: ['灭火器过期', 'Нет вывески'], cureBy: ['2026-12-05', '2026-12-20'] }
    await post(record, { on: '2026-11-30', note: '', ...rows }).expect(303)
    // Going back to the form leads to the tenancy with the record.
    await officer.get(record).expect(303).expect('Location', path)
    await post(record, { on: '2026-11-30', note: '', ...rows }).expect(409)
    const held = (await stored(id))!.inspections[0]!
    expect(held).toMatchObject({ state: 'held', findings: [{ text: '灭火器过期' }, { text: 'Нет вывески' }] })
    expect((await subjects()).at(-1)).toBe(`Замечания после проверки: ${code}`)
    const [first, second] = held.findings.map(({ _id }) => _id.toHexString())
    await officer.get(`${path}/findings/${first}`).expect(200)
    await post(`${path}/findings/${first}`, { curedOn: '2026-11-30' }).expect(303)
    await post(`${path}/breach`, { finding: second!, reason: 'Вывески всё нет', cureBy: '2026-12-31' }).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'breach_cure', breach: { finding: second, cureBy: '2026-12-31' } })
    await post(`${path}/cured`, { note: '已安装' }).expect(303)
    const cured = (await stored(id))!
    expect(cured.state).toBe('trading')
    expect(cured.breach).toBeNull()
    expect(cured.inspections[0]?.findings.every(({ curedOn }) => curedOn === '2026-11-30')).toBe(true)
  })

  it('report findings by ready texts in each reader’s language, followed by the officer’s own words', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading' })
    await post(`${path}/inspection`, { kind: 'planned', on: '2026-11-30', note: '' }).expect(303)
    const planned = (await stored(id))!.inspections[0]!
    const record = `${path}/inspections/${planned._id.toHexString()}`
    site.clock.set('2026-11-30T15:00:00+08:00')
    officer = await site.as(await aColleague('decider'))
    const chosen = { ready: ['passed_on', 'nothing_of_ours', 'damaged'], finding: ['二楼', '', ''] }
    const half = await post(record, { on: '2026-11-30', note: '', ...chosen, cureBy: ['2026-12-05', '', ''] }).expect(
      422,
    )
    expect(
      renderedPage(half)
        .errors()
        .map(({ field }) => field),
    ).toEqual(['finding-2'])
    expect(renderedPage(half).$('#ready-2').val()).toBe('damaged')
    await post(record, { on: '2026-11-30', note: '', ...chosen, cureBy: ['2026-12-05', '', '2026-12-20'] }).expect(303)
    const [first, second] = (await stored(id))!.inspections[0]!.findings
    expect(first).toMatchObject({ ready: 'passed_on', text: /^Помещением.*\n\n二楼$/s.exec(first!.text)?.[0] })
    expect(first!.textZh).toMatch(/^房屋.*\n\n二楼$/s)
    expect(second!.text).toBe(catalogueText('ru', 'finding.template.damaged.text'))
    await site.runJobs()
    expect(site.mails().at(-1)?.text).toContain(second!.text)
    const zh = renderedPage(await officer.get(path.replace('/en/', '/zh/')).expect(200)).main
    expect(zh).toContain(catalogueText('zh', 'finding.template.damaged.text'))
    const street = renderedPage(await officer.get('/zh/staff/tenancies').expect(200)).main
    expect(street).toContain(first!.textZh!.split('\n')[0])
    expect(street).not.toContain(first!.text.split('\n')[0])
    const breach = renderedPage(await officer.get(`${path.replace('/en/', '/zh/')}/breach`).expect(200)).main
    expect(breach).toContain(second!.textZh)
    expect(breach).not.toContain(second!.text)
  })

  it('can be unannounced, without a letter, and can be cancelled', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading' })
    await post(`${path}/inspection`, { kind: 'unannounced', on: '2026-11-26', note: '' }).expect(303)
    expect(await subjects()).toEqual([])
    const target = (await stored(id))!.inspections[0]!._id.toHexString()
    await post(`${path}/inspections/${target}/cancel`).expect(303)
    await post(`${path}/inspections/${target}/cancel`).expect(409)
    expect((await stored(id))!.inspections[0]?.state).toBe('cancelled')
  })
})

describe('the overview of tenancies', () => {
  it('lists what is overdue and what is due this week, over all tenancies, and nothing later', async () => {
    const old = await aTenancy(site.services, { handoverOn: '2026-08-01' })
    const fresh = await aTenancy(site.services, { handoverOn: '2026-11-01' })
    await post(`${fresh.path}/inspection`, { kind: 'planned', on: '2026-12-01', note: '' }).expect(303)
    await post(`${fresh.path}/inspection`, { kind: 'planned', on: '2026-12-02', note: '' }).expect(303)
    const page = renderedPage(await officer.get('/en/staff/tenancies').expect(200))
    const rows = (name: string) =>
      page
        .$(`[data-test=board-${name}] li`)
        .map((_, row) => page.$(row).text().replace(/\s+/g, ' ').trim())
        .get()
    expect(rows('late').map(row => row.replace(/ ?SFH.*IVANOVA ANNA/, ':'))).toEqual([
      'Get the business licence:30 September 202656 days overdue',
      'Open for business:30 October 202626 days overdue',
      'Quarterly report 1:1 November 202624 days overdue',
    ])
    expect(rows('week')).toHaveLength(1)
    expect(rows('week')[0]).toContain('1 December 2026')
    expect(page.$('[data-test=board-late] a').first().attr('href')).toBe(old.path)
  })
})
