import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { LetterModel } from '#models/deciding/letter.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { plainPdf } from '#features/applications/demonstration/papers.ts'
import { staffCommand } from '#features/accounts/people/staff-command.ts'
import { messageOf } from '#outside/database/database-away.ts'
import { cityDayOf, daysBetween } from '#shared/days/city-day.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { binary } from '../support/files/binary.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
let proposer: Person
let decider: Person
let reviewer: Person
let third: Person
beforeEach(async () => {
  proposer = await site.as(await aColleague('decider', { name: '李慧兰' }))
  decider = await site.as(await aColleague('decider', { name: '王伟' }))
  reviewer = await site.as(await aColleague('reviewer', { name: '赵敏' }))
  third = await site.as(await aColleague('decider', { name: '周立' }))
})

const post = (person: Person, path: string, body: Record<string, string> = {}) =>
  person.post(path).type('form').send(body)
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!
const offered = async (person: Person, path: string) => {
  const page = renderedPage(await person.get(path).expect(200))
  return page
    .$('[data-test=actions] a')
    .map((_, link) => page.$(link).attr('href')?.split('/').at(-1) ?? '')
    .get()
}
const sublet = { ground: 'sublet', reason: 'Помещение сдано другому.', reasonZh: '房屋擅自转租。' }
const terms = {
  marketRentPerSqMMonthFen: 6_500,
  managementFeePerSqMMonthFen: 600,
  heatingFeePerSqMSeasonFen: 3_000,
  depositFen: 100_000,
  rentFreeMonths: 36,
  conditions: [],
}
const key = async (id: string) => ({ proposal: (await stored(id)).proposal?.key ?? '' })
async function goTo(day: string) {
  site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), day) })
  await site.runJobs()
}
/** Makes the decision on 25 November: the 60 days for an appeal end on 24 January. */
async function decided(path: string, id: string) {
  await post(proposer, `${path}/termination`, sublet).expect(303)
  await post(decider, `${path}/confirm`, await key(id)).expect(303)
  await site.runJobs()
}

describe('a termination without an overdue obligation', () => {
  it.each([
    ['en', 'not_opened', /opening is not overdue/],
    ['ru', 'not_opened', /Срок открытия ещё не прошёл/],
    ['zh', 'not_opened', /开业期限尚未届满/],
    ['en', 'reports_missing', /No report is overdue/],
    ['ru', 'reports_missing', /Просроченных отчётов нет/],
    ['zh', 'reports_missing', /没有逾期未交的报告/],
  ])('is refused with the reason beside the ground, in %s: %s', async (locale, ground, why) => {
    const { id, path } = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-11-01' })
    const address = `${path.replace('/en/', `/${locale}/`)}/termination`
    const page = renderedPage(await post(proposer, address, { ...sublet, ground }).expect(422))
    expect(page.main).toMatch(why)
    expect((await stored(id)).proposal).toBeFalsy()
  })
})

