import { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { idOf } from '../support/desk.ts'
import { signedInFounder } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

async function mine(make: typeof aDraft | typeof anApplication, overrides: object = {}) {
  const { account, person } = await signedInFounder(site)
  const id = idOf(await make({ applicant: account._id, ...overrides }))
  const open = async (path = '', locale = 'en') =>
    renderedPage(await person.get(`/${locale}/applications/${id}${path}`).expect(200))
  return { id, person, open }
}

describe('the pages of an application', () => {
  it('link to the privacy page beside the consent to the transfer of data', async () => {
    const { open } = await mine(aDraft)
    for (const locale of locales) {
      const page = await open('/declarations', locale)
      const link = page.$('.confirm:has(#transferConsent) a')
      expect([link.attr('href'), link.attr('target')]).toEqual([`/${locale}/privacy`, '_blank'])
      expect(page.$('.confirm a')).toHaveLength(1)
    }
  })

  it('name the day on which the passport has to be valid, beside its question', async () => {
    const { open } = await mine(aDraft)
    const days = { ru: 'собираетесь открыться', en: 'mean to open', zh: '计划开业之日' }
    for (const locale of locales)
      expect((await open('/applicant', locale)).$('.field:has(#passportExpiry)').text()).toContain(days[locale])
  })

  it('write one amount into all months on request', async () => {
    const { id, person, open } = await mine(aDraft)
    const typed = { ...validAnswers().plan, costs: Array(12).fill('700'), revenueEach: '20,000.50', costsEach: '' }
    await person
      .post(`/en/applications/${id}/plan`)
      .type('form')
      .send({ ...typed, fill: 'cashPlan' })
      .expect(303)
      .expect('location', `/en/applications/${id}/plan#cashPlan`)
    const { plan } = (await ApplicationModel.findById(id).lean())!.answers
    expect([plan?.revenue, plan?.costs]).toEqual([Array(12).fill('20000.5'), Array(12).fill('700')])
    expect((await open('/plan')).$('[name=revenueEach], [name=costsEach], [name=fill]')).toHaveLength(3)
  })

  it('do not refer to an upload that does not exist', async () => {
    const { open } = await mine(anApplication, { state: 'submitted' })
    const page = await open()
    expect(page.main).not.toContain('Add documents under')
    expect(page.main).toContain('If the office needs one, it asks for it')
  })

  it('show that the applicant has answered, not that the office has begun to check', async () => {
    const by = (kind: 'applicant' | 'reviewer') => ({ kind, id: '0'.repeat(24) })
    const event = (from: string, to: string, kind: 'applicant' | 'reviewer') => ({
      _id: new Types.ObjectId(),
      at: new Date('2026-11-25T04:00:00Z'),
      by: by(kind),
      kind: 'moved',
      from,
      to,
    })
    const first = event('submitted', 'screening', 'reviewer')
    const asked = event('screening', 'information_requested', 'reviewer')
    const answered = event('information_requested', 'screening', 'applicant')
    const begun = await mine(anApplication, { state: 'screening', events: [first] })
    expect((await begun.open()).text('standing')).toContain('The office began to check')
    const back = await mine(anApplication, { state: 'screening', events: [first, asked, answered] })
    const said = (await back.open()).text('standing')
    expect(said).toContain('You answered the request')
    expect(said).not.toContain('The office began to check')
  })
})
