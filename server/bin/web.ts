import { createServer, type Server } from 'node:http'
import { createApp } from '../app.ts'
import { jobs } from '../jobs/index.ts'
import { startJobs } from '../jobs/runner.ts'
import { keptSecret } from '../outside/kept-secret.ts'
import { isEmbedded, openDatabase, type Database } from '../outside/database.ts'
import { createProgram, failed, migrate, type Program } from './program.ts'
import { seed } from './seeding.ts'
import { closeServer, shutDownOnSignal } from './shutdown.ts'
import { welcome } from './welcome.ts'

const retryMs = 2_000

const running: { database?: Database; stopJobs?: () => Promise<void> } = {}

try {
  await serve(await createProgram())
} catch (error) {
  failed(error)
  await running.stopJobs?.()
  await running.database?.close()
  process.exit()
}

/** Starts the site. A server database that is away delays the pages, not the process: they answer 503 until it is back. */
async function serve(program: Program): Promise<void> {
  const { config, log, services, clock } = program
  const app = createApp({ config, services, clock, log, sessionSecret: await keptSecret(config) })
  const start = async () => {
    running.database = await prepare(program)
    await services.audit.settleInterrupted({ all: isEmbedded(config.mongoUri) })
    // The first visitor of a large catalogue should not wait for it to be read.
    void services.premises
      .warm()
      .catch((error: unknown) => log.error({ err: error }, 'the catalogue could not be read'))
    if (config.jobsHere) running.stopJobs = await startJobs(jobs, { services, log })
  }

  if (isEmbedded(config.mongoUri)) await start()
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
  if (!running.database) await untilItWorks(start, program)
  welcome(program)
}

/** Migrates and fills the database patiently, then leaves it open in the way requests need it. */
async function prepare({ config, log, services }: Program): Promise<Database> {
  const database = await openDatabase(config.mongoUri, { patient: true })
  if (database.engine === 'shared') {
    await database.close()
    throw new Error(
      `Another process holds the database of ${config.mongoUri}. Stop it first, or set MONGODB_URI to a MongoDB server.`,
    )
  }
  await migrate(log)
  await seed(services, { demonstration: config.demonstration })
  if (database.engine === 'embedded') return database
  await database.close()
  return openDatabase(config.mongoUri)
}

async function untilItWorks(start: () => Promise<void>, { log }: Program): Promise<void> {
  for (;;) {
    try {
      await start()
      return
    } catch (error) {
      log.error({ reason: String(error) }, 'the database is away; trying again')
      await new Promise(resolve => setTimeout(resolve, retryMs))
    }
  }
}

function listen(server: Server, { config }: Program): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${config.port} is in use. Set PORT to another one.`) : error)
    })
    server.listen(config.port, config.host, () => resolve(server))
  })
}
