import { describe, expect, it } from 'vitest'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { createApp } from '#server/app.ts'
import { clockAhead } from '#outside/clock.ts'
import { createServices } from '#server/services.ts'
import { createSlices } from '#server/slices.ts'
import { addDays, addMonths, cityDayOf, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { oddWordsIn } from '../support/texts/odd-words.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
const post = (person: Person, path: string, body: Record<string, string> = {}) =>
  person.post(path).type('form').send(body).expect(303)
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!
const handoverOn = '2026-11-25'
/** Moves the product's time to noon of a day. */
const goTo = (day: CityDay) => site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), day) })
const report = { turnover: '120000', foreignJobs: '1', localJobs: '2', note: '' }

describe('every month of a tenancy', () => {
  it('shows correct pages to the tenant and the office in three languages, and sends each reminder of its end once', async () => {
    const { id, path, own, tenant } = await aTenancy(site.services, { handoverOn })
    const founder = await site.as(tenant)
    const officer = await site.as(await aColleague('reviewer'))
    const acts: Record<number, () => Promise<unknown>> = {
      1: () => post(officer, `${path}/fit-out`),
      2: () => post(officer, `${path}/milestones/licence-1`, { doneOn: cityDayOf(site.clock.now()) }),
      3: () => post(officer, `${path}/opening`, { on: cityDayOf(site.clock.now()) }),
      12: () => post(officer, `${path}/milestones/yearly_assessment-1`, { doneOn: cityDayOf(site.clock.now()) }),
      31: () => post(founder, `${own}/renewal`, { wish: 'leave', letter: 'Уезжаем.' }),
      36: () => leave(officer, path),
    }
    const states: string[] = []
    for (let month = 0; month <= 37; month += 1) {
      goTo(addMonths(handoverOn, month))
      await site.runJobs()
      await acts[month]?.()
      // The report of the fifth quarter is never sent.
      const quarter = month / 3
      if (Number.isInteger(quarter) && quarter > 0 && month < 36 && quarter !== 5)
        await post(founder, `${own}/reports/${quarter}`, report)
      states.push((await stored(id)).state)
      expect(await oddOn(founder, own), `the tenant after ${month} months`).toEqual([])
      expect(await oddOn(officer, path), `the office after ${month} months`).toEqual([])
      if (month % 6 === 0) await expectLists(founder, officer)
    }
    expect(states.join(' ')).toBe(
      [
        'handover',
        ...Array<string>(2).fill('fit_out'),
        ...Array<string>(27).fill('trading'),
        ...Array<string>(6).fill('expiring'),
        ...Array<string>(2).fill('vacated'),
      ].join(' '),
    )
    const named = /^Срок без аренды закончится 24 ноября 2029, остал\S+ (\d+) /
    // The day of the month is the one after that of the reminder.
    const reminders = site.mails().flatMap(({ subject }) => named.exec(subject)?.[1] ?? [])
    expect(reminders).toEqual(['364', '183', '91', '30'])
    const page = renderedPage(await founder.get(own).expect(200))
    expect(page.text('now')).toContain('Аренда закончилась')
  }, 90_000)

  async function expectLists(founder: Person, officer: Person): Promise<void> {
    expect(await oddOn(founder, '/ru/applications')).toEqual([])
    for (const path of ['/zh/staff', '/zh/staff/tenancies']) expect(await oddOn(officer, path), path).toEqual([])
  }

  async function leave(officer: Person, path: string): Promise<void> {
    const exit = { on: cityDayOf(site.clock.now()), electricityMeter: '2000', condition: 'Чисто', needsWork: 'no' }
    await post(officer, `${path}/exit`, exit)
    await post(officer, `${path}/vacate`)
    await site.runJobs()
  }

  async function oddOn(person: Person, path: string, languages: readonly string[] = locales): Promise<string[]> {
    const pages = languages.map(async locale => {
      const { text } = await person.get(path.replace(/^\/(ru|en|zh)\//, `/${locale}/`)).expect(200)
      return oddWordsIn(text)
    })
    return (await Promise.all(pages)).flat()
  }
})

describe('a process that starts with its time set ahead', () => {
  it('opens the stored data and shows tenancies as of the later day', async () => {
    const { own, path, tenant } = await aTenancy(site.services, { handoverOn, state: 'trading' })
    const officer = await aColleague('decider')
    const today = cityDayOf(new Date())
    const days = daysBetween(today, addDays(handoverOn, 2 * 365))
    const clock = clockAhead(days)
    const { config, log } = site
    const mailTransport = { describe: 'nowhere', send: () => Promise.resolve() }
    const services = createServices({ clock, log, config, mailTransport })
    const slices = createSlices({ services, config, clock })
    const app = createApp({ config, services, slices, log, sessionSecret: 'a secret for tests that is long enough' })
    const later = await site.as(tenant, app)
    const page = renderedPage(await later.get(own).expect(200))
    expect(page.text('left')).toBe('Осталось 365 дней без арендной платы')
    expect(page.text('duties')).toMatch(/^Получить лицензию.*24 января 2027просрочено на 670 дней/)
    const desk = renderedPage(await (await site.as(officer, app)).get(path).expect(200))
    expect(desk.text('left')).toContain('365')
  })
})
