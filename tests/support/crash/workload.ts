/**
 * Runs twenty applicants, five officers and the worker at random, all at once, until the process is killed.
 * Usage: tsx workload.ts <folder> <seed> <days>. Reports on standard output what it has acknowledged. Its time runs `days`
 * ahead, so that deadlines pass from one life to the next.
 */
import { appendFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import mongoose from 'mongoose'
import { TombstoneModel } from '#models/cases/tombstone.ts'
import { AppError } from '#shared/errors.ts'
import { say } from './acknowledged.ts'
import { applicantsTurn } from './applicants.ts'
import { chanceOf } from './chance.ts'
import { officersTurn } from './officers.ts'
import { openStreet, runJobsOnce, standOf } from './street.ts'

const [folder = '', seed = '1', days = '0'] = process.argv.slice(2)
const chance = chanceOf(Number(seed))
const street = await openStreet({ folder, days: Number(days) })
say(await standOf(street))
mongoose.set('debug', (collection, method) => {
  if (collection === TombstoneModel.collection.name && method === 'insertOne') say({ what: 'deleting' })
})

for (const applicant of street.applicants) void keepAt(() => applicantsTurn(street, applicant, chance), 1_500)
for (const officer of street.officers) void keepAt(() => officersTurn(street, officer, chance), 1_500)
void keepAt(workersTurn, 25)

async function workersTurn(): Promise<void> {
  await runJobsOnce(street)
  say({ what: 'round' })
}

/** Repeats a turn. A refusal is a normal answer; anything else is a bug and is written to a file for the parent. */
async function keepAt(turn: () => Promise<void>, longestRestMs: number): Promise<void> {
  for (;;) {
    await turn().catch(noteUnlessRefused)
    // The pause leaves processor time for the worker.
    await wait(chance.between(1, longestRestMs))
  }
}

function noteUnlessRefused(error: unknown): void {
  if (error instanceof AppError) return
  appendFileSync(
    `${folder}/failures.log`,
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
}
