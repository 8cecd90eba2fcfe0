import type { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anAcceptedOffer, anApplication } from '../factories/applications.ts'
import { aParty } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const idOf = ({ _id }: { _id: Types.ObjectId }) => _id.toHexString()

async function aTenancy(premises = 'SFH-A-0107', handoverOn = '2026-08-01') {
  const tenant = await anApplicant({ name: 'Анна Иванова' })
  const application = await anApplication({
    applicant: tenant._id,
    state: 'contracted',
    heldPremises: premises,
    startedFor: premises,
    handedOverOn: handoverOn,
    offer: anAcceptedOffer(premises, {
      handover: { electricityMeter: 1250.5, waterMeter: null, heatMeter: 7, inventory: 'Два ключа.' },
    }),
  })
  await site.services.tenancies.records.open({
    application: idOf(application),
    reference: application.reference!,
    tenant: tenant.id,
    party: aParty,
    premises,
    handoverOn,
    rentFreeMonths: 36,
  })
  return (await TenancyModel.findOne({ premises }).lean())!
}

describe('tenancies on the staff pages', () => {
  it('are listed by the end of the rent-free period, with their overdue duties', async () => {
    await aTenancy('SFH-A-0107', '2026-11-01')
    await aTenancy('SFH-A-0108', '2026-08-01')
    const reviewer = await site.as(await aColleague('reviewer'))
    const page = renderedPage(await reviewer.get('/en/staff/tenancies').expect(200))
    const rows = page
      .$('[data-test=tenancies] tbody tr')
      .map((_, row) => page.$(row).text().replace(/\s+/g, ' ').trim())
      .get()
    expect(rows[0]).toMatch(/^SFH-A-0108 IVANOVA ANNA SS-2026-\d+ Handed over 1 Aug 2026 31 Jul 2029 979 days 3$/)
    expect(rows[1]).toMatch(/^SFH-A-0107 .* —$/)
    const trading = renderedPage(await reviewer.get('/en/staff/tenancies?state=trading').expect(200))
    expect(trading.text('empty')).toContain('no such tenancies')
  })

  it('show the clock, what is done, what is overdue, and the handover record', async () => {
    const tenancy = await aTenancy()
    await TenancyModel.updateOne(
      { _id: tenancy._id, 'milestones.kind': 'licence' },
      { $set: { 'milestones.$.doneOn': '2026-09-10' } },
    )
    const decider = await site.as(await aColleague('decider'))
    const page = renderedPage(await decider.get(`/en/staff/tenancies/${idOf(tenancy)}`).expect(200))
    expect(page.$('svg[role=img]').attr('aria-label')).toBe('979 days left')
    const [licence, opening] = page
      .$('[data-test=milestones] tbody tr')
      .map((_, row) => page.$(row).text().replace(/\s+/g, ' ').trim())
      .get()
    expect(licence).toContain('done on 10 September 2026')
    expect(opening).toContain('26 days overdue')
    expect(page.main).toContain('1,250.5 kWh')
    expect(page.text('inventory')).toBe('Два ключа.')
    expect(page.links()).toContain(`/en/staff/applications/${tenancy.application.toHexString()}`)
  })

  it('can be read by listing managers without a link to the case, and by nobody outside the office', async () => {
    const tenancy = await aTenancy()
    const path = `/en/staff/tenancies/${idOf(tenancy)}`
    const manager = await site.as(await aColleague('listing_manager'))
    const page = renderedPage(await manager.get(path).expect(200))
    expect(page.links().filter(href => href.includes('/staff/applications/'))).toEqual([])
    await manager.get('/en/staff/tenancies').expect(200)
    const founder = await site.as(await anApplicant())
    await founder.get(path).expect(403)
    await founder.get('/en/staff/tenancies').expect(403)
    await site.visit.get(path).expect(303)
  })

  it('are not found under a wrong id', async () => {
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.get(`/en/staff/tenancies/${'f'.repeat(24)}`).expect(404)
    await administrator.get('/en/staff/tenancies/nonsense').expect(404)
  })

  it.each(locales)('are shown in %s', async locale => {
    const tenancy = await aTenancy()
    const reviewer = await site.as(await aColleague('reviewer'))
    for (const path of ['', `/${idOf(tenancy)}`]) {
      const page = renderedPage(await reviewer.get(`/${locale}/staff/tenancies${path}`).expect(200))
      expect(page.language).toBe(locale)
      expect(page.headings).toBe(1)
    }
  })
})
