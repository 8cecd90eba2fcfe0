import { describe, expect, it } from 'vitest'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { visitorClaims, slotClaims } from '#features/viewings/bookings/claims.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { valueOf } from '../support/files/calendar.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const startsAt = new Date('2026-12-01T12:00:00+08:00')
const phone = '+86 131 0453 0000'
const slotOf = async (id: string) => (await ViewingModel.findById(id).lean())!

async function aBookedViewing(locale: Locale = 'ru') {
  const former = await aColleague('listing_manager', { name: '赵敏' })
  const next = await aColleague('listing_manager', { name: '钱进' })
  const introduction = { nameRu: 'Цянь Цзинь', nameEn: 'Qian Jin', nameZh: '', phone }
  const agent = await site.as(next)
  await agent.post('/en/account/introduction').type('form').send(introduction).expect(303)
  const { code } = await aPremises()
  const slot = await aSlot({ premises: code, guide: former._id, guideName: former.name, startsAt })
  const { id, email } = await anApplicant({ locale })
  const visitor = { id, email, name: 'Анна', locale, verified: true }
  const wish = { slot: slot.id, partySize: 1, phone: '', note: '', language: 'ru' as const }
  await site.services.viewings.bookings.book(visitor, wish)
  await site.runJobs()
  const before = site.mails().length
  const administrator = await site.as(await aColleague('administrator'))
  const give = async (from = former, to = next) => {
    const form = administrator.post(`/en/staff/users/${from.id}/work`).type('form')
    await form.send({ to: to.id }).expect(303)
  }
  const letters = async () => {
    await site.runJobs()
    return site.mails().slice(before)
  }
  return {
    former,
    next,
    slot,
    code,
    visitor,
    give,
    letters,
    email,
    first: site.mails().find(({ to }) => to === email)!,
  }
}

describe('a booked viewing given to another guide', () => {
  it.each([
    ['ru', 'Цянь Цзинь', /покажет другой сотрудник/],
    ['en', 'Qian Jin', /Another colleague shows you/],
    ['zh', '钱进', /陪同人员变更/],
  ] as const)(
    'is announced to the visitor with name, number and a new calendar entry, in %s',
    async (locale, name, subject) => {
      const { give, letters, email, first } = await aBookedViewing(locale)
      await give()
      const [letter, ...more] = (await letters()).filter(({ to }) => to === email)
      expect(more).toEqual([])
      expect(letter?.subject).toMatch(subject)
      for (const said of [name, phone]) expect(letter?.text).toContain(said)
      const was = first.calendar!.content
      const now = letter!.calendar!.content
      expect(valueOf(now, 'UID')).toBe(valueOf(was, 'UID'))
      expect([valueOf(was, 'SEQUENCE'), valueOf(now, 'SEQUENCE')]).toEqual(['0', '1'])
      expect([letter?.calendar?.method, valueOf(now, 'DESCRIPTION')]).toEqual([
        'REQUEST',
        expect.stringContaining(name),
      ])
    },
  )

  it('enters the calendar of the new guide and leaves that of the former one', async () => {
    const { former, next, give, letters } = await aBookedViewing()
    await give()
    const sent = await letters()
    const [gone] = sent.filter(({ to }) => to === former.email)
    const [come] = sent.filter(({ to }) => to === next.email)
    expect([gone?.calendar?.method, come?.calendar?.method]).toEqual(['CANCEL', 'REQUEST'])
    expect(valueOf(gone!.calendar!.content, 'SEQUENCE')).toBe('1')
    expect(gone?.text).not.toContain(phone)
    expect(sent).toHaveLength(3)
  })

  it('is announced again, once each time, when it returns to the former guide', async () => {
    const { former, next, give, letters, email } = await aBookedViewing()
    await give()
    await letters()
    await give(next, former)
    await letters()
    const sent = (await letters()).filter(({ to }) => to === email)
    expect(sent.map(({ calendar }) => valueOf(calendar!.content, 'SEQUENCE'))).toEqual(['1', '2'])
  })

  it('is not announced to a former guide who has left', async () => {
    const { former, give, letters } = await aBookedViewing()
    await give()
    expect(await site.services.accounts.people.deactivate(former.id)).toEqual({ ok: true })
    expect((await letters()).filter(({ to }) => to === former.email)).toEqual([])
  })

  it('keeps the lanes and the reminder of its booking', async () => {
    const { slot, give } = await aBookedViewing()
    const { booking } = await slotOf(slot.id)
    const lanes = { ...booking!, lanes: ['b' as const] }
    const claims = [...slotClaims(slot), ...visitorClaims(slot, lanes)]
    await ViewingModel.updateOne(
      { _id: slot._id },
      { $set: { claims, 'booking.lanes': ['b'], 'booking.remindAt': null } },
    )
    await give()
    const now = await slotOf(slot.id)
    expect(now.booking).toMatchObject({ lanes: ['b'], remindAt: null, sequence: 1, visit: booking!.visit })
    expect(now.claims?.filter(claim => /^(only|place) /.test(claim)).every(claim => claim.endsWith(' b'))).toBe(true)
  })

  it('does not interrupt a move of the booking that has begun', async () => {
    const { slot, code, give } = await aBookedViewing()
    const later = await aSlot({ premises: code, startsAt: new Date(startsAt.getTime() + 7_200_000) })
    const { booking } = await slotOf(slot.id)
    await ViewingModel.updateOne({ _id: slot._id }, { $set: { 'booking.lanes': ['a'] } })
    const moved = { ...booking!, sequence: 1, lanes: ['b' as const], unsettled: true }
    await ViewingModel.updateOne({ _id: later._id }, { $set: { state: 'booked', booking: moved } })
    await give()
    await site.services.viewings.sweep()
    const before = await slotOf(slot.id)
    const after = await slotOf(later.id)
    expect([before.state, before.booking, after.state, after.booking?.unsettled]).toEqual([
      'free',
      null,
      'booked',
      false,
    ])
  })

  it.each(locales)('is announced to the former guide in their language, %s', async locale => {
    const { former, give, letters } = await aBookedViewing()
    const { AccountModel } = await import('#models/accounts/account.ts')
    await AccountModel.updateOne({ _id: former._id }, { $set: { locale } })
    await give()
    const gone = (await letters()).find(({ to }) => to === former.email)
    expect(gone?.subject).toMatch({ ru: /передан/, en: /given to another colleague/, zh: /转交/ }[locale])
  })
})