describe('a termination, renewal or paid tenancy that needs two officers', () => {
  it('changes nothing until a decider other than its proposer has confirmed it', async () => {
    const { id, path, own, tenant } = await aTenancy(site.services, { state: 'trading' })
    await post(proposer, `${path}/termination`, sublet).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'trading', proposal: { act: 'termination', ground: 'sublet' } })
    const seen = renderedPage(await (await site.as(tenant)).get(own).expect(200))
    expect(seen.main).not.toMatch(/расторж|Предложено/i)
    await site.runJobs()
    expect(site.mails()).toEqual([])

    expect(await offered(proposer, path)).not.toContain('confirm')
    expect(renderedPage(await proposer.get(path)).text('proposal')).toMatch(
      /ask whoever runs the server to record the confirmation, and name SS-2026-\d{6}\.$/,
    )
    await post(proposer, `${path}/confirm`, await key(id)).expect(409)
    await post(reviewer, `${path}/confirm`, await key(id)).expect(403)
    await post(decider, `${path}/confirm`, { proposal: 'another' }).expect(409)
    const form = renderedPage(await decider.get(`${path}/confirm`).expect(200))
    expect(form.main).toMatch(/李慧兰.*Помещение сдано другому\..*房屋擅自转租。.*Quarterly report 1/)
    await post(decider, `${path}/confirm`, await key(id)).expect(303)
    const { events } = await stored(id)
    expect(events.at(-1)).toMatchObject({ by: { name: '王伟' }, person: { name: '李慧兰' } })
  })

  it.each([
    ['ru', 'termination', { ground: 'sublet' }, /Основание\s*Помещение передано другому/],
    ['en', 'termination', { ground: 'sublet' }, /Ground\s*The unit was passed on to somebody else/],
    ['zh', 'termination', { ground: 'sublet' }, /解除事由\s*擅自转租/],
    ['ru', 'renewal', { until: '2027-06-30' }, /Новый последний день без аренды\s*30 июня 2027/],
    ['en', 'renewal', { until: '2027-06-30' }, /New last day without rent\s*30 June 2027/],
    ['zh', 'renewal', { until: '2027-06-30' }, /新的免租最后一日\s*2027年6月30日/],
    ['ru', 'paid', { from: '2027-06-01' }, /Первый день платной аренды\s*1 июня 2027/],
    ['en', 'paid', { from: '2027-06-01' }, /First day of paid tenancy\s*1 June 2027/],
    ['zh', 'paid', { from: '2027-06-01' }, /租金起计日\s*2027年6月1日/],
  ] as const)(
    'is shown in %s on the page of the tenancy before it is confirmed: %s %o',
    async (locale, act, said, what) => {
      const { path } = await aTenancy(site.services, { state: 'expiring', rentFreeUntil: '2027-05-25' })
      const why = { reason: 'Так решили на совещании.', reasonZh: '会议如此决定。' }
      await post(proposer, `${path}/${act}`, { ...said, ...why }).expect(303)
      for (const person of [proposer, decider, reviewer]) {
        const page = renderedPage(await person.get(path.replace('/en/', `/${locale}/`)).expect(200))
        const proposed = page.text('proposed')
        expect(proposed).toMatch(what)
        for (const text of ['李慧兰', why.reason, why.reasonZh]) expect(proposed).toContain(text)
      }
      const form = renderedPage(await decider.get(path.replace('/en/', `/${locale}/`) + '/confirm').expect(200))
      expect(form.main).toMatch(what)
      if (act === 'paid') expect(form.main).toMatch(/¥/)
    },
  )

  it('starts the rent that the confirming decider was shown, not a newer one of the listing', async () => {
    const { id, path, code } = await aTenancy(site.services, { state: 'expiring', rentFreeUntil: '2027-05-25' })
    const why = { reason: 'Так решили на совещании.', reasonZh: '会议如此决定。' }
    await post(proposer, `${path}/paid`, { from: '2027-06-01', ...why }).expect(303)
    const pressed = (page: ReturnType<typeof renderedPage>) => ({
      proposal: String(page.value('proposal')),
      letter: String(page.value('letter')),
      rent: String(page.value('rent')),
    })
    const form = renderedPage(await decider.get(`${path}/confirm`).expect(200))
    expect(form.main).toContain('¥5,888.85')
    await PremisesModel.updateOne({ code }, { $mul: { marketRentPerSqMMonthFen: 2 } })
    const refused = renderedPage(await post(decider, `${path}/confirm`, pressed(form)).expect(409))
    expect(refused.text('alert')).toContain('rent')
    expect(refused.main).toContain('¥11,777.70')
    expect(await stored(id)).toMatchObject({ state: 'expiring', proposal: { act: 'paid' } })
    await post(decider, `${path}/confirm`, pressed(refused)).expect(303)
    expect((await stored(id)).paid?.rentMonthFen).toBe(1_177_770)
  })

  it.each([
    ['ru', /^Иванова Анна Сергеевна · SFH-\S+ · SS-2026-\d+$/],
    ['en', /^IVANOVA ANNA · SFH-\S+ · SS-2026-\d+$/],
  ] as const)('says in %s whose tenancy of which unit it is about', async (locale, whose) => {
    const { path } = await aTenancy(site.services, { state: 'trading' })
    const at = path.replace('/en/', `/${locale}/`)
    for (const act of ['termination', 'notice', 'inspection'])
      expect(renderedPage(await proposer.get(`${at}/${act}`).expect(200)).text('about')).toMatch(whose)
    await post(proposer, `${path}/termination`, sublet).expect(303)
    expect(renderedPage(await decider.get(`${at}/confirm`).expect(200)).text('about')).toMatch(whose)
  })

  it('starts the rent of the contract, and names the difference to the listing', async () => {
    const { id, path, code, application } = await aTenancy(site.services, {
      state: 'expiring',
      rentFreeUntil: '2027-05-25',
    })
    await ApplicationModel.updateOne({ _id: application }, { $set: { 'offer.terms': terms } })
    await PremisesModel.updateOne({ code }, { $set: { marketRentPerSqMMonthFen: 9_900 } })
    const page = renderedPage(await proposer.get(`${path}/paid`).expect(200))
    expect(page.value('rentPerSqM')).toBe('65.00')
    expect(page.text('note')).toBe('The contract names ¥65 per m² and month, the listing now asks ¥99.')
    const why = { reason: 'Так решили на совещании.', reasonZh: '会议如此决定。' }
    await post(proposer, `${path}/paid`, { from: '2027-06-01', rentPerSqM: '', ...why }).expect(422)
    await post(proposer, `${path}/paid`, { from: '2027-06-01', rentPerSqM: '65.00', ...why }).expect(303)
    const form = renderedPage(await decider.get(`${path}/confirm`).expect(200))
    expect(form.text('note')).toContain('the listing now asks ¥99')
    const pressed = { ...(await key(id)), letter: String(form.value('letter')), rent: String(form.value('rent')) }
    await post(decider, `${path}/confirm`, pressed).expect(303)
    expect((await stored(id)).paid).toMatchObject({ rentPerSqMMonthFen: 6_500 })
  })

  it('names a proposed rent that is not that of the contract to whoever confirms it', async () => {
    const { path, application } = await aTenancy(site.services, { state: 'expiring', rentFreeUntil: '2027-05-25' })
    await ApplicationModel.updateOne({ _id: application }, { $set: { 'offer.terms': terms } })
    const why = { reason: 'Так решили на совещании.', reasonZh: '会议如此决定。' }
    await post(proposer, `${path}/paid`, { from: '2027-06-01', rentPerSqM: '70', ...why }).expect(303)
    const form = renderedPage(await decider.get(`${path}/confirm`).expect(200))
    expect(form.text('note')).toBe('The contract names ¥65 per m² and month, but ¥70 is proposed.')
  })

  it('can be withdrawn and replaced by another proposal', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading' })
    await post(reviewer, `${path}/termination`, sublet).expect(303)
    await post(reviewer, `${path}/termination`, sublet).expect(409)
    await post(reviewer, `${path}/withdraw-proposal`).expect(303)
    expect((await stored(id)).proposal).toBeNull()
    await post(proposer, `${path}/termination`, sublet).expect(303)
  })

  it('is checked again on the day of its confirmation', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'expiring', rentFreeUntil: '2026-11-30' })
    const why = { reason: 'Хорошая работа.', reasonZh: '经营良好。' }
    await post(proposer, `${path}/renewal`, { until: '2026-12-10', ...why }).expect(303)
    site.clock.walk({ days: 20 })
    await post(decider, `${path}/confirm`, await key(id)).expect(409)
    expect((await stored(id)).state).toBe('expiring')
  })

  it('needs its reasons in Chinese as well if the tenant reads another language', async () => {
    const { path } = await aTenancy(site.services, { state: 'trading' })
    const page = renderedPage(await post(proposer, `${path}/termination`, { ...sublet, reasonZh: '' }).expect(422))
    expect(page.errors().map(({ field }) => field)).toEqual(['reasonZh'])
    expect(page.value('reason')).toBe(sublet.reason)
  })

  it('can be confirmed on the command line if there is only one decider', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading' })
    const { reference } = await stored(id)
    const office = {
      accounts: site.services.accounts,
      hands: site.services.hands,
      tenancies: site.services.tenancies,
      deciding: site.services.deciding,
      publicUrl: '',
    }
    const command = (...args: string[]) => staffCommand(args, office, () => Promise.resolve())
    expect(await command('confirm-tenancy', reference).catch(messageOf)).toBe('Nothing is proposed for this tenancy.')
    await post(proposer, `${path}/termination`, { ...sublet, ground: 'mutual_consent' }).expect(303)
    expect(await command('confirm-tenancy', reference)).toContain('is now terminated')
    expect((await stored(id)).state).toBe('terminated')

    const other = await aTenancy(site.services, { state: 'trading' })
    await post(proposer, `${other.path}/termination`, sublet).expect(303)
    const said = await command('confirm-tenancy', (await stored(other.id)).reference)
    expect(said).toContain('ends once its appeal is over; the tenant can appeal until 2027-01-24')
  })

  it('shows whether the tenant’s reports are overdue before a renewal', async () => {
    const { path } = await aTenancy(site.services, { state: 'expiring', handoverOn: '2026-03-01' })
    for (const form of ['renewal', 'paid'])
      expect(renderedPage(await proposer.get(`${path}/${form}`).expect(200)).main).toContain(
        'Reports overdueQuarterly report 1, Quarterly report 2',
      )
  })
})

