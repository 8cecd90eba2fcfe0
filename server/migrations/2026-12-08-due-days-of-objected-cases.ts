import { mongo } from 'mongoose'
import type { Migration } from '../outside/database/migrations.ts'
import { cityDayOf } from '../shared/days/city-day.ts'
import { addWorkingDays } from '../shared/days/working-days.ts'
import { calendarOf } from './calendar-of-2026.ts'

type Answer = { objection: string; outcome: 'dismissed' | 'upheld' }
type Stored = {
  state: 'public_notice'
  revision: number
  dueOn?: string | null
  objections?: string[]
  objectionAnswers?: Answer[]
}
type Settings = { _id: string; values: Record<string, unknown> }

/** Returns the ids of objections that are unanswered, or that were upheld while the case is still on notice. */
const binding = ({ objections = [], objectionAnswers = [] }: Stored): mongo.ObjectId[] =>
  objections
    .filter(id => objectionAnswers.find(({ objection }) => objection === id)?.outcome !== 'dismissed')
    .map(id => new mongo.ObjectId(id))

/**
 * Adds to cases on public notice with objections the day by which the office aims to answer, counted from the first
 * objection.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const stored = await db.collection<Settings>('settings').findOne({ _id: 'programme' })
    const { decisionDays = 10, ...values } = stored?.values ?? {}
    const calendar = calendarOf(values)
    const applications = db.collection<Stored>('applications')
    const undated = { state: 'public_notice' as const, dueOn: null, 'objections.0': { $exists: true } }
    let dated = 0
    for await (const application of applications.find(undated)) {
      const first = await db
        .collection<{ at: Date }>('objections')
        .findOne({ _id: { $in: binding(application) } }, { sort: { at: 1 } })
      if (!first) continue
      const dueOn = addWorkingDays(cityDayOf(first.at), Number(decisionDays), calendar)
      const { _id, revision } = application
      const same = { _id, state: 'public_notice' as const, dueOn: null, revision }
      dated += (await applications.updateOne(same, { $set: { dueOn } })).modifiedCount
    }
    log.info({ dated }, 'applications that were objected to have their day')
  },
}
