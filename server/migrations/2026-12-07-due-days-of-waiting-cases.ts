import type { Migration } from '../outside/database/migrations.ts'
import { cityDayOf } from '../shared/days/city-day.ts'
import { addWorkingDays } from '../shared/days/working-days.ts'
import { calendarOf } from './calendar-of-2026.ts'

type Stored = { stateSince: Date; state: 'submitted' | 'decision' }
type Settings = { _id: string; values: Record<string, unknown> }

/**
 * Adds the due date to cases that wait to be taken up or decided: the office's target in working days from when the wait
 * began.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const stored = await db.collection<Settings>('settings').findOne({ _id: 'programme' })
    const { intakeDays = 3, decisionDays = 10, ...values } = stored?.values ?? {}
    const days = { submitted: Number(intakeDays), decision: Number(decisionDays) }
    const calendar = calendarOf(values)
    const applications = db.collection<Stored>('applications')
    const undated = { state: { $in: ['submitted' as const, 'decision' as const] }, dueOn: null }
    let dated = 0
    for await (const { _id, state, stateSince } of applications.find(undated)) {
      const dueOn = addWorkingDays(cityDayOf(stateSince), days[state], calendar)
      dated += (await applications.updateOne({ _id, state, dueOn: null }, { $set: { dueOn } })).modifiedCount
    }
    log.info({ dated }, 'waiting applications have their day')
  },
}