describe('a termination on a ground without appeal', () => {
  it('mentions no appeal in its letter and e-mail', async () => {
    const { id, path, tenant } = await aTenancy(site.services, { state: 'trading' })
    await post(proposer, `${path}/termination`, { ...sublet, ground: 'mutual_consent' }).expect(303)
    await post(decider, `${path}/confirm`, await key(id)).expect(303)
    await site.runJobs()
    const letter = (await LetterModel.findOne({ decision: 'terminated' }).lean())!
    const application = String((await stored(id)).application)
    const address = `/ru/applications/${application}/letters/${letter._id.toHexString()}`
    const { body } = await (await site.as(tenant)).get(address).buffer(true).parse(binary).expect(200)
    const text = readPdf(body as Buffer).text.replaceAll(/\s+/g, '')
    expect(text).toContain('Свопросамипишитевадминистрацию')
    for (const said of [text, site.mails().at(-1)!.text])
      expect(said).not.toMatch(/несогласны|не согласны|обжал|如有异议|申诉/i)
  })
})

describe('a termination on a ground with appeal', () => {
  it('leaves the unit with the tenant until the time for an appeal is over', async () => {
    const { id, path, own, tenant, code, application } = await aTenancy(site.services, { state: 'trading' })
    await decided(path, id)
    expect(await stored(id)).toMatchObject({ state: 'trading', termination: { appealUntil: '2027-01-24' } })
    expect(site.mails().at(-1)?.text).toMatch(/Основание: Помещение передано другому лицу.*24 января 2027/s)
    const founder = await site.as(tenant)
    const seen = renderedPage(await founder.get(own).expect(200))
    expect(seen.text('now')).toContain('до 24 января 2027')
    expect(seen.main).toContain('Расторгается')
    expect(seen.text('no-clock')).toContain('решится вместе с расторжением')
    const desk = renderedPage(await reviewer.get(path).expect(200))
    expect(desk.$('.case-head').text()).toContain('Being terminated')
    for (const page of [seen, desk]) expect(page.text('letters')).toContain('PDF')
    expect(await offered(reviewer, path)).toEqual(['inspection'])
    await post(reviewer, `${path}/pause`, { from: '2026-11-25', plannedTo: '', reason: 'x' }).expect(409)
    await post(founder, `${own}/notice`, { leavesOn: '2026-12-25', reason: 'x' }).expect(409)

    const [letter] = await LetterModel.find({ application }).lean()
    expect(letter).toMatchObject({ decision: 'terminated', language: 'ru' })
    const address = `/ru/applications/${application}/letters/${letter!._id.toHexString()}`
    const { body } = await founder.get(address).buffer(true).parse(binary).expect(200)
    const text = readPdf(body as Buffer).text.replaceAll(/\s+/g, '')
    expect(text).toContain('Помещениесданодругому.')
    expect(text).toContain('房屋擅自转租。')
    expect(text).toContain('2027年1月24日')

    await goTo('2027-01-24')
    expect((await stored(id)).state).toBe('trading')
    expect((await PremisesModel.findOne({ code }).lean())?.status).toBe('let')
    await goTo('2027-01-25')
    expect((await stored(id)).state).toBe('terminated')
    const exit = { on: '2027-01-25', electricityMeter: '1251', condition: '一般', needsWork: 'no' }
    await post(reviewer, `${path}/exit`, exit).expect(303)
    await site.runJobs()
    expect((await PremisesModel.findOne({ code }).lean())?.status).toBe('available')
  })

  it('waits for the answer to an appeal, and is cancelled if the appeal is upheld', async () => {
    const { id, path, own, tenant } = await aTenancy(site.services, { state: 'trading' })
    const founder = await site.as(tenant)
    await founder.get(`${own}/appeal`).expect(404)
    await decided(path, id)
    await founder.get(`${own}/appeal`).expect(200)
    await post(founder, `${own}/appeal`, { text: '' }).expect(422)
    await post(founder, `${own}/appeal`, { text: 'Это моя сестра.' }).expect(303)
    await goTo('2027-03-01')
    expect((await stored(id)).state).toBe('trading')
    expect(renderedPage(await decider.get('/en/staff/tenancies')).text('board')).toContain('Answer the appeal')
    expect(renderedPage(await decider.get(path)).text('appeal')).toBe('Это моя сестра.')
    await post(reviewer, `${path}/appeal`, { outcome: 'upheld', reason: 'x' }).expect(403)
    await post(third, `${path}/appeal`, { outcome: 'upheld', reason: 'Это так.' }).expect(303)
    await site.runJobs()
    expect(await stored(id)).toMatchObject({ state: 'trading', termination: null })
    expect(site.mails().at(-1)?.subject).toContain('Жалоба удовлетворена')

    await post(proposer, `${path}/termination`, sublet).expect(303)
    await post(decider, `${path}/confirm`, await key(id)).expect(303)
    await post(founder, `${own}/appeal`, { text: 'И всё же.' }).expect(303)
    await post(third, `${path}/appeal`, { outcome: 'dismissed', reason: 'Нет.' }).expect(303)
    expect((await stored(id)).state).toBe('terminated')
    expect((await stored(id)).events.at(-1)?.reason).toBe('Нет.')
  })

  it('accepts documents with the appeal, which the answering decider can read', async () => {
    const { id, path, own, tenant, application } = await aTenancy(site.services, { state: 'trading' })
    const founder = await site.as(tenant)
    await decided(path, id)
    const field = renderedPage(await founder.get(`${own}/appeal`).expect(200)).$('input[type=file]')
    expect(field.attr('name')).toBe('appeal_paper')
    const send = (text: string) => founder.post(`${own}/appeal`).field({ text })
    await send('')
      .attach('appeal_paper', plainPdf(['x']), 'Свидетельство.pdf')
      .expect(422)
    await send('Это моя сестра.').attach('appeal_paper', Buffer.from('x'), 'Свидетельство.pdf').expect(422)
    expect(await DocumentModel.countDocuments({ application })).toBe(0)
    for (let attempt = 0; attempt < 2; attempt += 1)
      await send('Это моя сестра.')
        .attach('appeal_paper', plainPdf(['x']), 'Свидетельство.pdf')
        .expect(303)
    await send('Другое')
      .attach('appeal_paper', plainPdf(['y']), 'Ещё.pdf')
      .expect(409)
    expect(await DocumentModel.find({ application }).lean()).toMatchObject([{ kind: 'appeal_paper', state: 'current' }])
    expect((await stored(id)).termination?.appeal?.files).toHaveLength(1)
    for (const at of [path, `${path}/appeal`]) {
      const page = renderedPage(await third.get(at).expect(200))
      expect(page.main).toMatch(/Это моя сестра\..*Свидетельство\.pdf/s)
      const paper = page.$('a:contains("Свидетельство.pdf"), a[href*="/documents/"]').attr('href')
      await third.get(paper ?? '').expect(200)
    }
    expect(renderedPage(await founder.get(own).expect(200)).text('own-appeal')).toContain('Свидетельство.pdf')
  })

  it.each([
    ['en', /You proposed or confirmed this termination, so another decider answers the appeal/],
    ['ru', /Вы предложили или подтвердили это расторжение, поэтому на жалобу отвечает другой сотрудник/],
    ['zh', /该解除决定由您提议或确认，申诉须由另一名审批人答复/],
  ])('gives its proposer and confirmer no form to answer the appeal, with the reason in %s', async (locale, why) => {
    const { id, path: inEnglish, own, tenant } = await aTenancy(site.services, { state: 'trading' })
    const path = inEnglish.replace('/en/', `/${locale}/`)
    await decided(path, id)
    await post(await site.as(tenant), `${own}/appeal`, { text: 'Это моя сестра.' }).expect(303)
    for (const person of [proposer, decider]) {
      expect(await offered(person, path)).not.toContain('appeal')
      const page = renderedPage(await person.get(path).expect(200))
      expect(page.text('appeal-note')).toMatch(why)
      expect(page.text('appeal-note')).toContain((await stored(id)).reference)
      const refused = await post(person, `${path}/appeal`, { outcome: 'dismissed', reason: 'Нет.' }).expect(409)
      expect(renderedPage(refused).main).toMatch(why)
    }
    expect(await offered(third, path)).toContain('appeal')
    expect(renderedPage(await third.get(path)).text('appeal-note')).toBe('')
    await post(third, `${path}/appeal`, { outcome: 'dismissed', reason: 'Нет.' }).expect(303)
    expect((await stored(id)).state).toBe('terminated')
  })

  it('has a command by which an administrator answers the appeal if every decider took part in it', async () => {
    const { id, path, own, tenant } = await aTenancy(site.services, { state: 'trading' })
    const { reference } = await stored(id)
    const office = {
      accounts: site.services.accounts,
      hands: site.services.hands,
      tenancies: site.services.tenancies,
      deciding: site.services.deciding,
      publicUrl: '',
    }
    const command = (...args: string[]) =>
      staffCommand(['answer-appeal', reference, ...args], office, () => Promise.resolve()).catch(messageOf)
    await decided(path, id)
    const upheld = ['--outcome', 'upheld', '--reason', 'Это так.']
    expect(await command(...upheld)).toBe('This cannot be done in the present state of the tenancy.')
    await post(await site.as(tenant), `${own}/appeal`, { text: 'Это моя сестра.' }).expect(303)
    expect(await command('--outcome', 'perhaps', '--reason', 'x')).toContain('--outcome upheld or dismissed')
    expect(await command('--outcome', 'upheld')).toContain('--reason')
    expect(await command(...upheld)).toContain('is now trading')
    await site.runJobs()
    expect(await stored(id)).toMatchObject({ state: 'trading', termination: null })
    expect(site.mails().at(-1)?.text).toContain('Это так.')
  })

  it('can be appealed until its deadline and no later', async () => {
    const { id, path, own, tenant } = await aTenancy(site.services, { state: 'trading' })
    const founder = await site.as(tenant)
    await decided(path, id)
    site.clock.walk({ days: 61 })
    await post(founder, `${own}/appeal`, { text: 'Поздно.' }).expect(409)
    expect((await stored(id)).termination?.appeal).toBeUndefined()
  })
})
