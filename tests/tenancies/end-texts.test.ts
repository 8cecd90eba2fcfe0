import { beforeEach, describe, expect, it } from 'vitest'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
let reviewer: Person
beforeEach(async () => {
  reviewer = await site.as(await aColleague('reviewer', { name: '赵敏' }))
})

const post = (person: Person, path: string, body: Record<string, string> = {}) =>
  person.post(path).type('form').send(body).expect(303)
const page = async (person: Person, path: string) => renderedPage(await person.get(path).expect(200))
const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ')

describe('the page of a tenancy that is ending', () => {
  it('no longer asks for a renewal letter that has been sent', async () => {
    const { own, tenant } = await aTenancy(site.services, { state: 'expiring', rentFreeUntil: '2027-03-31' })
    const founder = await site.as(tenant)
    expect((await page(founder, own)).text('now')).toContain('Напишите, как вы хотите продолжить')
    await post(founder, `${own}/renewal`, { wish: 'renew', letter: 'Хотим остаться.' })
    const said = (await page(founder, own)).text('now')
    expect(said).toContain('Ваше письмо получено 25 ноября 2026')
    expect(said).not.toMatch(/Напишите|Без письма/)
  })

  it('shows the last rent-free day as a coming day, never as overdue for the tenant', async () => {
    const { own, tenant } = await aTenancy(site.services, { state: 'expiring', rentFreeUntil: '2026-11-25' })
    const founder = await site.as(tenant)
    expect((await page(founder, own)).text('duties')).toMatch(/Последний день без аренды.*сегодня/)
    site.clock.walk({ days: 1 })
    const next = await page(await site.as(tenant), own)
    expect(next.text('now')).toContain('Срок без аренды закончился 25 ноября 2026')
    expect(next.text('duties')).toContain('просрочено')
    expect(next.text('duties')).not.toContain('Последний день без аренды')
  })

  it('does not show the tenant the office’s overdue duties', async () => {
    const due = (kind: 'licence' | 'yearly_assessment') => ({ kind, dueOn: '2026-11-24' })
    const milestones = [due('licence'), due('yearly_assessment')]
    const { own, path, tenant } = await aTenancy(site.services, { state: 'trading', milestones })
    const theirs = (await page(await site.as(tenant), own)).text('duties')
    expect(theirs).toContain('Получить лицензию')
    expect(theirs).not.toContain('Ежегодная оценка')
    expect((await page(reviewer, path)).body).toContain('Yearly assessment')
  })

  it('counts the days until the tenant leaves, not until the end of the contract', async () => {
    const { own, path, tenant } = await aTenancy(site.services, { state: 'trading', rentFreeUntil: '2029-07-31' })
    const founder = await site.as(tenant)
    await post(founder, `${own}/notice`, { leavesOn: '2026-12-25', reason: 'Закрываю магазин.', confirmed: 'yes' })
    const theirs = await page(founder, own)
    expect(theirs.text('left')).toBe('Осталось 30 дней без арендной платы')
    expect(theirs.main).toContain('Последний день в помещении25 декабря 2026')
    expect(theirs.text('clock')).not.toContain('31 июля 2029')
    expect(theirs.text('milestones')).toContain('до 1 февраля 2027не требуется: к этому дню помещение освободят')
    expect(theirs.text('milestones')).toContain('до 1 ноября 2026просрочено на 24 дня')
    const { main } = await page(reviewer, path)
    expect(main).toContain('30 days left')
    const row = (await page(reviewer, '/en/staff/tenancies')).$('tbody tr').first().text()
    expect(squeezed(row)).toContain('25 Dec 2026 30 days')
  })

  it('shows no days left while a termination is open', async () => {
    const { id, own, path, tenant } = await aTenancy(site.services, { state: 'trading' })
    const decider = await site.as(await aColleague('decider'))
    await post(reviewer, `${path}/termination`, { ground: 'sublet', reason: 'Сдано.', reasonZh: '转租。' })
    await post(decider, `${path}/confirm`, { proposal: (await TenancyModel.findById(id).lean())?.proposal?.key ?? '' })
    expect((await page(await site.as(tenant), own)).text('left')).toBe('')
    expect((await page(reviewer, path)).main).not.toMatch(/days left/)
  })

  it('no longer asks for an exit inspection that has been recorded', async () => {
    const { own, path, tenant } = await aTenancy(site.services, { state: 'notice', leavesOn: '2026-11-30' })
    const founder = await site.as(tenant)
    expect((await page(founder, own)).text('now')).toContain('чтобы вместе осмотреть его')
    await post(reviewer, `${path}/exit`, {
      on: '2026-11-25',
      electricityMeter: '1251',
      condition: 'Цело.',
      needsWork: 'no',
    })
    expect((await page(founder, own)).text('now')).not.toContain('осмотреть')
    const office = (await page(reviewer, path)).text('now')
    expect(office).not.toContain('Record the exit inspection')
    expect(office).toContain('The exit inspection is recorded')
  })

  it('shows that the personal data were deleted once the tenancy is anonymised', async () => {
    const { path } = await aTenancy(site.services, {
      state: 'vacated',
      stateSince: new Date('2026-10-01T04:00:00Z'),
      nextDueOn: null,
      anonymisedAt: new Date('2026-11-20T04:00:00Z'),
      rentFreeUntil: '2029-07-31',
    })
    const shown = await page(reviewer, path)
    expect(shown.text('retained')).toContain('20 November 2026')
    const row = (await page(reviewer, '/en/staff/tenancies?state=all')).$('tbody tr').first().text()
    expect(squeezed(row)).toContain('1 Oct 2026 —')
  })
})
