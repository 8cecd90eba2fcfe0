import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

const anInterview = (startsAt: string) => ({
  _id: new mongoose.Types.ObjectId(),
  state: 'open' as const,
  place: 'Room 305',
  note: '',
  sequence: 0,
  startsAt: new Date(startsAt),
  endsAt: new Date(new Date(startsAt).getTime() + 2_700_000),
  wishes: [],
  waiting: false,
})

/** Creates a date of each kind in the week of 23 November 2026, a Monday. */
async function aWeek() {
  const { code } = await aPremises()
  await aSlot({ premises: code, startsAt: new Date('2026-11-26T10:00:00+08:00'), state: 'booked' })
  const due = await anApplication({ state: 'screening', dueOn: '2026-11-27', premises: [code] })
  const talk = await anApplication({ state: 'interview', interview: anInterview('2026-11-25T15:00:00+08:00') })
  const tenancy = await aTenancy(site.services, { handoverOn: '2026-11-24' })
  return { code, due, talk, tenancy }
}

async function calendarOf(role: Parameters<typeof aColleague>[0], query = '') {
  const colleague = await site.as(await aColleague(role))
  return renderedPage(await colleague.get(`/en/staff/calendar${query}`).expect(200))
}

describe('the calendar of the office', () => {
  it('shows officers a week of interviews, deadlines and handovers, with references and codes only', async () => {
    const { due, talk, tenancy } = await aWeek()
    const page = await calendarOf('reviewer')
    const day = (date: string) => page.$(`section:has([datetime="${date}"]) ul`).text()
    expect(day('2026-11-24')).toContain(tenancy.code)
    expect(day('2026-11-24')).toContain('Handover')
    expect(day('2026-11-25')).toMatch(/15:00[^]*Interview/)
    expect(day('2026-11-25')).toContain(talk.reference)
    expect(day('2026-11-27')).toContain(due.reference)
    expect(day('2026-11-27')).toContain('Finish screening')
    expect(page.main).not.toContain('IVANOVA')
    expect(page.main).not.toContain('Viewing')
    const link = page.$(`a[href="/en/staff/applications/${talk._id.toHexString()}#talk"]`)
    expect(link).toHaveLength(1)
  })

  it('shows listing managers viewings and tenancies, and no cases', async () => {
    const { code, due, tenancy } = await aWeek()
    const page = await calendarOf('listing_manager')
    expect(page.text('calendar')).toMatch(new RegExp(`${code} Viewing`))
    expect(page.text('calendar')).toContain(tenancy.code)
    expect(page.body).not.toContain(due.reference)
  })

  it('has a note if a week has more than it shows', async () => {
    const { code } = await aPremises()
    const first = Date.parse('2026-11-23T08:00:00+08:00')
    const slot = (index: number) => {
      const startsAt = new Date(first + index * 900_000)
      const hours = { startsAt, endsAt: new Date(startsAt.getTime() + 900_000) }
      const guide = { guide: new mongoose.Types.ObjectId(), guideName: '赵敏', languages: ['ru' as const] }
      return { premises: code, ...hours, ...guide, state: 'booked' as const }
    }
    await ViewingModel.insertMany(Array.from({ length: 500 }, (_, index) => slot(index)))
    const whole = await calendarOf('listing_manager')
    expect([whole.text('cut'), whole.text('found')]).toEqual(['', expect.stringContaining('500')])
    await ViewingModel.insertMany([slot(500)])
    expect((await calendarOf('listing_manager')).text('cut')).toContain('Choose a single day')
  })

  it('can show one day, one kind and the neighbouring weeks', async () => {
    const { due, talk } = await aWeek()
    const one = await calendarOf('decider', '?day=2026-11-27&view=day')
    expect(one.$('section.viewing-week__day')).toHaveLength(1)
    expect(one.text('calendar')).toContain(due.reference)
    expect(one.text('calendar')).not.toContain(talk.reference)
    const talks = await calendarOf('decider', '?kind=interview')
    expect(talks.text('calendar')).toContain(talk.reference)
    expect(talks.text('calendar')).not.toContain(due.reference)
    expect(talks.$('nav[aria-label="What to show"]')).toHaveLength(1)
    const next = await calendarOf('decider', '?day=2026-12-02&view=week')
    expect(next.text('found')).toContain('nothing is planned')
    // There is nothing to choose between.
    expect(next.$('nav[aria-label="What to show"]')).toHaveLength(0)
    expect((await calendarOf('decider', '?day=nonsense&view=x&kind=y')).$('section.viewing-week__day')).toHaveLength(7)
  })

  it('marks holidays and working weekends of the office', async () => {
    const administrator = await aColleague('administrator')
    const { settings, revision } = await site.services.programme.current()
    const by = { id: administrator.id, name: administrator.name }
    const days = { daysOff: ['2026-11-26'], makeUpDays: ['2026-11-28'] }
    await site.services.programme.save({ ...settings, ...days }, { revision, by })
    const page = await calendarOf('administrator')
    const day = (date: string) => page.$(`section:has([datetime="${date}"])`).text()
    expect(day('2026-11-26')).toContain('Holiday')
    expect(day('2026-11-28')).toContain('Working day')
    expect(day('2026-11-29')).toContain('Weekend')
  })
})
