import { describe, expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { idOf, post, type Agent } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the link from one case to the next', () => {
  const site = useSite()

  const nextOn = async (person: Agent, path: string) => {
    const { $ } = renderedPage(await person.get(path).expect(200))
    const link = $('[data-test=next-in-list]')
    return { href: link.attr('href'), label: link.text(), keys: link.attr('rel') }
  }

  async function threeCases() {
    const officer = await aColleague('reviewer')
    const cases = []
    for (const [index, dueOn] of ['2026-11-20', '2026-11-21', '2026-11-22'].entries())
      cases.push(
        await anApplication({
          state: 'submitted',
          reference: `SS-2026-00000${index + 1}`,
          submittedAt: new Date(`2026-11-0${index + 1}T02:00:00Z`),
          assignee: officer._id,
          dueOn,
        }),
      )
    return { person: await site.as(officer), officer, ids: cases.map(idOf) }
  }

  it('follows the list from which the case was opened, even after an action or a refused form', async () => {
    const { person, ids } = await threeCases()
    const [one = '', two = '', three = ''] = ids
    await person.get('/en/staff/applications?sort=-submitted').expect(200)
    const first = await nextOn(person, `/en/staff/applications/${three}`)
    expect(first).toEqual({
      href: `/en/staff/applications/${two}`,
      label: 'Next in the list (2 of 3)',
      keys: 'next',
    })
    await post(person, three, 'screening').expect(303)
    expect((await nextOn(person, `/zh/staff/applications/${three}`)).href).toBe(`/zh/staff/applications/${two}`)
    const refused = await post(person, three, 'messages', { publicMessage: '' }).expect(422)
    const next = renderedPage(refused).$('[data-test=next-in-list]').attr('href')
    expect(next).toBe(`/en/staff/applications/${two}`)
    expect(await nextOn(person, `/en/staff/applications/${one}`)).toMatchObject({
      href: '/en/staff/applications?sort=-submitted',
      label: 'Back to the list',
    })
  })

  it('follows the tasks of the desk, with each case once', async () => {
    const { person, ids } = await threeCases()
    await person.get('/en/staff').expect(200)
    const [one = '', two = '', three = ''] = ids
    expect((await nextOn(person, `/en/staff/applications/${one}`)).href).toBe(`/en/staff/applications/${two}#now`)
    expect((await nextOn(person, `/en/staff/applications/${three}`)).href).toBe('/en/staff')
    await person.get('/en/staff/work/cases?band=today').expect(200)
    expect((await nextOn(person, `/en/staff/applications/${three}`)).href).toBe('/en/staff/work/cases?band=today')
  })

  it('leads from a case that was opened from an e-mail to another task of the desk', async () => {
    const { person, ids } = await threeCases()
    const [one = '', two = '', three = ''] = ids
    const { href = '', label } = await nextOn(person, `/en/staff/applications/${one}`)
    expect(label).toBe('Next on my desk')
    await person.get(href).expect(303).expect('location', `/en/staff/applications/${two}#now`)
    expect((await nextOn(person, `/en/staff/applications/${two}`)).href).toBe(`/en/staff/applications/${three}#now`)
  })

  it('leads to the desk if there are no other tasks', async () => {
    const officer = await aColleague('reviewer')
    const person = await site.as(officer)
    const only = idOf(await anApplication({ state: 'submitted', assignee: officer._id, dueOn: '2026-11-20' }))
    const { href = '' } = await nextOn(person, `/en/staff/applications/${only}`)
    await person.get(href).expect(303).expect('location', '/en/staff')
    expect((await nextOn(person, '/en/staff/keyboard')).href).toBeUndefined()
  })
})
