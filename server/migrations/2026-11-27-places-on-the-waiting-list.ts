import type { Migration } from '../outside/database/migrations.ts'

type Stored = { stateSince: Date; assessments?: { scores: Record<string, number> }[] }

/**
 * Adds a score and an end to applications that joined the waiting list before it had an order: a year from the day they
 * joined.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const applications = db.collection<Stored>('applications')
    const unplaced = { state: 'waitlisted', waiting: { $exists: false } }
    let placed = 0
    for await (const { _id, stateSince, assessments = [] } of applications.find(unplaced)) {
      const waiting = { score: meanOf(assessments), until: aYearAfter(stateSince) }
      placed += (await applications.updateOne({ _id, ...unplaced }, { $set: { waiting } })).modifiedCount
    }
    log.info({ placed }, 'waiting applications have their place')
  },
}

function meanOf(assessments: NonNullable<Stored['assessments']>): number {
  const scores = assessments.flatMap(assessment => Object.values(assessment.scores))
  const mean = scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length
  return Math.round(mean * 10_000) / 10_000
}

/** Returns the end of the same day in Suifenhe (+08:00) one year later; for 29 February, that of 1 March. */
function aYearAfter(instant: Date): Date {
  const inCity = new Date(instant.getTime() + 8 * 3_600_000)
  const next = Date.UTC(inCity.getUTCFullYear() + 1, inCity.getUTCMonth(), inCity.getUTCDate() + 1)
  return new Date(next - 8 * 3_600_000 - 1)
}
