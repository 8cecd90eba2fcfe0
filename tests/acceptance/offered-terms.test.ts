import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const listed = {
  electricityKw: 40,
  ...{ managementFeePerSqMMonthFen: 1_130, heatingFeePerSqMSeasonFen: 3_200, depositFen: 600_000 },
  ...{ marketRentPerSqMMonthFen: 5_400, rentFreeMonths: 36, availableFrom: '2026-12-20' },
}

describe('the terms of an offer', () => {
  const site = useSite()
  let decider: Awaited<ReturnType<typeof site.as>>
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    decider = await site.as(await aColleague('decider'))
    manager = await site.as(await aColleague('listing_manager'))
  })

  const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!

  async function offered(facts: Parameters<typeof aPremises>[0] = {}) {
    const { code } = await aPremises({ ...listed, ...facts })
    const account = await anApplicant({ locale: 'ru' })
    const made = await anApplication({
      ...{ applicant: account._id, premises: [code], startedFor: code, state: 'decision' },
    })
    const id = made._id.toHexString()
    await decider
      .post(`/en/staff/applications/${id}/offer`)
      .type('form')
      .send({ premises: code, deadlineOn: '2026-12-08' })
      .expect(303)
    return { id, code, founder: await site.as(account), path: `/ru/applications/${id}` }
  }

  /** Raises the management fee of the unit by a change of many units at once, as a listing manager does. */
  async function raiseFee(code: string, fee: string) {
    const at = '/zh/staff/premises/bulk'
    const wish = { kind: 'value', code, fact: 'managementFeePerSqMMonth', value: fee }
    const { headers } = await manager.post(at).type('form').send(wish).expect(303)
    const end = headers.location!.split('/').at(-1)!
    const preview = renderedPage(await manager.get(`${at}/${end}`).expect(200))
    await manager.post(`${at}/${end}/confirm`).type('form').send({}).expect(303)
    await site.runJobs()
    expect((await PremisesModel.findOne({ code }).lean())!.managementFeePerSqMMonthFen).toBe(Number(fee) * 100)
    return preview
  }

  it('are those of the contract, whatever a bulk edit has made of the listing before the stale page accepts', async () => {
    const { id, code, founder, path } = await offered()
    const page = renderedPage(await founder.get(path).expect(200))
    const shown = (name: string) => page.$(`[data-test="accept"] [name="${name}"]`).val()
    const form = { offer: shown('offer'), terms: shown('terms') }
    expect(page.text('terms')).toContain('11,30')
    await raiseFee(code, '99')
    await founder.post(path).type('form').send({ ...form, to: 'accepted' }).expect(303)
    await decider.post(`/zh/staff/applications/${id}/acceptance/contract`).type('form').send({}).expect(303)
    const { contract } = (await stored(id)).offer!.acceptance!
    expect(contract!.premises.managementFeePerSqMMonthFen).toBe(1_130)
    const bytes = (await founder.get(`${path}/papers/contract`).responseType('blob').expect(200)).body as Buffer
    expect(readPdf(bytes).text).toContain('11,30')
    expect(readPdf(bytes).text).not.toMatch(/99[,.]00/)
  })
})
