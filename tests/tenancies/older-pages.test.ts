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

describe('a proposal', () => {
  it('can be withdrawn only from a page that shows it, not from one that shows an earlier proposal', async () => {
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

describe('the form of an older page', () => {
  const roof = { reason: 'Ремонт крыши.', writtenIn: 'ru' }

  it('does not cure a breach that it did not show', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading' })
    const breach = async () => post(`${path}/breach`, { ...(await form(`${path}/breach`)), ...roof }).expect(303)
    await breach()
    const old = await form(`${path}/cured`)
    await post(`${path}/cured`, old).expect(303)
    site.clock.advance({ minutes: 1 })
    await breach()
    const refused = renderedPage(await post(`${path}/cured`, { ...old, note: 'Всё убрано.' }).expect(409))
    expect(refused.value('note')).toBe('Всё убрано.')
    expect((await stored(id)).state).toBe('breach_cure')
    await post(`${path}/cured`, { note: 'Всё убрано.', since: String(refused.value('since')) }).expect(303)
  })

  it('does not end a pause that it did not show, even after an invalid day', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-10-01' })
    const pause = async (from: string) =>
      post(`${path}/pause`, { ...(await form(`${path}/pause`)), from, ...roof }).expect(303)
    await pause('2026-11-01')
    const old = await form(`${path}/resume`)
    await post(`${path}/resume`, { ...old, to: '2026-11-05' }).expect(303)
    site.clock.advance({ minutes: 1 })
    await pause('2026-11-10')
    const wrong = renderedPage(await post(`${path}/resume`, { ...old, to: '' }).expect(422))
    await post(`${path}/resume`, { to: '2026-11-20', since: String(wrong.value('since')) }).expect(409)
    expect((await stored(id)).state).toBe('suspended')
    await post(`${path}/resume`, { ...(await form(`${path}/resume`)), to: '2026-11-20' }).expect(303)
  })

  it('answers only the appeal that it showed', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading' })
    const appealed = async (at: string) =>
      TenancyModel.updateOne(
        { _id: id },
        {
          $set: { termination: { ground: 'sublet', ...reasons, appealUntil: '2027-01-24', appeal: { at, text: at } } },
          $inc: { revision: 1 },
        },
      )
    await appealed('2026-11-24T01:00:00Z')
    const old = await form(`${path}/appeal`)
    await appealed('2026-11-24T02:00:00Z')
    const answer = { outcome: 'upheld', ...roof }
    const refused = renderedPage(await post(`${path}/appeal`, { ...old, ...answer }).expect(409))
    expect(refused.main).toContain('2026-11-24T02:00:00Z')
    expect((await stored(id)).termination?.appeal?.answeredAt).toBeFalsy()
    await post(`${path}/appeal`, { ...answer, appeal: String(refused.value('appeal')) }).expect(303)
  })
})

describe('the day on which a duty was done', () => {
  it('can be changed and removed only from a page that shows it', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-10-01' })
    const at = `${path}/milestones/licence-1`
    const day = async () => (await stored(id)).milestones.find(({ kind }) => kind === 'licence')?.doneOn
    const undo = async () => {
      const { $ } = renderedPage(await officer.get(at).expect(200))
      return { shown: String($('.tenancy-form__instead [name=shown]').val()) }
    }
    const old = await form(at)
    for (const _time of [1, 2]) await post(at, { ...old, doneOn: '2026-11-10' }).expect(303)
    const oldUndo = await undo()
    const refused = renderedPage(await post(at, { ...old, doneOn: '2026-11-12' }).expect(409))
    expect(await day()).toBe('2026-11-10')
    await post(at, { doneOn: '2026-11-12', shown: String(refused.value('shown')) }).expect(303)
    await post(`${at}/undone`, oldUndo).expect(409)
    expect(await day()).toBe('2026-11-12')
    await post(`${at}/undone`, await undo()).expect(303)
    expect(await day()).toBeFalsy()
  })
})
