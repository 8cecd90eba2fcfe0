import type { Migration } from '../outside/database/migrations.ts'
import { addDays, cityDayOf } from '../shared/days/city-day.ts'

type Acceptance = { conditions: { state: string }[]; contract?: object | null; signBy?: string | null }
type Stored = { state: string; handedOverOn?: string | null; offer: { acceptance: Acceptance } }

/** Days for signing a contract that had no such day, from this migration on. */
const daysToSign = 14

/**
 * Gives contracts that wait for their signature the day by which they are to be signed. Where no condition is open, the turn
 * passes from the office to the applicant. Which papers have come, the job of the applications finds out.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const applications = db.collection<Stored>('applications')
    const now = new Date()
    const waiting = {
      state: 'accepted',
      'offer.acceptance.contract': { $ne: null },
      'offer.acceptance.signBy': null,
    }
    const set = { 'offer.acceptance.signBy': addDays(cityDayOf(now), daysToSign) }
    const noneOpen = { ...waiting, 'offer.acceptance.conditions.state': { $ne: 'open' } }
    const passed = await applications.updateMany(noneOpen, {
      $set: { ...set, turnFrom: now },
      $inc: { revision: 1 },
    })
    const others = await applications.updateMany(waiting, { $set: set, $inc: { revision: 1 } })
    log.info({ dated: passed.modifiedCount + others.modifiedCount }, 'contracts have the day by which they are signed')
  },
}
