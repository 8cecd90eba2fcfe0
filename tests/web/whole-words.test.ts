import { describe, expect, it } from 'vitest'
import { aDraft } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf } from '../support/desk.ts'
import { signedInFounder } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('a code in a sentence of a page', () => {
  const site = useSite()

  it('keeps to one line, and stays as it is for whoever copies it', async () => {
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
})
