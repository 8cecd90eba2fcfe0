import { createServer } from 'node:http'
import express from 'express'
import { startJobs, type StopJobs } from '../jobs/runner.ts'
import { isEmbedded } from '../outside/database/database.ts'
import { stopTracing } from '../outside/tracing/tracing.ts'
import { jobsOf } from '../slices.ts'
import { healthRoutes } from '../web/requests/health.ts'
import { metrics } from '../web/requests/metrics.ts'
import { createProgram, type Program } from './program.ts'
import { listen } from './listen.ts'
import { endAfterFailure, shutdownSignal, shutDownOnSignal } from './shutdown.ts'
import {
  prepare,
  startTracing,
  retryUntilReady,
  warnOfBackupFolder,
  warnOfSettings,
  type Progress,
} from './starting.ts'

const running: Progress & { stopJobs?: StopJobs } = { notReady: 'opening the database' }

try {
  await runWorker(await createProgram())
} catch (error) {
  await endAfterFailure(error, [async () => running.stopJobs?.(), async () => running.database?.close()])
}

/** Runs the jobs of a site on a server database, once it is migrated. */
async function runWorker(program: Program): Promise<void> {
  const { config, log, services, slices } = program
  if (isEmbedded(config.mongoUri)) {
    throw new Error(
      'A worker of its own needs MONGODB_URI to name a MongoDB server; on the embedded database the site does its jobs itself.',
    )
  }
  warnOfSettings(program)
  await warnOfBackupFolder(program)
  await startTracing(program)
  await serveHealthAndMetrics(program)
  shutDownOnSignal({
    log,
    steps: [
      async ({ leftMs }) => running.stopJobs?.(leftMs()),
      async () => running.database?.close(),
      () => stopTracing(),
    ],
  })
  const start = async () => {
    await prepare(program, running)
    running.stopJobs = await startJobs(
      jobsOf(slices),
      { services, log },
      { atOnce: config.clockAheadDays > 0, leaving: shutdownSignal },
    )
  }
  await retryUntilReady(start, program, running)
  log.info('worker started')
}

/** Answers at `WORKER_PORT`: health checks for supervisors, metrics for Prometheus. */
async function serveHealthAndMetrics({ config, services, slices }: Program): Promise<void> {
  if (config.workerPort === undefined) return
  const app = express()
  app.disable('x-powered-by')
  app.use(healthRoutes(() => running.notReady))
  app.use(metrics(config.metricsToken, () => services.status.gauges(jobsOf(slices))).routes)
  await listen(createServer(app), { port: config.workerPort, host: config.host, setting: 'WORKER_PORT' })
}
