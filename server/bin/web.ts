import { createServer, type Server } from 'node:http'
import { createApp } from '../app.ts'
import { relayWakes, startJobs } from '../jobs/runner.ts'
import { sessionSecretOf } from '../outside/session-secret.ts'
import { isEmbedded } from '../outside/database/database.ts'
import { jobsOf } from '../slices.ts'
import { createProgram, type Program } from './program.ts'
import { closeServer, endFailed, shutDownOnSignal } from './shutdown.ts'
import { prepare, untilItWorks, type Progress } from './starting.ts'
import { welcome } from './welcome.ts'

const running: Progress & { stopJobs?: () => Promise<void> } = { notReady: 'opening the database' }

try {
  await serve(await createProgram())
} catch (error) {
  await endFailed(error, [async () => running.stopJobs?.(), async () => running.database?.close()])
}

/** Starts the site. It listens from the beginning, and says that it is not ready until it can serve pages. */
async function serve(program: Program): Promise<void> {
  const { config, log, services, slices } = program
  const parts = { config, services, slices, log, sessionSecret: await sessionSecretOf(config) }
  const app = createApp({ ...parts, notReady: () => running.notReady })
  const server = await listen(
    createServer({ connectionsCheckingInterval: 1_000, requestTimeout: 300_000, headersTimeout: 15_000 }, app),
    program,
  )
  shutDownOnSignal({
    log,
    steps: [
      () => closeServer(server),
      async () => running.stopJobs?.(),
      () => services.audit.settled(),
      async () => running.database?.close(),
    ],
  })
  await untilItWorks(() => start(program), program, running)
  welcome(program)
}

async function start(program: Program): Promise<void> {
  const { config, log, services, slices } = program
  await prepare(program, running)
  await services.audit.settleInterrupted({ all: isEmbedded(config.mongoUri) })
  running.notReady = 'reading the catalogue'
  await services.catalogue.warm()
  running.stopJobs = config.jobsHere
    ? await startJobs(jobsOf(slices), { services, log }, { atOnce: config.clockAheadDays > 0 })
    : relayWakes(jobsOf(slices), log)
}

function listen(server: Server, { config }: Program): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${config.port} is in use. Set PORT to another one.`) : error)
    })
    server.listen(config.port, config.host, () => resolve(server))
  })
}
