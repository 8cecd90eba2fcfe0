import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { buildingsOf, isWithinScope } from '#features/accounts/scope.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

describe('a limit to buildings', () => {
  const manager = (...buildings: string[]) => ({ role: 'listing_manager' as const, buildings })

  it('confines a listing manager to the buildings named, and to none when none is named', () => {
    expect(isWithinScope(manager('A1', 'B2'), 'B2')).toBe(true)
    expect(isWithinScope(manager('A1'), 'B2')).toBe(false)
    expect(isWithinScope(manager(), 'B2')).toBe(true)
    expect(buildingsOf(manager('A1'))).toEqual(['A1'])
    expect(buildingsOf(manager())).toBeNull()
  })

  it('does not apply to other roles, even when the account still has buildings', () => {
    for (const role of ['reviewer', 'decider', 'administrator'] as const)
      expect(isWithinScope({ role, buildings: ['A1'] }, 'B2')).toBe(true)
  })
})

describe('a listing manager of one building', () => {
  const site = useSite()

  it('gets buildings only from a page that shows the current ones', async () => {
    const { id } = await aColleague('listing_manager')
    for (const buildingCode of ['A1', 'B2', 'C3']) await aPremises({ buildingCode })
    const administrator = await site.as(await aColleague('administrator'))
    const person = `/en/staff/users/${id}`
    const form = async () => typedInto(await administrator.get(person).expect(200), {}, 'form[action$="/buildings"]')
    const limit = (values: object) => administrator.post(`${person}/buildings`).type('form').send(values)
    const stored = async () => (await AccountModel.findById(id).lean())?.buildings
    const old = await form()
    for (const _time of [1, 2]) await limit({ ...old, buildings: ['A1'] }).expect(303)
    const refused = renderedPage(await limit({ ...old, buildings: ['B2', 'C3'] }).expect(409))
    expect(refused.errors()[0]?.text).toContain('changed since')
    expect(refused.text('buildings')).toContain('Limited to buildings A1.')
    expect(
      refused
        .$('[name=buildings]:checked')
        .map((_, box) => refused.$(box).val())
        .get(),
    ).toEqual(['B2', 'C3'])
    expect(await stored()).toEqual(['A1'])
    await limit({ ...(await form()), buildings: ['B2', 'C3'] }).expect(303)
    expect(await stored()).toEqual(['B2', 'C3'])
  })

  it('is limited at once by an administrator, and finds premises of other buildings nowhere', async () => {
    const manager = await aColleague('listing_manager')
    const own = await aPremises({ buildingCode: 'A1' })
    const other = await aPremises({ buildingCode: 'B2' })
    const browser = await site.as(manager)
    const page = (code: string) => `/en/staff/premises/${code}`
    await browser.get(page(other.code)).expect(200)

    const administrator = await site.as(await aColleague('administrator'))
    const person = `/en/staff/users/${manager.id}`
    const limit = (...buildings: string[]) =>
      administrator.post(`${person}/buildings`).type('form').send({ buildings }).expect(303)
    await limit('A1', 'Z9')
    const shown = renderedPage(await administrator.get(person).expect(200))
    expect(shown.text('buildings')).toContain('Limited to buildings A1.')
    expect(shown.text('history')).toContain('Buildings changed: * → A1')

    await browser.get(page(own.code)).expect(200)
    for (const path of [page(other.code), '/en/staff/buildings/B2', '/en/staff/buildings/new'])
      await browser.get(path).expect(404)
    for (const act of ['', '/status', '/photos', '/floor-plan']) await browser.post(page(other.code) + act).expect(404)
    const table = renderedPage(await browser.get('/en/staff/premises').expect(200)).main
    expect(table).toContain(own.code)
    expect(table).not.toContain(other.code)
    const buildings = renderedPage(await browser.get('/en/staff/buildings').expect(200)).links()
    expect(buildings).toContain('/en/staff/buildings/A1')
    expect(buildings).not.toContain('/en/staff/buildings/B2')
    expect(renderedPage(await browser.get(page('new')).expect(200)).main).not.toContain('B2')
    const plan = renderedPage(await browser.get('/en/staff/plan').expect(200))
    expect(plan.links()).toContain(page(own.code))
    for (const theirs of ['B2', other.code]) expect(plan.main).not.toContain(theirs)

    await limit()
    await browser.get(page(other.code)).expect(200)
    await administrator.get(page(other.code)).expect(200)
  })

  it('is limited once by a form that is sent twice, later or at the same moment', async () => {
    for (const buildingCode of ['A1', 'B2']) await aPremises({ buildingCode })
    const { id } = await aColleague('listing_manager')
    const administrator = await site.as(await aColleague('administrator'))
    const limit = (...buildings: string[]) =>
      administrator.post(`/en/staff/users/${id}/buildings`).type('form').send({ buildings }).expect(303)
    for (const _time of [1, 2]) await limit('A1')
    await Promise.all([limit('A1', 'B2'), limit('A1', 'B2')])
    for (const _time of [1, 2]) await limit()
    const changes = (await AccountModel.findById(id).lean())!.history.map(({ from, to }) => `${from}->${to}`)
    expect(changes).toEqual(['*->A1', 'A1->A1, B2', 'A1, B2->*'])
    await site.services.audit.settled()
    expect(await AuditEntryModel.countDocuments({ action: 'account.buildings' })).toBe(3)
    const reviewer = await aColleague('reviewer')
    await administrator.post(`/en/staff/users/${reviewer.id}/buildings`).type('form').send({}).expect(409)
  })
})
