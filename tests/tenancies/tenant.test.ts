import { describe, expect, it } from 'vitest'
import { DocumentModel } from '#models/documents/document.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { plainPdf } from '#features/applications/demonstration/papers.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { inStore } from '../support/upload-site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
const post = (person: Person, path: string, body: Record<string, string>) => person.post(path).type('form').send(body)
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!

describe('the tenant’s page', () => {
  it('shows first what must be done, by when and with what consequence', async () => {
    const { own, tenant } = await aTenancy(site.services, { handoverOn: '2026-09-01', state: 'fit_out' })
    const page = renderedPage(await (await site.as(tenant)).get(own).expect(200))
    expect(page.text('now')).toContain('Вы готовите помещение')
    const duties = page
      .$('[data-test=duties] > li')
      .map((_, row) => page.$(row).text().replace(/\s+/g, ' ').trim())
      .get()
    expect(duties[0]).toMatch(/^Получить лицензию.*аренду могут расторгнуть.*31 октября 2026.*Просрочено на 25 дней/i)
    expect(duties[2]).toContain('Квартальный отчёт № 1')
    expect(page.links()).toContain(`${own}/reports/1`)
    expect(page.links()).not.toContain(`${own}/reports/2`)
  })

  it.each(['expiring', 'renewed'] as const)(
    'shows that the rent-free period of a tenancy in state %s is over when it is',
    async state => {
      const end = { rentFreeUntil: '2026-11-24', state }
      const { own, path, tenant } = await aTenancy(site.services, { handoverOn: '2023-11-25', ...end })
      const founder = renderedPage(await (await site.as(tenant)).get(own).expect(200))
      expect(founder.text('now')).toMatch(/^Срок без аренды закончился 24 ноября 2026/)
      const office = await site.as(await aColleague('decider'))
      expect(renderedPage(await office.get(path).expect(200)).text('now')).toMatch(
        /^The rent-free time ended on 24 November 2026/,
      )
    },
  )

  it.each(locales)('names in a report form the period concerned, even after a pause: %s', async locale => {
    const { id, own, tenant } = await aTenancy(site.services, { handoverOn: '2026-05-01', state: 'trading' })
    const { milestones } = await stored(id)
    const first = milestones.findIndex(({ kind }) => kind === 'quarterly_report')
    await TenancyModel.updateOne({ _id: id }, { $set: { [`milestones.${first}.dueOn`]: '2026-11-01' } })
    const founder = await site.as(tenant)
    const page = renderedPage(await founder.get(`${own.replace('/ru/', `/${locale}/`)}/reports/1`).expect(200))
    const last = { ru: '31 октября 2026', en: '31 October 2026', zh: '2026年10月31日' }[locale]
    for (const name of ['turnover', 'foreignJobs', 'localJobs'])
      expect(page.$(`#${name}-hint`).text(), name).toContain(last)
    expect(page.main).not.toMatch(/three months|три месяца|трёх месяцев|三个月/)
  })

  it('hides an unannounced inspection until it has been held, and never names the officer', async () => {
    const { id, own, path, tenant } = await aTenancy(site.services, { state: 'trading' })
    const officer = await site.as(await aColleague('reviewer', { name: '李慧兰' }))
    await post(officer, `${path}/inspection`, { kind: 'unannounced', on: '2026-11-25', note: '突击' }).expect(303)
    const founder = await site.as(tenant)
    const before = renderedPage(await founder.get(own).expect(200))
    expect(before.main).not.toMatch(/неплановая|突击|Проверка/)
    const target = (await stored(id)).inspections[0]!._id.toHexString()
    const held = { on: '2026-11-25', note: '', finding: 'Закрыт выход', cureBy: '2026-11-30' }
    await post(officer, `${path}/inspections/${target}`, held).expect(303)
    const after = renderedPage(await founder.get(own).expect(200))
    expect(after.text('inspection')).toContain('Внеплановая проверка 25 ноября 2026')
    expect(after.text('duties')).toContain('Закрыт выход')
    expect(after.main).not.toContain('李慧兰')
  })

  it.each(locales)('is shown in %s, with its forms', async locale => {
    const { own, tenant } = await aTenancy(site.services, { state: 'expiring' })
    const founder = await site.as(tenant)
    for (const path of ['', '/notice', '/renewal', '/reports/1']) {
      const page = renderedPage(await founder.get(own.replace('/ru/', `/${locale}/`) + path).expect(200))
      expect(page.language).toBe(locale)
      expect(page.headings).toBe(1)
    }
  })
})

