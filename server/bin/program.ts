import { randomUUID } from 'node:crypto'
import path from 'node:path'
import mongoose from 'mongoose'
import { runWithOrigin } from '#models/parts/origin.ts'
import { readConfig, type Config } from '../config.ts'
import { clockAhead, systemClock, type Clock } from '../outside/clock.ts'
import { runWithAudit, actsOf, type AuditContext } from '../outside/audit.ts'
import { refuseUnfinishedRestore } from '../outside/backup/restoring.ts'
import { prepareDataFolder } from '../outside/data-folder.ts'
import { takeIdentityOfOwner } from '../outside/data-owner.ts'
import { buildIndexes, useClockForTimestamps, type Database } from '../outside/database/database.ts'
import { withLease } from '../outside/database/lease.ts'
import { startSealing } from '../outside/sealing/document-keys.ts'
import { rememberKey } from '../outside/sealing/known-keys.ts'
import { createLog, type Log } from '../outside/log.ts'
import { isReadAtTerminal } from '../outside/terminal-log.ts'
import { createMailTransport } from '../outside/mail/mail-transport.ts'
import { runMigrations } from '../outside/database/migrations.ts'
import { publicContent } from '../outside/public-content.ts'
import { createServices, type Services } from '../services.ts'
import type { Slice } from '../slice.ts'
import { createSlices } from '../slices.ts'
import { reportFailure } from './failure.ts'
import { migrationsFolder, openConfigured } from './opening.ts'
import { readSettingsFile } from './settings-file.ts'

export type Program = {
  config: Config
  log: Log
  services: Services
  slices: readonly Slice[]
  clock: Clock
  /** File from which settings were read besides the environment; null when there is none. */
  settingsFile: string | null
}

/**
 * Creates settings, log, data folder and services for every command. The caller opens the database. Files written from here
 * on are readable only for the user of the process: mail contains links that reset passwords.
 */
export async function createProgram(): Promise<Program> {
  process.umask(0o077)
  const settingsFile = readSettingsFile()
  const config = readConfig(process.env)
  const log = await createLog(config.logLevel, { atTerminal: isReadAtTerminal(config.production) })
  await takeIdentityOfOwner(config, log)
  await prepareDataFolder(config, log)
  const { on } = await startSealing(config, { settingsFile })
  if (!on) log.warn('SEALING is off: what applicants send is readable to whoever takes the data or a back-up')
  const clock = clockAhead(config.clockAheadDays)
  useClockForTimestamps(clock)
  const mailTransport = createMailTransport({
    ...config.mail,
    folder: path.join(config.dataFolder, 'mail'),
    sealed: config.production,
  })
  const services = createServices({ clock, log, config, mailTransport, catalogueThread })
  const slices = createSlices({ services, config, clock })
  return { config, log, clock, settingsFile, services, slices }
}

/** Built file beside the entry points; it does not exist when the sources run (`tsx`). */
const catalogueThread = path.join(import.meta.dirname, 'catalogue-thread.js')

type MigrationOptions = {
  /** Fills an empty database, under the same lease: two first starts must not fill it at once. */
  fill?: () => Promise<void>
  /** Receives the current stage, in a few words. */
  say?: (stage: string) => void
}

/**
 * Brings the database to the state that this version of the code expects, one process at a time. Idempotent. Returns the
 * migrations that ran. If there were any, running sites are told that their pages have changed.
 */
export function migrate(log: Log, { fill, say = () => undefined }: MigrationOptions = {}): Promise<string[]> {
  const waiting = () => {
    say('another process prepares the database')
    log.info('another process prepares the database; waiting for it')
  }
  const work = async (held: () => void) => {
    say('migrating')
    if (mongoose.connection.db) await refuseUnfinishedRestore(mongoose.connection.db)
    await rememberKey(systemClock)
    const ran = await runMigrations(migrationsFolder, log, held)
    if (ran.length > 0) await publicContent({ clock: systemClock }).changed()
    held()
    say('building indexes')
    await buildIndexes()
    held()
    say('filling the database')
    await fill?.()
    return ran
  }
  return withLease('preparing the database', work, { waiting })
}

/** Runs a command: opens the database, does one thing, closes it, and prints failures in one sentence. */
export function runCommand(
  command: (program: Program, database: Database) => Promise<void>,
  /** Starts even when keys are missing. */
  { withoutKeys = false }: { withoutKeys?: boolean } = {},
): void {
  void (async () => {
    try {
      const program = await createProgram()
      const database = await openConfigured(program.config, { patient: true, withoutKeys })
      try {
        await runAsSystem(program, () => command(program, database))
      } finally {
        await database.close()
      }
    } catch (error) {
      reportFailure(error)
    }
  })()
}

/** Runs `work` and adds its changes to the audit trail, as done by the system. */
async function runAsSystem({ services: { audit } }: Program, work: () => Promise<void>): Promise<void> {
  const name = path.basename(process.argv[1] ?? 'command', '.js')
  const auditContext: AuditContext = {
    requestId: `${name}-${randomUUID()}`,
    who: { id: null, role: 'system' },
    told: [],
  }
  try {
    await runWithOrigin({ requestId: auditContext.requestId }, () => runWithAudit(auditContext, work))
  } finally {
    if (auditContext.told.length > 0) await audit.keep(actsOf(auditContext, `command ${name}`))
  }
}
