import { setTimeout as wait } from 'node:timers/promises'
import { isDatabaseAway, isUnknownHost, reasonOf } from '../outside/database/database-away.ts'
import { rememberTwoFactorKey } from '../outside/sealing/two-factor-key.ts'
import { twoFactorSecretsOf } from '../outside/stored-secret.ts'
import { useTracer } from '../outside/tracing/tracing.ts'
import { isEmbedded, isFilled, type Database } from '../outside/database/database.ts'
import { markFirstStart } from '../outside/demonstration-folder.ts'
import { LeaseLostError } from '../outside/database/lease.ts'
import type { Config } from '../config.ts'
import { startJobs, type StopJobs } from '../jobs/runner.ts'
import { jobsOf } from '../slices.ts'
import { openConfigured } from './opening.ts'
import { migrate, type Program } from './program.ts'
import { seed } from './seeding.ts'
import { endAfterFailure, isShuttingDown, shutdownSignal } from './shutdown.ts'

const defaultRetryMs = 2_000
/**
 * How long an unknown database host is retried. In a network of containers a name is known a moment after its container
 * starts; later, an unknown name is a mistake in the address.
 */
const defaultUnknownHostMs = 6_000

/** What a process has opened and started so far, and why it cannot serve yet; `notReady` is null when it can. */
export type Progress = { database?: Database | undefined; stopJobs?: StopJobs; notReady: string | null }

/** Checks whether the letters of this site reach nobody. Outside production its developers read them as files. */
export const hasNoMailDelivery = ({ production, mail }: Config): boolean => production && !mail.smtpUrl

/** Loads the package that exports traces, if the settings ask for it. */
export async function startTracing({ config, log }: Pick<Program, 'config' | 'log'>): Promise<void> {
  if (!config.tracing) return
  const { openTelemetry } = await import('../outside/tracing/opentelemetry.ts')
  useTracer(openTelemetry(log))
}

type Warned = Pick<Program, 'config' | 'log' | 'services'>

/** Warns about settings that work but are rarely intended, and of back-ups only where their job runs. */
export async function warnOfSettings(program: Warned, { runsJobs }: { runsJobs: boolean }): Promise<void> {
  const { config, log, services } = program
  if (runsJobs) await warnOfBackupFolder(program)
  if (!config.jobsHere && isEmbedded(config.mongoUri)) {
    const why =
      'no letter leaves and no job is done: take JOBS=elsewhere out, since the embedded database has no worker'
    log.warn({ setting: 'JOBS' }, why)
  }
  if (!hasNoMailDelivery(config)) return
  log.warn(
    { setting: 'SMTP_URL', folder: services.mail.goesTo },
    'letters reach nobody: they become files until SMTP_URL is set',
  )
}

/**
 * Warns when a site with HTTPS does not say which proxies are in front of it. The program speaks HTTP, so there is one, and
 * attempts to sign in and requests of programs are limited by the address of the visitor.
 */
export function warnOfUnnamedProxy({ config, log }: Pick<Program, 'config' | 'log'>): void {
  if (!config.production || !config.publicUrl.startsWith('https:') || !config.proxyUnnamed) return
  log.warn(
    { setting: 'TRUST_PROXY' },
    'all visitors count as one in the limits of attempts and requests: set TRUST_PROXY to the number of proxies in front of the site, or to off',
  )
}

/** Warns when scheduled back-ups of this process have no folder: at night nobody reads the log. */
async function warnOfBackupFolder({ log, services }: Warned): Promise<void> {
  const problem = await services.backups.folderProblem()
  if (problem)
    log.warn(
      { setting: 'BACKUP_TO', ...problem },
      'no back-up can be written to the folder: make it, or mend its rights',
    )
}

/**
 * Opens, migrates and fills the database with long timeouts, then reopens a server database with those that requests need.
 * Throws a sentence when another process holds the embedded database.
 */
export async function prepare({ config, log, services }: Program, progress: Progress): Promise<void> {
  const isFirst = isEmbedded(config.mongoUri) && !(await isFilled(config.mongoUri))
  if (isEmbedded(config.mongoUri)) log.info({ database: config.mongoUri }, openingNotice(config, isFirst))
  if (isFirst) await markFirstStart(config)
  const database = await openConfigured(config, { patient: true })
  progress.database = database
  if (database.engine === 'shared') {
    throw new Error(
      `Another process holds the database of ${config.mongoUri}. Stop it first, or set MONGODB_URI to a MongoDB server.`,
    )
  }
  // New data is stored open from here on, even where everything was sealed before.
  if (!config.sealing.on) await services.sealed.forgetProgress()
  await migrate(log, {
    fill: () => seed(services, { demonstration: config.demonstration }),
    say: stage => {
      progress.notReady = stage
    },
  })
  await rememberTwoFactorKey(await twoFactorSecretsOf(config))
  if (database.engine === 'embedded') return
  await database.close()
  progress.database = await openConfigured(config)
}

/** Runs the jobs of the site in this process. Returns how to stop them. */
export const startOwnJobs = ({ config, log, services, slices }: Program): Promise<StopJobs> =>
  startJobs(jobsOf(slices), { services, log }, { atOnce: config.clockAheadDays > 0, leaving: shutdownSignal })

/** Ends a program that could not start, or must not go on: stops its jobs, closes its database and exits. */
export const endProgram = (error: unknown, running: Progress): Promise<void> =>
  endAfterFailure(error, [async () => running.stopJobs?.(1_000), async () => running.database?.close()])

/**
 * Returns what the log says before an embedded database is opened: what a first start takes time for, and in production what
 * it means that nothing follows, because damaged files make the engine end the process at once.
 */
function openingNotice({ demonstration, production }: Config, isFirst: boolean): string {
  if (!isFirst && !production) return 'opening the database'
  if (!isFirst) return 'opening the database (if nothing follows, its files are damaged: restore a back-up)'
  const content = demonstration ? 'the starting content and an example street' : 'the starting content'
  return `first start: making the database with ${content}, which takes some ten seconds`
}

type RetryOptions = { /** Both are only set by tests. */ retryMs?: number; nowhereMs?: number }

/**
 * Runs `start` and retries while the database is away, for some seconds also while its host is unknown. Any other failure is
 * thrown, since it would occur again: a migration, an index. Failures while the process is being ended are thrown as well.
 */
export async function retryUntilReady(
  start: () => Promise<void>,
  { log }: Pick<Program, 'log'>,
  progress: Progress,
  { retryMs = defaultRetryMs, nowhereMs = defaultUnknownHostMs }: RetryOptions = {},
): Promise<void> {
  let unknownHostSince = Infinity
  for (;;) {
    const began = performance.now()
    try {
      await start()
      progress.notReady = null
      return
    } catch (error) {
      unknownHostSince = isUnknownHost(error) ? Math.min(unknownHostSince, began) : Infinity
      if (isShuttingDown() || performance.now() - unknownHostSince >= nowhereMs || !isRetryable(error)) throw error
      progress.notReady = 'database away'
      log.error({ reason: reasonOf(error) }, 'the database is away; trying again')
      await progress.database?.close().catch(() => undefined)
      progress.database = undefined
      await wait(retryMs)
    }
  }
}

const isRetryable = (error: unknown): boolean => isDatabaseAway(error) || error instanceof LeaseLostError
