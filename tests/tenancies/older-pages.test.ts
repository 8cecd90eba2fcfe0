import { beforeEach, describe, expect, it } from 'vitest'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
type Values = Record<string, string | string[]>
let officer: Person
beforeEach(async () => {
  officer = await site.as(await aColleague('decider', { name: '李慧兰' }))
})

const post = (path: string, body: Values = {}) => officer.post(path).type('form').send(body)
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!
const form = async (path: string) => typedInto(await officer.get(path).expect(200), {}, '.tenancy-form')
const reasons = { reason: 'Помещение сдано другому.', reasonZh: '房屋擅自转租。' }
const reason = { reason: 'Ремонт крыши.', writtenIn: 'ru' }

describe('a proposal', () => {
  it('is withdrawn only from a page that shows it, not from one that shows an earlier proposal', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading' })
    await post(`${path}/termination`, { ground: 'sublet', ...reasons }).expect(303)
    const old = await form(`${path}/withdraw-proposal`)
    await post(`${path}/withdraw-proposal`, old).expect(303)
    await post(`${path}/termination`, { ground: 'mutual_consent', ...reasons }).expect(303)
    const refused = renderedPage(await post(`${path}/withdraw-proposal`, old).expect(409))
    expect(refused.main).toContain('Both sides agree')
    expect((await stored(id)).proposal?.ground).toBe('mutual_consent')
    await post(`${path}/withdraw-proposal`, await form(`${path}/withdraw-proposal`)).expect(303)
    expect((await stored(id)).proposal).toBeNull()
  })
})
