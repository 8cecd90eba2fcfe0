import { describe, expect, it } from 'vitest'
import type { Milestone } from '#models/tenancies/tenancy.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

// The clock of the tests starts at noon of 25 November 2026.
const site = useSite()
const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** Returns the office's page of a tenancy in each language. */
async function pages(changes: Parameters<typeof aTenancy>[1]) {
  const { path, own, tenant } = await aTenancy(site.services, changes)
  const officer = await site.as(await aColleague('reviewer'))
  const read = async (locale: string) =>
    renderedPage(await officer.get(path.replace('/en/', `/${locale}/`)).expect(200))
  const left = async (locale: string) => squeezed((await read(locale)).text('left'))
  return { read, left: { ru: await left('ru'), en: await left('en'), zh: await left('zh') }, own, tenant }
}

describe('the office’s page describes the rent-free clock in whole sentences', () => {
  it('while it runs', async () => {
    const { left } = await pages({ state: 'trading' })
    expect(left.en).toBe(
      '979 days left' +
        'In all there are 1,096 days without rent. From 1 August 2026 to 31 July 2029 there are 1,096 calendar days.',
    )
    expect(left.ru).toContain('Всего 1 096 дней без аренды. С 1 августа 2026 по 31 июля 2029 — 1 096 календарных дней.')
    expect(left.zh).toContain('共1,096个免租日。2026年8月1日至2029年7月31日共1,096个日历日。')
  })

  it('while it is paused', async () => {
    const pauses = [{ from: '2026-11-01', reason: 'x', endBefore: '2029-07-31' }]
    const { left } = await pages({ state: 'suspended', pauses })
    expect(left.en).toBe(
      '1,004 days left' +
        'The clock stands still since 1 November 2026. In all there are 1,096 days without rent, from 1 August 2026 on. The last one is 31 July 2029 for now: it moves by the days of the pause.',
    )
    expect(left.ru).toContain('Счёт дней остановлен с 1 ноября 2026.')
    expect(left.zh).toContain('自2026年11月1日起暂停计租。')
  })

  it('after its end', async () => {
    const { left } = await pages({ state: 'trading', handoverOn: '2024-08-01', rentFreeUntil: '2026-07-31' })
    expect(left.en).toBe(
      'The rent-free time ended on 31 July 2026.' +
        'In all there were 730 days without rent. From 1 August 2024 to 31 July 2026 there were 730 calendar days.',
    )
    expect(left.ru).toContain('Всего было 730 дней без аренды. С 1 августа 2024 по 31 июля 2026 прошло 730 календарных')
    expect(left.zh).toContain('免租日共计730天。')
  })

  it('before its start', async () => {
    const { left } = await pages({ handoverOn: '2026-12-01' })
    expect(left.en).toBe(
      '1,096 days left' + 'It begins on 1 December 2026 and ends on 30 November 2029: 1,096 days without rent in all.',
    )
  })

  it('unless the contract has no rent-free months', async () => {
    const { left, own, tenant, read } = await pages({ rentFreeMonths: 0 })
    expect(left).toEqual({ ru: '', en: '', zh: '' })
    const page = renderedPage(await (await site.as(tenant)).get(own).expect(200))
    for (const { body } of [page, await read('en')]) expect(body).not.toContain('NaN')
  })
})

describe('the duties on the page of a tenancy', () => {
  const report = (month: number): Milestone => ({
    kind: 'quarterly_report',
    dueOn: `2026-${String(month).padStart(2, '0')}-01`,
  })

  it('include all that is due and link to the later obligations, for the office', async () => {
    const milestones = [...[2, 3, 4, 5, 6, 7, 8].map(report), { kind: 'opening' as const, dueOn: '2027-06-01' }]
    const { read } = await pages({ state: 'trading', milestones })
    const page = await read('en')
    expect(page.$('[data-test=duties] li')).toHaveLength(7)
    const later = page.$('[data-test=later-duties] a')
    expect([squeezed(later.text()), later.attr('href')]).toEqual(['1 more obligation comes later', '#milestones'])
    expect(squeezed((await read('ru')).$('[data-test=later-duties]').text())).toBe('Ещё 1 срок наступит позже')
  })

  it('include all that is overdue or due within a month, for the tenant', async () => {
    const milestones = [2, 3, 4, 5, 6, 7, 8].map(report)
    const { own, tenant } = await pages({ state: 'trading', milestones })
    const page = renderedPage(await (await site.as(tenant)).get(own).expect(200))
    expect(page.$('[data-test=duties] li').length).toBeGreaterThanOrEqual(7)
  })
})
