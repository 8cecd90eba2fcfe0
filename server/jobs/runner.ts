import { randomUUID } from 'node:crypto'
import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'
import mongoose from 'mongoose'
import { actAs, actsOf, type Acting } from '../outside/acting.ts'
import type { Job, JobContext } from './job.ts'

/** Runs the jobs at their pace; several workers share the work through locks in the database. Returns how to stop. */
export async function startJobs(jobs: readonly Job[], context: JobContext): Promise<() => Promise<void>> {
  const { db } = mongoose.connection
  if (!db) throw new Error('jobs need an open database')
  // A number: with a string agenda's processing interval silently never fires.
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: db }),
    processEvery: 1_000,
    defaultLockLifetime: 300_000,
  })
  const ending = new AbortController()
  agenda.on('error', (error: unknown) => {
    // Its question for the next job may still be under way when the database closes; the jobs themselves were waited for.
    if (ending.signal.aborted) context.log.info({ err: error }, 'job runner was stopped')
    else context.log.error({ err: error }, 'job runner')
  })
  for (const job of jobs)
    agenda.define(job.name, () => runOne(job, { ...context, signal: ending.signal }), { concurrency: 1 })
  await agenda.start()
  for (const job of jobs) await agenda.every(`${job.everySeconds} seconds`, job.name)
  return async () => {
    ending.abort()
    await agenda.drain()
  }
}

/** A chore that fails is logged and tried again at its next turn; it never takes the others down. */
async function runOne(job: Job, context: JobContext): Promise<void> {
  try {
    await takeTurn(job, context)
  } catch (error) {
    context.log.error({ err: error, job: job.name }, 'job failed')
  }
}

/** Runs a chore once, as the system: what it changes comes into the audit trail, also of one that fails midway. */
export async function takeTurn(job: Job, context: JobContext): Promise<void> {
  const turn: Acting = { requestId: `${job.name}-${randomUUID()}`, who: { id: null, role: 'system' }, told: [] }
  try {
    await actAs(turn, () => job.run({ ...context, log: context.log.child({ job: job.name }) }))
  } finally {
    await keepTurn(turn, `job ${job.name}`, context)
  }
}

async function keepTurn(turn: Acting, route: string, { services, log }: JobContext): Promise<void> {
  if (turn.told.length === 0) return
  try {
    await services.audit.keep(actsOf(turn, route))
  } catch (error) {
    log.error({ err: error, job: route }, 'the audit trail was not written')
  }
}
