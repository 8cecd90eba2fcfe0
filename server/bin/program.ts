import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { pino } from 'pino'
import { readConfig, type Config } from '../config.ts'
import { systemClock } from '../outside/clock.ts'
import { actAs, actsOf, type Acting } from '../outside/acting.ts'
import { prepareDataFolder } from '../outside/data-folder.ts'
import { buildIndexes, openDatabase } from '../outside/database.ts'
import { createLog, type Log } from '../outside/log.ts'
import { createMailTransport } from '../outside/mail-transport.ts'
import { runMigrations } from '../outside/migrations.ts'
import { publicContent } from '../outside/public-content.ts'
import { createServices, type Services } from '../services.ts'
import { readSettingsFile } from './settings-file.ts'

export type Program = {
  config: Config
  log: Log
  services: Services
  clock: typeof systemClock
  /** Where settings were read from besides the environment. */
  settingsFile: string | null
}

/**
 * Settings, log, data folder and services for every command; the database is opened by whoever needs it. What the process
 * writes from here on is its user's alone: mail carries links that reset passwords.
 */
export async function createProgram(): Promise<Program> {
  process.umask(0o077)
  const settingsFile = readSettingsFile()
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  await prepareDataFolder(config, log)
  const mailTransport = createMailTransport({ ...config.mail, folder: path.join(config.dataFolder, 'mail') })
  return {
    config,
    log,
    clock: systemClock,
    settingsFile,
    services: createServices({ clock: systemClock, log, config, mailTransport }),
  }
}

/**
 * Brings the database to what this version of the code expects. Safe to repeat. Returns the migrations that ran: a site
 * that runs meanwhile is told that its pages have changed.
 */
export async function migrate(log: Log): Promise<string[]> {
  const ran = await runMigrations(path.join(import.meta.dirname, '../migrations'), log)
  if (ran.length > 0) await publicContent({ clock: systemClock }).changed()
  await buildIndexes()
  return ran
}

/** For the commands: opens the database, does one thing, closes, and says failures in one sentence. */
export function runCommand(command: (program: Program) => Promise<void>): void {
  void (async () => {
    try {
      const program = await createProgram()
      const database = await openDatabase(program.config.mongoUri, { patient: true })
      try {
        await actingAs(program, () => command(program))
      } finally {
        await database.close()
      }
    } catch (error) {
      failed(error)
    }
  })()
}

/** What a command changes comes into the audit trail, as done by the system. */
async function actingAs({ services: { audit } }: Program, work: () => Promise<void>): Promise<void> {
  const name = path.basename(process.argv[1] ?? 'command', '.js')
  const turn: Acting = { requestId: `${name}-${randomUUID()}`, who: { id: null, role: 'system' }, told: [] }
  try {
    await actAs(turn, work)
  } finally {
    if (turn.told.length > 0) await audit.keep(actsOf(turn, `command ${name}`))
  }
}

/** Says why a program ends, for people, and ends it. */
export function failed(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error))
  if (process.env.LOG_LEVEL === 'debug') pino().error(error)
  process.exitCode = 1
}
