import { readFile, statfs } from 'node:fs/promises'
import path from 'node:path'
import mongoose from 'mongoose'
import { ChoreModel, type Chore } from '#models/chore.ts'
import type { Certificate } from '#models/status/certificate.ts'
import type { BackupsService } from '#features/backups/service.ts'
import type { ScansService } from '#features/documents/scans-service.ts'
import type { OutboxService } from '#features/outbox/service.ts'
import type { Clock } from '#outside/clock.ts'
import { isEmbedded } from '#outside/database/database.ts'
import type { MailService } from '#outside/mail/mail.ts'
import { projectRoot } from '#outside/project-root.ts'
import { lastsFor, lateBy, type ChoreTimes } from './rules.ts'

/**
 * Devices whose message is being retried, by the service names of the metrics, and the hosts of the services. Null for a
 * site that sends no push messages.
 */
type PushFigures = { retrying: number; byName: Record<string, number>; services: string[] }

export type ReaderDeps = {
  clock: Clock
  config: { dataFolder: string; mongoUri: string; jobsHere: boolean }
  outbox: Pick<OutboxService, 'figures'>
  mail: Pick<MailService, 'figures'>
  push: { figures(): Promise<PushFigures | null> }
  scans: Pick<ScansService, 'waiting'>
  certificate: { last(): Promise<Certificate | null> }
  backups: Pick<BackupsService, 'last' | 'scheduled' | 'folderProblem'>
}
/** The jobs of this release; jobs of an older one that remain in the list of chores would be late for ever. */
export type Jobs = readonly { name: string }[]

/** Returns what is late, parked, failing or full: the current state of these `jobs` and everything else. Throws when the database is away. */
export async function readState(
  { clock, config, outbox, mail, push, scans, backups, certificate }: ReaderDeps,
  jobs: Jobs,
) {
  const now = clock.machineNow()
  const [effects, letters, pushes, held, saved, shown, folder, chores, disk, database, program] = await Promise.all([
    ...([
      outbox.figures(),
      mail.figures(),
      push.figures(),
      scans.waiting(),
      backups.last(),
      certificate.last(),
    ] as const),
    // The folder of back-ups is on the machine of the worker.
    config.jobsHere ? backups.folderProblem() : null,
    ...([lateness(jobs, now), diskOf(config.dataFolder), sizeOfDatabase(), programOf(config.mongoUri)] as const),
  ])
  return {
    now,
    outbox: { ...effects, failingMs: elapsedMs(effects.failingSince, clock.now()) },
    mail: { ...letters, oldestDueMs: elapsedMs(letters.oldestDueAt, now) },
    push: pushes,
    jobs: chores,
    // Arrival of documents and failures of effects are recorded in the product's time.
    documents: held && { ...held, oldestMs: elapsedMs(held.oldestAt, clock.now()) },
    backups: { scheduled: backups.scheduled, folderProblem: folder, ...saved },
    certificate: shown,
    disk,
    database,
    program: { ...program, since: startedAt(now) },
  }
}
export type Status = Awaited<ReturnType<typeof readState>>

const elapsedMs = (from: Date | null, now: Date): number => (from ? Math.max(0, now.getTime() - from.getTime()) : 0)
const startedAt = (now: Date): Date => new Date(now.getTime() - Math.round(process.uptime() * 1_000))

/**
 * For each job: by how many milliseconds it is late, and how long its current run has lasted. A job that was never begun
 * counts as due since this process started.
 */
async function lateness(jobs: Jobs, now: Date): Promise<{ name: string; lateMs: number; lastsMs: number }[]> {
  const choreByName = new Map((await ChoreModel.find().lean<Chore[]>()).map(chore => [chore._id, chore]))
  return jobs.map(({ name }) => {
    const chore: ChoreTimes = choreByName.get(name) ?? { dueAt: startedAt(now) }
    return { name, lateMs: lateBy(chore, now), lastsMs: lastsFor(chore, now) }
  })
}

/** Bytes on the disk; free is what this process may use. */
async function diskOf(folder: string): Promise<{ free: number; total: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: bavail * bsize, total: blocks * bsize }
}

/** Bytes of all collections and indexes on the disk. */
async function sizeOfDatabase(): Promise<{ bytes: number; lastMigration: string | null }> {
  const { db } = mongoose.connection
  if (!db) throw new Error('the database is not open')
  const [{ storageSize, indexSize }, last] = await Promise.all([
    db.stats() as Promise<{ storageSize: number; indexSize: number }>,
    db.collection<{ _id: string }>('migrations').findOne({}, { sort: { _id: -1 } }),
  ])
  return { bytes: storageSize + indexSize, lastMigration: last?._id ?? null }
}

/** What is running. A release knows its commit; a working copy does not. */
async function programOf(mongoUri: string) {
  const { version } = (await jsonIn('package.json')) as { version: string }
  const release = (await jsonIn('release.json').catch(() => null)) as { commit: string | null } | null
  const engine: 'embedded' | 'server' = isEmbedded(mongoUri) ? 'embedded' : 'server'
  return { version, commit: release?.commit ?? null, node: process.version, engine }
}
const jsonIn = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(path.join(projectRoot, file), 'utf8')) as unknown
