import mongoose from 'mongoose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { caseDates } from '#features/cases/work/dates.ts'
import { listDates } from '#features/desk/calendar/dates.ts'
import { viewingDates } from '#features/viewings/dates.ts'
import { addDays, cityDayOf } from '#shared/days/city-day.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aSlot } from '../factories/viewings.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
afterEach(() => vi.restoreAllMocks())

type Asked = mongoose.Query<unknown, unknown>

/** Counts the cursors that are opened from now on, and those of them that are closed. */
function counted(): { opened: number; closed: number } {
  const count = { opened: 0, closed: 0 }
  const open = Reflect.get(mongoose.Query.prototype, 'cursor') as (this: Asked) => ReturnType<Asked['cursor']>
  vi.spyOn(mongoose.Query.prototype, 'cursor').mockImplementation(function (this: Asked) {
    count.opened += 1
    return open.call(this).once('close', () => (count.closed += 1))
  })
  return count
}

describe('a calendar that is cut at its limit', () => {
  it('closes its database cursors', async () => {
    const today = cityDayOf(site.clock.now())
    const asked = { from: today, to: addDays(today, 30), most: 1 }
    const { id } = await aColleague('administrator')
    const startsAt = new Date(site.clock.now().getTime() + 86_400_000)
    for (const day of [1, 2, 3]) {
      await anApplication({ state: 'screening', dueOn: addDays(today, day) })
      await aSlot({ premises: `SFH-A-010${day}`, startsAt, state: 'attended' })
    }
    const cursors = counted()
    const sources = [...caseDates, ...viewingDates(site.services)]
    const { dates, cut } = await listDates(sources, { id, role: 'administrator', buildings: [] }, asked)
    expect([dates.length, cut]).toEqual([2, true])
    expect(cursors).toEqual({ opened: 2, closed: 2 })
  })
})
