import type { Migration } from '../outside/database/migrations.ts'

type Stored = { stateSince: Date; assessments?: { scores: Record<string, number> }[] }

/** Applications that waited before the list had an order get their score, and a year from the day they came onto it. */
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

/** The end of the same day in the city (+08:00) a year on; of 29 February, the 1 March. */
function aYearAfter(instant: Date): Date {
  const inCity = new Date(instant.getTime() + 8 * 3_600_000)
  const next = Date.UTC(inCity.getUTCFullYear() + 1, inCity.getUTCMonth(), inCity.getUTCDate() + 1)
  return new Date(next - 8 * 3_600_000 - 1)
}
