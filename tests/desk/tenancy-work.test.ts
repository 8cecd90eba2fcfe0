import { beforeEach, describe, expect, it } from 'vitest'
import { TenancyModel, type Milestone } from '#models/tenancies/tenancy.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

// The clock of the tests starts at noon of 25 November 2026.
const site = useSite()
beforeEach(() => TenancyModel.deleteMany({}))
const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const reportsDue = (...days: string[]): Milestone[] => days.map(dueOn => ({ kind: 'quarterly_report', dueOn }))

/** Returns the rows of one kind of work: below its heading on the desk, and on its own page. */
async function work(kind: string, locale = 'en') {
  const officer = await site.as(await aColleague('reviewer'))
  const desk = renderedPage(await officer.get(`/${locale}/staff`).expect(200))
  const block = desk.$(`[data-kind=${kind}]`)
  const page = renderedPage(await officer.get(`/${locale}/staff/work/${kind}`).expect(200))
  return {
    heading: block.find('h3 a').text(),
    count: block.find('.work__count').text(),
    desk: squeezed(block.find('.work__rows').text()),
    main: squeezed(page.main),
  }
}

describe('the desk tasks of tenancies', () => {
  it('show how many reports of a tenant are overdue, with the oldest first', async () => {
    const day = { rentFreeUntil: '2028-01-31', handoverOn: '2025-02-01' }
    // A licence that has been overdue for longer must not put a later report before an earlier one.
    const licence = { kind: 'licence' as const, dueOn: '2025-04-02' }
    const younger = await aTenancy(site.services, {
      ...day,
      state: 'trading',
      nextDueOn: '2025-04-02',
      milestones: [licence, ...reportsDue('2026-11-01')],
    })
    const older = await aTenancy(site.services, {
      ...day,
      state: 'trading',
      nextDueOn: '2026-03-01',
      milestones: reportsDue('2026-03-01', '2026-06-01', '2026-09-01', '2026-11-20', '2027-02-20'),
    })
    const { heading, count, main } = await work('overdue-reports')
    expect([heading, count]).toEqual(['Tenants behind with reports', '2'])
    expect(main).toContain('4 reports, the oldest due 1 March 2026')
    expect(main).toContain('Quarterly report 1')
    expect(main.indexOf(older.code)).toBeLessThan(main.indexOf(younger.code))
    expect((await work('overdue-reports', 'ru')).desk).toContain('4 отчёта, самый ранний — до 1 марта 2026')
    expect((await work('overdue-reports', 'zh')).desk).toContain('4份报告')
  })

  it('leave out a tenant whose late reports are due after the leaving day', async () => {
    const leaving = { state: 'notice' as const, leavesOn: '2026-11-01', nextDueOn: '2026-11-01' }
    const { code } = await aTenancy(site.services, { ...leaving, milestones: reportsDue('2026-11-10') })
    expect((await work('overdue-reports')).main).not.toContain(code)
  })

  it('show the first duty, the number of others and the end of the rent-free period', async () => {
    const { code } = await aTenancy(site.services, {
      state: 'trading',
      handoverOn: '2024-08-18',
      rentFreeUntil: '2026-08-17',
      nextDueOn: '2026-03-01',
      milestones: reportsDue('2026-03-01', '2026-06-01', '2026-08-01', '2027-02-20'),
    })
    const { heading, count, desk } = await work('duties')
    expect([heading, count]).toEqual(['Premises with something due', '1'])
    expect(desk).toContain(code)
    expect(desk).toContain('Quarterly report 1 · 2 more · Last day without rent: 100 days late')
    expect((await work('duties', 'ru')).desk).toContain('ещё 2 · Последний день без аренды: просрочено на 100 дней')
  })

  it.each(locales)('are counted by what their headings name, in %s', async locale => {
    await aTenancy(site.services, { state: 'trading', unreadReports: [2, 3], nextDueOn: '2028-01-01' })
    const { count, desk } = await work('sent-reports', locale)
    expect(count).toBe('1')
    expect(desk).toMatch(/2 reports|2 отчёта|2份报告/)
  })
})

describe('the renewal letters on the desk', () => {
  it('are in order of the days by which they must be answered', async () => {
    const asked = (at: string) => ({ at: new Date(at), wish: 'renew' as const, letter: 'Хотим остаться.' })
    const expiring = { state: 'expiring' as const, milestones: [], rentFreeUntil: '2027-03-31' }
    // Written first, but answerable only since the pause ended.
    const moved = await aTenancy(site.services, {
      ...expiring,
      renewal: asked('2026-10-01T04:00:00Z'),
      stateSince: new Date('2026-11-20T04:00:00Z'),
    })
    const stays = await aTenancy(site.services, {
      ...expiring,
      renewal: asked('2026-11-10T04:00:00Z'),
      stateSince: new Date('2026-09-30T04:00:00Z'),
    })
    const { main } = await work('renewal-requests')
    expect(main.indexOf(stays.code)).toBeGreaterThan(0)
    expect(main.indexOf(stays.code)).toBeLessThan(main.indexOf(moved.code))
  })
})
