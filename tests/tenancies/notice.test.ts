import { describe, expect, it } from 'vitest'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

// The clock of the tests starts at noon of 25 November 2026.
const site = useSite()
const said = { leavesOn: '2026-12-25', reason: 'Переезд' }
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!

async function aTenant() {
  const tenancy = await aTenancy(site.services, { state: 'trading' })
  const founder = await site.as(tenancy.tenant)
  const send = (body: object) => founder.post(`${tenancy.own}/notice`).type('form').send(body)
  const recall = () => founder.post(`${tenancy.own}/notice/recall`).type('form').send({})
  return { ...tenancy, founder, send, recall }
}

describe('a notice to leave', () => {
  it('is given only after a confirmation on a page that repeats it', async () => {
    const { id, own, founder, send } = await aTenant()
    const acts = renderedPage(await founder.get(own).expect(200)).$('[data-test=actions] a')
    expect(acts.filter('[class*=danger]')).toHaveLength(0)
    const check = renderedPage(await send(said).expect(200))
    expect(check.main).toMatch(/до конца дня 26 ноября 2026.*25 декабря 2026.*Переезд/s)
    expect((await stored(id)).state).toBe('trading')
    const form = check.$('form.tenancy-form')
    const sent = Object.fromEntries(
      form
        .find('input[type=hidden]')
        .map((_, field) => [[check.$(field).attr('name'), check.$(field).attr('value')]])
        .get(),
    ) as Record<string, string>
    expect(sent).toMatchObject({ ...said, confirmed: 'yes' })
    await founder
      .post(form.attr('action') ?? '')
      .type('form')
      .send(sent)
      .expect(303)
    expect(await stored(id)).toMatchObject({ state: 'notice', leavesOn: '2026-12-25' })
    await site.runJobs()
    expect(site.mails().at(-1)?.text).toContain('до конца дня 26 ноября 2026')
  })

  it.each(locales)('has a confirmation page in %s', async locale => {
    const { own, founder } = await aTenant()
    const at = `${own.replace('/ru/', `/${locale}/`)}/notice`
    const check = renderedPage(await founder.post(at).type('form').send(said).expect(200))
    expect([check.language, check.headings]).toEqual([locale, 1])
  })

  it('can be taken back by the tenant until the end of the next day', async () => {
    const { id, own, founder, send, recall } = await aTenant()
    await send({ ...said, confirmed: 'yes' }).expect(303)
    site.clock.set('2026-11-26T23:59:00+08:00')
    const page = renderedPage(await founder.get(own).expect(200))
    expect(page.links()).toContain(`${own}/notice/recall`)
    expect(page.text('now')).toContain('до конца дня 26 ноября 2026')
    expect(renderedPage(await founder.get(`${own}/notice/recall`).expect(200)).main).toContain('Отменить уведомление')
    await recall().expect(303)
    expect(await stored(id)).toMatchObject({ state: 'trading', leavesOn: null })
    expect((await stored(id)).nextDueOn).toBe('2026-09-30')
    await recall().expect(303)
    expect((await stored(id)).events).toHaveLength(3)
    await site.runJobs()
    expect(site.mails().map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Уведомление о выезде:'),
      expect.stringContaining('Уведомление о выезде отменено'),
    ])
    expect(renderedPage(await founder.get(own).expect(200)).main).toContain('Уведомление о выезде отменено')
    await send({ ...said, confirmed: 'yes' }).expect(303)
    expect((await stored(id)).state).toBe('notice')
  })

  it('cannot be taken back after the end of the next day', async () => {
    const { id, own, founder, send, recall } = await aTenant()
    await send({ ...said, confirmed: 'yes' }).expect(303)
    site.clock.set('2026-11-27T00:00:00+08:00')
    const page = renderedPage(await founder.get(own).expect(200))
    expect(page.links()).not.toContain(`${own}/notice/recall`)
    expect(page.text('now')).not.toContain('26 ноября')
    await founder.get(`${own}/notice/recall`).expect(404)
    await recall().expect(409)
    expect((await stored(id)).state).toBe('notice')
  })

  it('cannot be taken back once an officer has acted on it, or if the office gave it', async () => {
    const acted = await aTenant()
    const officer = await site.as(await aColleague('reviewer'))
    await acted.send({ ...said, confirmed: 'yes' }).expect(303)
    const visit = { kind: 'planned', on: '2026-12-24', note: '' }
    await officer.post(`${acted.path}/inspection`).type('form').send(visit).expect(303)
    expect(renderedPage(await acted.founder.get(acted.own).expect(200)).links()).not.toContain(
      `${acted.own}/notice/recall`,
    )
    await acted.recall().expect(409)

    const given = await aTenant()
    await officer.post(`${given.path}/notice`).type('form').send(said).expect(303)
    await given.recall().expect(409)
    expect((await stored(given.id)).state).toBe('notice')
    await site.runJobs()
    expect(site.mails().at(-1)?.text).not.toContain('26 ноября')
  })

  it('can be taken back by its tenant only', async () => {
    const { own, send } = await aTenant()
    await send({ ...said, confirmed: 'yes' }).expect(303)
    const other = await site.as(await anApplicant())
    await other.post(`${own}/notice/recall`).type('form').send({}).expect(404)
  })
})
