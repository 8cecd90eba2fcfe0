import { describe, expect, it } from 'vitest'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the start page of the staff', () => {
  const site = useSite()

  it.each([
    ['listing_manager', ['/premises', '/buildings', '/enquiries', '/viewings', '/tenancies', '/incentives']],
    ['reviewer', ['/applications', '/tenancies']],
    ['decider', ['/applications', '/tenancies']],
    [
      'administrator',
      [
        '/applications',
        '/premises',
        '/buildings',
        '/enquiries',
        '/viewings',
        '/tenancies',
        '/incentives',
        '/users',
        '/audit',
        '/settings',
      ],
    ],
  ] as const)('shows a %s their own tasks', async (role, paths) => {
    const person = await site.as(await aColleague(role))
    const page = renderedPage(await person.get('/zh/staff').expect(200))
    expect(
      page
        .$('.desk-card h3 a')
        .map((_, link) => page.$(link).attr('href'))
        .get(),
    ).toEqual(paths.map(path => `/zh/staff${path}`))
  })

  it('shows the current numbers', async () => {
    await aPremises({ status: 'draft' })
    await aPremises({ status: 'draft' })
    await anApplication({ state: 'review' })
    const administrator = await site.as(await aColleague('administrator'))
    const page = renderedPage(await administrator.get('/zh/staff').expect(200))
    const count = (path: string) => page.$(`a[href="/zh/staff${path}"]`).closest('div').find('dd').text()
    expect(count('/premises?status=draft')).toBe('2')
    expect(count('/premises?status=let')).toBe('0')
    expect(count('/applications?state=review')).toBe('1')
    expect(count('/buildings')).toBe('1')
  })

  it('counts for a colleague limited to some buildings only what their lists show', async () => {
    for (const buildingCode of ['A1', 'A1', 'B1', 'B1', 'B1']) await aPremises({ buildingCode })
    await aPremises({ buildingCode: 'B1', status: 'let' })
    await aPremises({ buildingCode: 'A1', status: 'held' })
    const numbers = async (buildings: string[]) => {
      const person = await site.as(await aColleague('listing_manager', { buildings }))
      const desk = renderedPage(await person.get('/en/staff').expect(200))
      const count = (path: string) => desk.$(`a[href="/en/staff${path}"]`).closest('div').find('dd').text()
      const table = renderedPage(await person.get('/en/staff/premises?status=available').expect(200))
      return {
        available: count('/premises?status=available'),
        rows: String(table.$('tbody tr').length),
        let: count('/premises?status=let'),
        taken: count('/plan'),
        buildings: count('/buildings'),
      }
    }
    expect(await numbers(['A1'])).toEqual({ available: '2', rows: '2', let: '0', taken: '1', buildings: '1' })
    expect(await numbers([])).toEqual({ available: '5', rows: '5', let: '1', taken: '2', buildings: '2' })
  })

  it('counts for a colleague limited to some buildings only the tenancies there', async () => {
    await aTenancy(site.services, { buildingCode: 'A1' })
    await aTenancy(site.services, { buildingCode: 'B1' })
    await aTenancy(site.services, { buildingCode: 'B1', state: 'vacated' })
    const tenancies = async (buildings: string[]) => {
      const person = await site.as(await aColleague('listing_manager', { buildings }))
      const desk = renderedPage(await person.get('/en/staff').expect(200))
      return desk.$('a[href="/en/staff/tenancies?state=all"]').closest('div').find('dd').text()
    }
    expect(await tenancies(['A1'])).toBe('1')
    expect(await tenancies([])).toBe('3')
  })

  it('is in the reader’s language and for the staff only', async () => {
    const decider = await site.as(await aColleague('decider', { name: 'Ли Вэй' }))
    expect(renderedPage(await decider.get('/ru/staff').expect(200)).main).toContain(
      'Ли Вэй, ваша роль: принимает решения',
    )
    await (await site.as(await anApplicant())).get('/ru/staff').expect(403)
    await site.visit.get('/ru/staff').expect(303)
  })
})
