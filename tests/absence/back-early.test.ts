import { renderedPage } from '../support/rendered-page.ts'
import { describe, expect, it, vi } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { addDays, cityDayOf } from '#shared/days/city-day.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const today = () => cityDayOf(site.clock.now())
const slotOf = async (id: string) => (await ViewingModel.findById(id).lean())!

/** Creates a viewing in two days, booked while its guide is away, and so shown by the cover. */
async function aCoveredViewing() {
  const absent = await aColleague('listing_manager', { name: 'Ань' })
  const cover = await aColleague('listing_manager', { name: 'Бао' })
  const { absences } = site.services.accounts
  const days = { from: today(), to: addDays(today(), 6), cover: cover.id }
  expect(await absences.set(absent.id, days, absent.id)).toEqual({ ok: true })
  const { code } = await aPremises()
  const startsAt = new Date(`${addDays(today(), 2)}T10:00:00+08:00`)
  const slot = await aSlot({ premises: code, guide: absent._id, guideName: absent.name, startsAt })
  const { id, email } = await anApplicant({ locale: 'ru' })
  const visitor = { id, email, name: 'Анна', locale: 'ru' as const, verified: true }
  const wish = { slot: slot.id, partySize: 1, phone: '', note: '', language: 'ru' as const }
  const visit = await site.services.viewings.bookings.book(visitor, wish)
  await site.runJobs()
  expect((await slotOf(slot.id)).guideName).toBe('Бао')
  return { absent, cover, absences, slot, startsAt, visit, email, visitor }
}

describe('a viewing given to the cover', () => {
  it('returns to its guide when the absence ends early, and the visitor is notified', async () => {
    const { absent, absences, slot, email } = await aCoveredViewing()
    const before = site.mails().length
    await site.runJobs()
    expect((await slotOf(slot.id)).guideName).toBe('Бао')
    await absences.end(absent.id, absent.id)
    await site.runJobs()
    const { guide, guideName, coveredFor, claims, events } = await slotOf(slot.id)
    expect([String(guide), guideName, coveredFor]).toEqual([absent.id, 'Ань', undefined])
    expect(claims?.some(claim => claim.startsWith(`guide ${absent.id}`))).toBe(true)
    expect(events.at(-1)).toMatchObject({ kind: 'given', by: { kind: 'system' } })
    const letters = site.mails().slice(before)
    expect(letters.filter(({ to }) => to === email).map(({ text }) => text.includes('Ань'))).toEqual([true])
    await site.runJobs()
    expect(site.mails()).toHaveLength(before + 3)
  })

  it('returns to its guide when other days replace the absence', async () => {
    const { absent, cover, absences, slot } = await aCoveredViewing()
    const shorter = { from: today(), to: addDays(today(), 1), cover: cover.id }
    expect(await absences.set(absent.id, shorter, absent.id)).toEqual({ ok: true })
    await site.runJobs()
    expect((await slotOf(slot.id)).guideName).toBe('Ань')
  })

  it('returns to its guide after the visitor has cancelled', async () => {
    const { absent, absences, slot, visit, visitor } = await aCoveredViewing()
    await site.services.viewings.bookings.cancel(visit, visitor.id)
    await absences.end(absent.id, absent.id)
    await site.runJobs()
    expect(await slotOf(slot.id)).toMatchObject({ state: 'free', guideName: 'Ань' })
  })

  it('stays with the cover when the guide shows another unit then or has left', async () => {
    const { absent, absences, slot, startsAt } = await aCoveredViewing()
    const else_ = await aSlot({ premises: 'SFH-B-0201', guide: absent._id, startsAt })
    await absences.end(absent.id, absent.id)
    await site.runJobs()
    expect((await slotOf(slot.id)).guideName).toBe('Бао')
    await ViewingModel.deleteOne({ _id: else_._id })
    expect(await site.services.accounts.people.deactivate(absent.id)).toEqual({ ok: true })
    await site.runJobs()
    expect((await slotOf(slot.id)).guideName).toBe('Бао')
  })

  it('stays with the cover when it is about to begin or has begun', async () => {
    const { absent, absences, slot, startsAt } = await aCoveredViewing()
    await absences.end(absent.id, absent.id)
    for (const minutes of [-120, -30, 5]) {
      site.clock.set(new Date(startsAt.getTime() + minutes * 60_000))
      await site.services.viewings.sweep()
      expect((await slotOf(slot.id)).guideName).toBe('Бао')
    }
  })

  it('stays with the cover when the guide may no longer see the visitor', async () => {
    const { absent, absences, slot } = await aCoveredViewing()
    await aBuilding({ code: 'Z9' })
    await AccountModel.updateOne({ _id: absent._id }, { $set: { buildings: ['Z9'] } })
    await absences.end(absent.id, absent.id)
    const before = site.mails().length
    await site.runJobs()
    expect((await slotOf(slot.id)).guideName).toBe('Бао')
    expect(site.mails().slice(before)).toEqual([])
  })

  it('costs one look-up of colleagues and their buildings, however many viewings return', async () => {
    const { absent, slot, startsAt } = await aCoveredViewing()
    const { premises, coveredFor, guide } = await slotOf(slot.id)
    for (const hours of [1, 2, 3]) {
      const later = new Date(startsAt.getTime() + hours * 3_600_000)
      const more = await aSlot({ premises, guide, startsAt: later })
      await ViewingModel.updateOne({ _id: more._id }, { $set: { coveredFor } })
    }
    const { accounts, premises: places } = site.services
    const asked = [
      vi.spyOn(accounts.absences, 'away'),
      vi.spyOn(accounts.buildings, 'colleagues'),
      vi.spyOn(places, 'reachOf'),
    ]
    await accounts.absences.end(absent.id, absent.id)
    await site.services.viewings.sweep()
    expect(asked.map(one => one.mock.calls.length)).toEqual([1, 1, 1])
    expect(await ViewingModel.countDocuments({ guide: absent._id })).toBe(4)
    vi.restoreAllMocks()
  })

  it('stays with the guide to whom an administrator gave it', async () => {
    const { absent, cover, absences, slot } = await aCoveredViewing()
    const third = await aColleague('listing_manager', { name: 'Вэй' })
    const agent = await site.as(await aColleague('administrator'))
    const form = agent.post(`/en/staff/users/${cover.id}/work`).type('form')
    await form.send({ [`viewings-${slot.id}`]: third.id }).expect(303)
    await absences.end(absent.id, absent.id)
    await site.runJobs()
    expect((await slotOf(slot.id)).guideName).toBe('Вэй')
  })
})