describe('a tenant', () => {
  it('gives notice once and gets a letter', async () => {
    const { id, own, tenant, code } = await aTenancy(site.services, { state: 'trading' })
    const founder = await site.as(tenant)
    const past = renderedPage(
      await post(founder, `${own}/notice`, { leavesOn: '2026-11-24', reason: 'Переезд' }).expect(422),
    )
    expect(past.errors()).toEqual([{ field: 'leavesOn', text: 'Этот день уже прошёл.' }])
    expect(past.value('reason')).toBe('Переезд')
    const both = renderedPage(await post(founder, `${own}/notice`, { leavesOn: '2026-11-24', reason: '' }).expect(422))
    expect(both.errors().map(({ field }) => field)).toEqual(['leavesOn', 'reason'])
    const notice = { leavesOn: '2026-12-25', reason: 'Переезд', confirmed: 'yes' }
    await post(founder, `${own}/notice`, notice).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'notice', leavesOn: '2026-12-25', nextDueOn: '2026-09-30' })
    await post(founder, `${own}/notice`, { ...notice, leavesOn: '2026-12-26' }).expect(409)
    await site.runJobs()
    expect(site.mails().map(({ subject }) => subject)).toEqual([`Уведомление о выезде: ${code}`])
  })

  it('sends a quarterly report from two weeks before it is due, and may correct it', async () => {
    const { id, own, path, tenant } = await aTenancy(site.services, { handoverOn: '2026-09-09', state: 'trading' })
    const founder = await site.as(tenant)
    const report = { turnover: '120 000,50', foreignJobs: '1', localJobs: '2', note: 'Начало' }
    const early = renderedPage(await post(founder, `${own}/reports/2`, report).expect(409))
    expect(early.text('note')).toContain('Отчёт можно отправить с 23 февраля 2027')
    const wrong = renderedPage(await post(founder, `${own}/reports/1`, { ...report, localJobs: 'два' }).expect(422))
    expect(wrong.errors().map(({ field }) => field)).toEqual(['localJobs'])
    expect(wrong.value('turnover')).toBe('120 000,50')
    site.clock.set('2026-11-26T12:00:00+08:00')
    await post(founder, `${own}/reports/1`, report).expect(303)
    const sent = await stored(id)
    expect(sent.reports).toMatchObject([{ number: 1, turnoverFen: 12_000_050, foreignJobs: 1, localJobs: 2 }])
    expect(sent.milestones.find(({ kind }) => kind === 'quarterly_report')?.doneOn).toBe('2026-11-26')
    await post(founder, `${own}/reports/1`, { ...report, turnover: '130000' }).expect(303)
    const officer = await site.as(await aColleague('decider'))
    const page = renderedPage(await officer.get(path).expect(200))
    expect(page.text('report')).toContain('¥130,000')
    expect(page.text('report')).toContain('corrected')
    expect((await stored(id)).reports).toHaveLength(2)
    await founder.get(`${own}/reports/99`).expect(404)
    await founder.get(`${own}/reports/0`).expect(404)
  })

  it.each(locales)('sees from which day a report can be sent, in place of a form, in %s', async locale => {
    const { own, tenant } = await aTenancy(site.services, { handoverOn: '2026-09-09', state: 'trading' })
    const founder = await site.as(tenant)
    const here = own.replace('/ru/', `/${locale}/`)
    const from = { ru: '25 ноября 2026', en: '25 November 2026', zh: '2026年11月25日' }[locale]
    site.clock.set('2026-11-24T12:00:00+08:00')
    const early = renderedPage(await founder.get(`${here}/reports/1`).expect(200))
    expect(early.text('note')).toContain(from)
    expect(early.$('form.tenancy-form')).toHaveLength(0)
    expect(renderedPage(await founder.get(here).expect(200)).text('duties')).toContain(from)
    site.clock.set('2026-11-25T12:00:00+08:00')
    const open = renderedPage(await founder.get(`${here}/reports/1`).expect(200))
    expect(open.$('form.tenancy-form')).toHaveLength(1)
  })

  it.each([
    ['handover', {}, 'когда магазин откроется'],
    ['renewed', { rentFreeUntil: '2027-12-31' }, 'с 30 июня 2027'],
    ['notice', { leavesOn: '2026-12-31' }, 'Сейчас письмо о продлении отправить нельзя'],
  ] as const)('sees in %s when a letter about renewal can be sent, in place of its form', async (state, has, when) => {
    const { own, tenant } = await aTenancy(site.services, { state, ...has })
    const founder = await site.as(tenant)
    const page = renderedPage(await founder.get(`${own}/renewal`).expect(200))
    expect(page.text('note')).toContain(when)
    expect(page.$('form.tenancy-form')).toHaveLength(0)
    expect(page.links()).toContain(own)
    // What was typed before the state changed is not lost.
    const late = { wish: 'renew', letter: 'Хотим остаться.' }
    const refused = renderedPage(await post(founder, `${own}/renewal`, late).expect(409))
    expect(refused.value('letter')).toBe('Хотим остаться.')
  })

  it('asks for renewal, paid rent or leaving, and may change the letter until the decision', async () => {
    const { id, own, path, tenant } = await aTenancy(site.services, { state: 'expiring' })
    const founder = await site.as(tenant)
    const empty = renderedPage(await post(founder, `${own}/renewal`, { letter: '' }).expect(422))
    expect(empty.errors().map(({ field }) => field)).toEqual(['wish', 'letter'])
    await post(founder, `${own}/renewal`, { wish: 'renew', letter: 'Хотим остаться.' }).expect(303)
    expect(renderedPage(await founder.get(`${own}/renewal`)).value('letter')).toBe('Хотим остаться.')
    await post(founder, `${own}/renewal`, { wish: 'paid', letter: 'Готовы платить.' }).expect(303)
    const officer = await site.as(await aColleague('decider'))
    expect(renderedPage(await officer.get(path)).main).toContain('Stay and pay rent')
    await TenancyModel.updateOne({ _id: id }, { $set: { state: 'renewed' } })
    await post(founder, `${own}/renewal`, { wish: 'leave', letter: 'x' }).expect(409)
  })

  it('attaches papers to the letter, which both sides can read as documents of the case', async () => {
    const { id, own, path, tenant, application } = await aTenancy(site.services, { state: 'expiring' })
    const founder = await site.as(tenant)
    const send = (wish: string) => founder.post(`${own}/renewal`).field({ wish, letter: 'Хотим остаться.' })
    const documents = () => DocumentModel.find({ application }).lean()
    const damaged = await send('renew').attach('renewal_letter', Buffer.from('nonsense'), 'Письмо.pdf').expect(422)
    expect(
      renderedPage(damaged)
        .errors()
        .map(({ field }) => field),
    ).toEqual(['renewal_letter'])
    expect(renderedPage(damaged).value('letter')).toBe('Хотим остаться.')
    const half = await send('')
      .attach('renewal_letter', plainPdf(['x']), 'Письмо.pdf')
      .expect(422)
    expect(renderedPage(half).main).toContain('Файл нужно выбрать ещё раз')
    expect(await documents()).toEqual([])

    await send('renew')
      .attach('renewal_letter', plainPdf(['x']), 'Письмо.pdf')
      .expect(303)
    expect(renderedPage(await founder.get(`${own}/renewal`)).text('sent-files')).toContain('Письмо.pdf')
    await send('paid')
      .attach('renewal_letter', plainPdf(['y']), 'Баланс.pdf')
      .expect(303)
    expect(await documents()).toMatchObject([{ kind: 'renewal_letter' }, { kind: 'renewal_letter' }])
    expect((await stored(id)).renewal?.files).toHaveLength(2)
    const officer = await site.as(await aColleague('decider'))
    const shown = renderedPage(await officer.get(path).expect(200))
    expect(shown.text('renewal-files')).toMatch(/Письмо\.pdf.*Баланс\.pdf/)
    await officer.get(shown.$('[data-test=renewal-files] a').attr('href') ?? '').expect(200)
    const manager = await site.as(await aColleague('listing_manager'))
    expect(renderedPage(await manager.get(path)).$('[data-test=renewal-files] a')).toHaveLength(0)

    await TenancyModel.updateOne({ _id: id }, { $set: { state: 'renewed' } })
    await send('leave')
      .attach('renewal_letter', plainPdf(['z']), 'Поздно.pdf')
      .expect(409)
    expect(await documents()).toHaveLength(2)
  })

  it('stores papers once when they are sent again after a cut connection', async () => {
    const { id, own, tenant, application } = await aTenancy(site.services, { state: 'expiring' })
    const founder = await site.as(tenant)
    const letter = { wish: 'renew', letter: 'Хотим остаться.' }
    const send = (...papers: string[]) => {
      const request = founder.post(`${own}/renewal`).field(letter)
      for (const paper of papers) void request.attach('renewal_letter', plainPdf([paper]), `${paper}.pdf`)
      return request.expect(303)
    }
    const names = async () => (await site.services.documents.list(application)).map(({ name }) => name)
    await send('x', 'x')
    await send('x')
    expect(await names()).toEqual(['x.pdf'])
    await send('x', 'y')
    expect(await names()).toEqual(['x.pdf', 'y.pdf'])
    expect((await stored(id)).renewal?.files).toHaveLength(2)
    expect(await DocumentModel.countDocuments({ application })).toBe(2)
    expect(await inStore()).toEqual({ files: 2, chunks: 2, pending: 0 })
  })

  it('has no access to somebody else’s tenancy', async () => {
    const { own } = await aTenancy(site.services, { state: 'trading' })
    const other = await site.as(await anApplicant())
    for (const path of ['', '/notice', '/renewal', '/reports/1']) await other.get(own + path).expect(404)
    await post(other, `${own}/renewal`, { wish: 'renew', letter: 'x' }).expect(404)
    await post(other, `${own}/notice`, { leavesOn: '2026-12-25', reason: 'x' }).expect(404)
    await post(other, `${own}/notice`, {}).expect(404)
    await post(other, `${own}/reports/1`, {}).expect(404)
    await site.visit.get(`${own}/notice`).expect(303)
  })
})
