import { describe, expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf } from '../support/desk.ts'
import { signedInFounder } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('a unit code or case number in a sentence of a page', () => {
  const site = useSite()

  it('does not break across lines, and is copied unchanged', async () => {
    const { account, person } = await signedInFounder(site)
    const { code } = await aPremises()
    const id = idOf(await aDraft({ applicant: account._id, premises: [code] }))
    const { $ } = renderedPage(await person.get(`/ru/applications/${id}/delete`).expect(200))
    expect($('[data-test=delete] .whole').text()).toBe(code)
    expect($('[data-test=delete]').text()).toContain(`(${code})`)
    const shared = renderedPage(await site.visit.get(`/en/premises/${code}/share`).expect(200))
    expect(shared.$('h1 .whole').text()).toBe(code)
    expect(shared.$('h1').text()).toContain(code)
  })

  it('does not break in the history of a case either', async () => {
    const { account, person } = await signedInFounder(site)
    const reason = 'Вместо SFH-A-0107 предложено SFH-B-0301 (заявка SS-2026-000123).'
    const by = { kind: 'decider', id: 'd'.repeat(24) } as const
    const events = [{ kind: 'moved', from: 'decision', to: 'rejected', by, at: site.clock.now(), reason }] as never
    const id = idOf(await anApplication({ applicant: account._id, state: 'rejected', events }))
    const told = ['SFH-A-0107', 'SFH-B-0301', 'SS-2026-000123']
    for (const [who, path] of [
      [person, `/ru/applications/${id}`],
      [await site.as(await aColleague('decider')), `/ru/staff/applications/${id}`],
    ] as const) {
      const { $ } = renderedPage(await who.get(path).expect(200))
      expect($('[data-test=timeline]').text()).toContain(reason)
      expect($.extract({ whole: ['[data-test=timeline] .whole'] }).whole).toEqual(told)
    }
  })
})
