import { createServer } from 'node:http'
import express from 'express'
import { isEmbedded } from '../outside/database/database.ts'
import { stopTracing } from '../outside/tracing/tracing.ts'
import { jobsOf } from '../slices.ts'
import { healthRoutes } from '../web/requests/health.ts'
import { metrics } from '../web/requests/metrics.ts'
import { createProgram, type Program } from './program.ts'
import { listen } from './listen.ts'
import { shutDownOnSignal } from './shutdown.ts'
import {
  endProgram,
  prepare,
  retryUntilReady,
  startOwnJobs,
  startTracing,
  warnOfSettings,
  type Progress,
} from './starting.ts'

const running: Progress = { notReady: 'opening the database' }

try {
  await runWorker(await createProgram())
} catch (error) {
  await endProgram(error, running)
}

/** Runs the jobs of a site on a server database, once it is migrated. */
async function runWorker(program: Program): Promise<void> {
  const { config, log } = program
  if (isEmbedded(config.mongoUri)) {
    throw new Error(
      'A worker of its own needs MONGODB_URI to name a MongoDB server; on the embedded database the site does its jobs itself.',
    )
  }
  await warnOfSettings(program, { runsJobs: true })
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
    running.stopJobs = await startOwnJobs(program)
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