describe('the query for the viewings of a guide', () => {
  it('uses an index', async () => {
    await site.services.viewings.sweep()
    const asked = { guide: (await aColleague('listing_manager'))._id, endsAt: { $gt: site.clock.now() } }
    const plan = JSON.stringify(await ViewingModel.collection.find(asked).explain())
    expect(plan).toContain('guide_1_endsAt_1')
  })
})

it('ends or replaces an absence only from a page that shows it', async () => {
  const person = await aColleague('reviewer')
  const cover = await aColleague('reviewer')
  const browser = await site.as(person)
  const shown = async (form: string) =>
    String(
      renderedPage(await browser.get('/en/staff/absence').expect(200))
        .$(`form[action$="${form}"] [name=shown]`)
        .val(),
    )
  const save = (days: object, seen: string) =>
    browser
      .post('/en/staff/absence')
      .type('form')
      .send({ ...days, cover: cover.id, shown: seen })
  const end = (seen: string) => browser.post('/en/staff/absence/end').type('form').send({ shown: seen })
  const first = { from: '2026-12-01', to: '2026-12-05' }
  const second = { from: '2026-12-20', to: '2026-12-24' }
  const none = await shown('/absence')
  for (const _time of [1, 2]) await save(first, none).expect(303)
  await save(second, none).expect(409)
  const old = await shown('/end')
  await save(second, await shown('/absence')).expect(303)
  await end(old).expect(409)
  expect(await site.services.accounts.absences.of(person.id)).toMatchObject(second)
  await end(await shown('/end')).expect(303)
  await end(old).expect(303)
})

it('does not replace an absence that came after the page, also when a wrong value is mended in between', async () => {
  const person = await aColleague('reviewer')
  const cover = await aColleague('reviewer')
  const browser = await site.as(person)
  const post = (fields: object) => browser.post('/en/staff/absence').type('form').send(fields)
  const typed = { from: '2026-12-20', to: '2026-12-24', cover: cover.id, shown: '' }
  const others = { from: '2026-12-01', to: '2026-12-05', cover: cover.id }
  expect(await site.services.accounts.absences.set(person.id, others, cover.id)).toEqual({ ok: true })
  const { $ } = renderedPage(await post({ ...typed, to: '' }).expect(422))
  const form = $('form[action$="/absence"]')
  expect(['from', 'to', 'shown'].map(name => form.find(`[name=${name}]`).val())).toEqual([typed.from, '', ''])
  await post(typed).expect(409)
  expect(await site.services.accounts.absences.of(person.id)).toMatchObject({ from: others.from, to: others.to })
})
