import { describe, expect, it } from 'vitest'
import { TenancyModel, tenancyStates, type Tenancy } from '#models/tenancies/tenancy.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

const termination = { ground: 'sublet' as const, reason: 'Сдано другому' }
const appeal = { at: new Date('2026-11-20T02:00:00Z'), text: 'Мы не согласны' }

/** Every state of a tenancy, with variants: what the tenant reads on the page of the application. */
const said: Record<string, { has: Partial<Tenancy>; state: string; next: string }> = {
  handover: { has: {}, state: 'Идёт аренда', next: 'Ключи у вас' },
  fit_out: { has: {}, state: 'Идёт аренда', next: 'Вы готовите помещение' },
  trading: { has: {}, state: 'Идёт аренда', next: 'До 31 июля 2029 аренды нет' },
  expiring: { has: {}, state: 'Идёт аренда', next: 'Срок без аренды заканчивается 31 июля 2029' },
  over: {
    has: { state: 'expiring', rentFreeUntil: '2026-11-01' },
    state: 'Идёт аренда',
    next: 'Срок без аренды закончился 1 ноября 2026',
  },
  ...Object.fromEntries(
    (['handover', 'fit_out'] as const).map(state => [
      `over in ${state}`,
      {
        has: { state, rentFreeUntil: '2026-11-01' },
        state: 'Идёт аренда',
        next: 'Срок без аренды закончился 1 ноября 2026',
      },
    ]),
  ),
  renewed: { has: {}, state: 'Идёт аренда', next: 'Аренда продлена: до 31 июля 2029' },
  converted_to_paid: {
    has: {
      paid: { from: '2026-11-01', frozenAt: new Date(), rentPerSqMMonthFen: 1, areaUsableSqM: 1, rentMonthFen: 1 },
    },
    state: 'Идёт аренда',
    next: 'С 1 ноября 2026 вы платите аренду',
  },
  notice: { has: { leavesOn: '2026-12-15' }, state: 'Идёт аренда', next: 'Вы освобождаете помещение' },
  breach_cure: {
    has: { breach: { reason: 'Вывеска', cureBy: '2026-12-01' } },
    state: 'Идёт аренда',
    next: 'Есть нарушение: устраните его до 1 декабря 2026',
  },
  suspended: {
    has: { pauses: [{ from: '2026-11-20', reason: 'Ремонт', endBefore: '2029-07-31' }] },
    state: 'Идёт аренда',
    next: 'Аренда на паузе: срок без аренды не идёт',
  },
  terminating: {
    has: { state: 'trading', termination: { ...termination, appealUntil: '2027-01-24' } },
    state: 'Идёт аренда',
    next: 'Принято решение расторгнуть аренду',
  },
  appealed: {
    has: { state: 'trading', termination: { ...termination, appealUntil: '2027-01-24', appeal } },
    state: 'Идёт аренда',
    next: 'Ваша жалоба получена 20 ноября 2026',
  },
  vacated: { has: {}, state: 'Аренда закончилась', next: 'Аренда закончилась, помещение возвращено.' },
  terminated: {
    has: { termination },
    state: 'Аренда закончилась',
    next: 'Аренда расторгнута. Основание: Помещение передано',
  },
}

describe('the page of an application after the handover', () => {
  it('has a sentence for every state of a tenancy', () => {
    expect(Object.keys(said)).toEqual(expect.arrayContaining([...tenancyStates]))
  })

  it.each(Object.entries(said))(
    'describes a tenancy in state %s as the page of the tenancy does',
    async (name, expected) => {
      const { id, own, application, tenant } = await aTenancy(site.services)
      await TenancyModel.updateOne({ _id: id }, { $set: { state: name, ...expected.has } })
      const founder = await site.as(tenant)
      for (const locale of locales) {
        const read = async (path: string) =>
          renderedPage(await founder.get(path.replace('/ru/', `/${locale}/`)).expect(200))
        const page = await read(`/ru/applications/${application}`)
        const now = page.text('next')
        // Once the unit is returned, the page of the application itself says so.
        if (name !== 'vacated') expect(now).toBe((await read(own)).text('now'))
        const list = await read('/ru/applications')
        expect(list.main).toContain(now)
        expect(list.main).toContain(page.text('state'))
        if (locale !== 'ru') continue
        expect(page.text('state')).toBe(expected.state)
        expect(now).toContain(expected.next)
      }
    },
  )

  it('shows since when a tenancy has been terminated and what is left to do with its unit', async () => {
    const { id, application, tenant } = await aTenancy(site.services)
    const stateSince = new Date('2026-11-20T02:00:00Z')
    const change = (changes: Partial<Tenancy>) => TenancyModel.updateOne({ _id: id }, { $set: changes })
    await change({ state: 'terminated', stateSince, termination })
    const founder = await site.as(tenant)
    const read = async (locale: string) =>
      renderedPage(await founder.get(`/${locale}/applications/${application}`).expect(200)).main
    expect(await read('ru')).toContain('20 ноября 2026 · Аренда закончилась.')
    expect(await read('ru')).toContain('Осталось осмотреть помещение и принять его обратно')
    expect(await read('ru')).not.toContain('Что и когда нужно сделать')
    expect(await read('en')).not.toMatch(/unit is yours|rent-free time is running/)
    await change({ exit: { on: '2026-11-21', electricityMeter: 1, condition: '', defects: '', needsWork: false } })
    expect(await read('ru')).toContain('Аренда закончилась, помещение возвращено.')
    expect(await read('ru')).not.toContain('Осталось осмотреть')
    // The length of the review, and corrections, are no longer mentioned.
    const page = renderedPage(await founder.get(`/en/applications/${application}`).expect(200))
    expect(page.links()).not.toContain('/en/answers#time')
  })
})
