import { describe, expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const path = '/en/staff/audit'

describe('the history of the subject of a page', () => {
  const site = useSite()

  it('is linked from the page for administrators', async () => {
    const agent = await site.as(await aColleague('administrator'))
    const { code } = await aPremises()
    const manager = await aColleague('listing_manager')
    const links = async (address: string, who = agent) =>
      renderedPage(await who.get(address).expect(200))
        .$('[data-test="history-of-this"]')
        .toArray()
        .map(({ attribs }) => attribs.href)
    expect(await links(`/en/staff/premises/${code}`)).toEqual([`${path}?kind=premises&subject=${code}`])
    expect(await links('/en/staff/buildings/A1')).toEqual([`${path}?kind=building&subject=A1`])
    expect(await links('/en/staff/buildings/A1/versions')).toEqual([`${path}?kind=building&subject=A1`])
    expect(await links(`/en/staff/users/${manager.id}`)).toEqual([`${path}?kind=account&subject=${manager.id}`])
    expect(await links('/en/staff/settings')).toEqual([`${path}?kind=settings`])
    expect(await links('/en/staff/settings/rubric')).toEqual([`${path}?kind=rubric`])
    for (const address of ['/en/staff/premises', '/en/staff/premises/new', '/en/staff/buildings/new', '/en/staff'])
      expect(await links(address)).toEqual([])
    expect(await links(`/en/staff/premises/${code}`, await site.as(manager))).toEqual([])
  })

  it('lists the changes of a building by its code in either case', async () => {
    await aPremises()
    const agent = await site.as(await aColleague('administrator', { name: '李明' }))
    const form = typedInto(await agent.get('/en/staff/buildings/A1').expect(200), { floors: '4' })
    await agent.post('/en/staff/buildings/A1').type('form').send(form).expect(303)
    for (const code of ['A1', ' a1 ']) {
      const found = renderedPage(await agent.get(path).query({ kind: 'building', subject: code }).expect(200))
      expect(found.text('entry'), code).toContain('Building changed')
    }
  })
})
